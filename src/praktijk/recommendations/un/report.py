# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of an import: each finding as a line of CSV."""

import csv
import io
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _

from praktijk.recommendations.un.importers.rows import REJECTING, Finding
from praktijk.recommendations.un.messages import fault_in_words
from praktijk.web.cells import harmless


def write_findings(findings: Iterable[Finding], file: IO[bytes]) -> None:
    """Write file, row, field, what was found, what is wrong, whether the row was kept; file stays open."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    write = csv.writer(text)
    write.writerow([_("file"), _("row"), _("field"), _("found"), _("what is wrong"), _("what was done")])
    for row, field, fault, found, number in findings:
        done = _("rejected") if fault in REJECTING else _("kept")
        write.writerow([number, row, field, harmless(found), fault_in_words(fault), done])
    text.detach()
