# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The items of Parliament as a table, with the commitments that they are linked to."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.recommendations.models import StateChoice
from praktijk.recommendations.parliament.models import Decision
from praktijk.web.cells import harmless


def as_csv(items: list[Any]) -> bytes:
    """The items, from `queries.filled`, as CSV: UTF-8 with a mark, without formulas."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_columns())
    for row in _rows(items):
        writer.writerow([harmless(cell) for cell in row])
    return ("\ufeff" + text.getvalue()).encode()


def _columns() -> list[str]:
    return [
        _("Number at Parliament"), _("Kind"), _("Subject"), _("Text"), _("Minister"), _("Ministry"),
        _("Status at Parliament"), _("Deadline at Parliament"), _("Made on"), _("Session year"),
        _("Cabinet’s opinion"), _("Letters that met it"), _("Removed by Parliament"),
        _("Changed by Parliament"), _("Here"), _("Commitment"), _("State here"), _("Due by here"),
        _("Differences"), _("Official page"), _("Illustrative"),
    ]  # fmt: skip


def _rows(items: list[Any]) -> Iterator[list[Any]]:
    for item in items:
        for link in item.links_shown or [None]:
            ours = link.commitment if link else None
            differences = [one for one in item.differences if link and one.link.pk == link.pk]
            yield [
                item.number,
                item.get_kind_display(),
                item.subject or item.title,
                item.text,
                item.minister,
                item.ministry,
                item.status_words,
                item.deadline or "",
                item.made_on or "",
                item.session_year,
                item.opinion,
                ", ".join(item.letters),
                _("yes") if item.removed else "",
                timezone.localdate(item.changed_at) if item.changed_at else "",
                str(Decision(item.decision).label),
                ours.title if ours else "",
                str(StateChoice(ours.state).label) if ours else "",
                (ours.due_latest or "") if ours else "",
                "; ".join(one.sentence for one in differences),
                item.official_address,
                _("yes") if item.illustrative else "",
            ]
