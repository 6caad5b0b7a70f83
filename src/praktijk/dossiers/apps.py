# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossiersConfig(AppConfig):
    name = "praktijk.dossiers"
    label = "dossiers"
    verbose_name = _("Countries")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.dossiers.search import PROVIDER
        from praktijk.web import search
        from praktijk.web.navigation import NavItem, register

        search.register(PROVIDER)
        register(
            NavItem(label=_("Countries"), url_name="countries", order=20, permission=Permission.VIEW_REGISTER)
        )
