# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicatorsConfig(AppConfig):
    name = "praktijk.indicators"
    label = "indicators"
    verbose_name = _("Indicators")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.indicators.section import SECTION
        from praktijk.reference import country_sections
        from praktijk.web.navigation import NavItem, register

        country_sections.register(SECTION)
        register(
            NavItem(
                label=_("Indicators"), url_name="indicators", order=42, permission=Permission.VIEW_REGISTER
            )
        )
