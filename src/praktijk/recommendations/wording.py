# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a term is put in words: the same on the page, in a report and in a file."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from praktijk.web.dates import day


def window(commitment: Any) -> str:
    """The term in words with its dates: "end of 2025 (1 Oct – 31 Dec 2025)"."""
    words: str = commitment.due_words
    if commitment.due_latest is None:
        return words or _("no term named")
    until = day(commitment.due_latest)
    dates = until
    if commitment.due_earliest:
        dates = f"{_without_same_year(commitment.due_earliest, commitment.due_latest)} – {until}"
    return f"{words} ({dates})" if words else dates


def _without_same_year(first: date, last: date) -> str:
    written = day(first)
    return written.removesuffix(f" {first.year}") if first.year == last.year else written
