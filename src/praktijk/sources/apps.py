# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcesConfig(AppConfig):
    name = "praktijk.sources"
    label = "sources"
    verbose_name = _("Sources")

    def ready(self) -> None:
        from praktijk.sources.search import PROVIDERS
        from praktijk.web import search

        for provider in PROVIDERS:
            search.register(provider)

    def ready(self) -> None:
        from praktijk.sources.search import PROVIDER
        from praktijk.web import search

        search.register(PROVIDER)
