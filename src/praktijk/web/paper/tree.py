# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is set on paper as plain values in one language: addresses whole, charts drawn."""

import re
from typing import Any, cast

from django.utils.translation import gettext as _

from praktijk.web.addresses import absolute
from praktijk.web.blocks import Block, Cell, Facts, Headline, Items, Paper, Table, Words
from praktijk.web.charts import Figure
from praktijk.web.dates import day, long_day

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def as_tree(paper: Paper, *, language: str) -> dict[str, Any]:
    """The paper as dictionaries, lists and strings, in the language of the moment (`language`)."""
    tree = {
        "language": language,
        "title": paper.title,
        "made_on": long_day(paper.as_of),
        "illustrative": paper.illustrative,
        "headlines": [_headline(one) for one in paper.headlines],
        "parts": [
            {
                "title": part.title,
                "sentence": part.content.sentence,
                "source": part.content.source,
                "illustrative": part.content.illustrative,
                "blocks": [_block(block) for block in part.content.blocks],
            }
            for part in paper.parts
        ],
        "words": {
            "as_of": _("As of"),
            "audience": paper.audience,
            "illustrative": _("illustrative"),
            "illustrative_note": _("What is marked illustrative was made up for the demonstration."),
            "unprintable": _("Signs that cannot be printed are shown as [?]; the page has them."),
            "source": _("Source:"),
            "unit": _("Unit:"),
            "page": _("Page"),
        },
    }
    return cast("dict[str, Any]", _clean(tree))


def _clean(value: Any) -> Any:
    """The value without control characters, which no document may hold."""
    match value:
        case str():
            return _CONTROLS.sub("", value)
        case dict():
            return {key: _clean(inner) for key, inner in value.items()}
        case list():
            return [_clean(inner) for inner in value]
    return value


def _headline(one: Headline) -> dict[str, Any]:
    return {"label": one.label, "value": one.value.text, "about": one.about}


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    address = cell.address if not cell.address.startswith("#") else ""
    return {
        "text": cell.text,
        "icon": cell.icon,
        "address": absolute(address) if address.startswith("/") else address,
        "language": cell.language,
        "number": cell.number is not None,
    }


#: Letters that a column gets room for, at least and at most.
_NARROWEST, _WIDEST = 7, 40


def _widths(table: Table) -> list[float]:
    """How wide each column is beside the others, by its longest text."""
    longest = [
        max([len(label), *(len(row[place].text) for row in table.rows)])
        for place, label in enumerate(table.columns)
    ]
    return [min(max(letters, _NARROWEST), _WIDEST) ** 0.75 for letters in longest]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Words():
            return {"kind": "words", "text": block.text}
        case Facts():
            return {
                "kind": "facts",
                "rows": [{"term": term, "cell": _cell(cell)} for term, cell in block.rows],
            }
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "columns": block.columns,
                "rows": [[_cell(cell) for cell in row] for row in block.rows],
                "widths": _widths(block),
                "more": _cell(block.more),
            }
        case Items():
            return {
                "kind": "items",
                "heading": block.heading,
                "rows": [
                    {"cell": _cell(item.what), "about": item.about, "on": day(item.on) if item.on else ""}
                    for item in block.rows
                ],
                "more": _cell(block.more),
            }
        case Figure():
            return {
                "kind": "figure",
                "title": block.title,
                "finding": block.finding,
                "unit": block.unit,
                "source": block.source,
                "svg": block.svg() if block.rows and block.spec else "",
                "columns": block.columns,
                "rows": [[str(value) for value in row] for row in block.rows],
            }
