# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FocusConfig(AppConfig):
    name = "praktijk.focus"
    label = "focus"
    verbose_name = _("Focus")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.focus.section import SECTION
        from praktijk.reference import country_sections
        from praktijk.web.navigation import NavItem, register

        country_sections.register(SECTION)
        register(NavItem(label=_("Focus"), url_name="focus", order=44, permission=Permission.VIEW_REGISTER))
