# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    name = "praktijk.access"
    label = "access"
    verbose_name = _("Access")

    def ready(self) -> None:
        import praktijk.access.signing_in  # noqa: F401 - its receivers
