# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UNConfig(AppConfig):
    name = "praktijk.recommendations.un"
    label = "un"
    verbose_name = _("Recommendations of the United Nations")
