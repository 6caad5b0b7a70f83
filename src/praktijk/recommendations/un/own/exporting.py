# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Our own recommendations as a file, with what this person may know of each: CSV, XLSX, ODS or JSON."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import IO, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from praktijk.access.models import Person
from praktijk.recommendations.export.files import About, Table, write
from praktijk.recommendations.export.lines import Cell
from praktijk.recommendations.un.exporting import COLUMNS, READ_AT_ONCE, Line, in_json
from praktijk.recommendations.un.followup.models import ConfidenceChoice, StateChoice
from praktijk.recommendations.un.own.page import FACETS, address, names_of_values
from praktijk.recommendations.un.own.queries import Own, Selection
from praktijk.recommendations.un.search.finding import results

FOLLOWED: list[tuple[Any, Callable[[Own], Cell]]] = [
    (_("What became of it"), lambda own: str(StateChoice(own.known.state).label)),
    (_("Assessed on"), lambda own: own.known.latest.on if own.known.latest else None),
    (
        _("Confidence"),
        lambda own: str(ConfidenceChoice(own.known.latest.confidence).label) if own.known.latest else "",
    ),
    (_("Looked after by"), lambda own: own.known.unit.code if own.known.unit else ""),
    (_("Look again on"), lambda own: own.known.next_look_on),
]


def export(kind: str, selection: Selection, file: IO[bytes], *, site: str, person: Person) -> None:
    """Write a selection into a file of `exporting.KINDS`, in the language of the moment.

    `site` is the address of this house ("https://praktijk.example"). Raises KeyError for another kind.
    """
    lines = _lines(selection, site)
    if kind == "json":
        file.writelines(piece.encode() for piece in _as_json(lines, len(selection.rows)))
        return
    table = Table(
        name=str(_("Our recommendations")),
        labels=[str(label) for label, _cell in [*COLUMNS, *FOLLOWED]],
        rows=(
            [*(cell(line) for _label, cell in COLUMNS), *(cell(own) for _label, cell in FOLLOWED)]
            for line, own in lines
        ),
        about=lambda: _about(selection, site, person),
    )
    write(kind, table, file)


def _lines(selection: Selection, site: str) -> Iterator[tuple[Line, Own]]:
    language = (get_language() or "nl")[:2]
    for first in range(0, len(selection.rows), READ_AT_ONCE):
        portion = {row.pk: row for row in selection.rows[first : first + READ_AT_ONCE]}
        for result in results([*portion], (language, "en")):
            yield Line(result, site), portion[result.record.pk]


def _as_json(lines: Iterator[tuple[Line, Own]], total: int) -> Iterator[str]:
    yield f'{{"total": {total}, "results": ['
    between = "\n"
    for line, own in lines:
        latest = own.known.latest
        followed = {
            "assessment": str(own.known.state),
            "assessed_on": _iso(latest.on if latest else None),
            "confidence": latest.confidence if latest else None,
            "looked_after_by": own.known.unit.code if own.known.unit else None,
            "next_look_on": _iso(own.known.next_look_on),
        }
        yield between + json.dumps(in_json(line) | followed, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def _about(selection: Selection, site: str, person: Person) -> About:
    names = names_of_values()
    asked = [
        (str(FACETS[facet]), names[facet](value))
        for facet, values in selection.asked.chosen.items()
        for value in values
    ]
    if selection.asked.words:
        asked.insert(0, (str(_("Words")), selection.asked.words))
    return [
        (str(_("About this file")), str(_("What our state recommended to others, from Praktijk"))),
        (str(_("Made on")), timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)),
        (str(_("Made by")), person.name),
        *(asked or [(str(_("Filter")), str(_("none: all of them")))]),
        (str(_("Page with this selection")), f"{site}{address(selection.asked)}"),
        (str(_("Rows")), len(selection.rows)),
        (
            str(_("Whose view")),
            str(_("What became of each as the maker of this file may see it; others may see more or less.")),
        ),
    ]
