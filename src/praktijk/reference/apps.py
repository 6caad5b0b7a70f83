# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferenceConfig(AppConfig):
    name = "praktijk.reference"
    label = "reference"
    verbose_name = _("Reference")

    def ready(self) -> None:
        from praktijk.reference.country_sections import register
        from praktijk.reference.treaties.section import SECTION

        register(SECTION)
