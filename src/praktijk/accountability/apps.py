# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountabilityConfig(AppConfig):
    name = "praktijk.accountability"
    label = "accountability"
    verbose_name = _("Accountability")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.web.navigation import NavItem, register

        register(
            NavItem(
                label=_("Accountability"),
                url_name="followup",
                order=100,
                permission=Permission.MAKE_REPORTS,
            )
        )
