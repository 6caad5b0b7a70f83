# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "praktijk.sources"
    label = "sources"
    verbose_name = _("Sources")

    def ready(self) -> None:
        from praktijk.access.roles import Permission
        from praktijk.sources.search import PROVIDER
        from praktijk.web import search
        from praktijk.web.navigation import NavItem, register

        register(
            NavItem(
                label=_("Documents"),
                url_name="documents",
                order=36,
                permission=Permission.VIEW_REGISTER,
            )
        )
        search.register(PROVIDER)
