# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be imported in the browser."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from praktijk.recommendations.un.words import Source


class JobSource(models.TextChoices):
    """Whose files a job holds."""

    UHRI = Source.UHRI, _("Universal Human Rights Index: full export (JSON or XLSX)")
    UPR_INFO = Source.UPR_INFO, _("UPR Info (XLS, XLSX or CSV)")
    THEMATIC_LIST = Source.THEMATIC_LIST, _("Thematic list of OHCHR about one country (Word)")
    RATIFICATIONS = "ratifications", _("Ratifications of treaties (CSV, XLS or XLSX)")
