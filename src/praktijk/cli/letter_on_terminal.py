# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reading as a person reads it on a terminal, in the language of the terminal."""

import os
from io import StringIO
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_SURE = 0.75
_WORDS = {
    "en": {
        "sections": "Sections",
        "recommendations": "Recommendations",
        "commitments": "Commitments",
        "references": "References",
        "none": "none found",
        "position": "Position",
        "no_position": "no words that show one",
        "due": "Due",
        "no_due": "no date",
        "owner": "By",
        "answers": "Answers",
        "unsure": "not sure",
        "to": "to",
        "until": "at the latest",
        "from": "from",
        "adopted": "adopted",
        "already_practice": "already practice",
        "partly_adopted": "partly adopted",
        "interpreted": "interpreted",
        "under_examination": "under examination",
        "noted": "noted",
        "paused": "paused",
        "not_adopted": "not adopted",
    },
    "nl": {
        "sections": "Onderdelen",
        "recommendations": "Aanbevelingen",
        "commitments": "Toezeggingen",
        "references": "Verwijzingen",
        "none": "niets gevonden",
        "position": "Standpunt",
        "no_position": "geen woorden die dat laten zien",
        "due": "Wanneer",
        "no_due": "geen datum",
        "owner": "Door",
        "answers": "Hoort bij",
        "unsure": "niet zeker",
        "to": "t/m",
        "until": "uiterlijk",
        "from": "vanaf",
        "adopted": "overgenomen",
        "already_practice": "bestaande praktijk",
        "partly_adopted": "deels overgenomen",
        "interpreted": "anders uitgelegd",
        "under_examination": "wordt onderzocht",
        "noted": "ter kennis genomen",
        "paused": "aangehouden",
        "not_adopted": "niet overgenomen",
    },
}


def show(reading: dict[str, Any], *, width: int | None) -> str:
    """The reading (keys as in ``praktijk read --json``) as text of ``width`` characters (None: 100)."""
    words = _WORDS["nl" if _speaks_dutch() else "en"]
    colour = width is not None and os.isatty(1) and "NO_COLOR" not in os.environ
    out = StringIO()
    console = Console(
        file=out, width=width or 100, force_terminal=colour, highlight=False, legacy_windows=False
    )
    source = reading["source"]
    console.print(Text(source["title"] or source["file"] or "", style="bold"))
    console.print(
        Text(f"{source['file'] or ''} · {source['language']} · sha256 {source['sha256'][:12]}…", style="dim")
    )
    _heading(console, words["sections"], reading["sections"], words)
    for section in reading["sections"]:
        console.print(Text(f"  {section['title']}"))
    _recommendations(console, reading, words)
    _commitments(console, reading, words)
    _heading(console, words["references"], reading["references"], words)
    for reference in reading["references"]:
        console.print(Text(f"  {reference['id']}").append(f"  {_line(reference['text'])}", style="dim"))
    console.print()
    return out.getvalue()


def _recommendations(console: Console, reading: dict[str, Any], words: dict[str, str]) -> None:
    found = reading["recommendations"]
    _heading(console, words["recommendations"], found, words)
    table = _table()
    for number, item in enumerate(found, 1):
        said = Text(_line(item["text"]))
        if item["position"]:
            said.append(f"\n{words['position']}: ", style="dim").append(words[item["position"]], style="bold")
            if item["position_text"]:
                said.append(f" “{_line(item['position_text'])}”", style="dim")
        else:
            said.append(f"\n{words['position']}: {words['no_position']}", style="dim")
        table.add_row(str(number), said, _confidence(item, words))
    console.print(table)


def _commitments(console: Console, reading: dict[str, Any], words: dict[str, str]) -> None:
    found = reading["commitments"]
    _heading(console, words["commitments"], found, words)
    numbers = {item["id"]: number for number, item in enumerate(reading["recommendations"], 1)}
    table = _table()
    for number, item in enumerate(found, 1):
        facts = [f"{words['due']}: {_due(item['due'], words)}"]
        if item["owner"]:
            facts.append(f"{words['owner']}: {_line(item['owner'])}")
        if item["recommendation"] in numbers:
            facts.append(f"{words['answers']} {numbers[item['recommendation']]}")
        said = Text(_line(item["text"])).append("\n" + " · ".join(facts), style="dim")
        table.add_row(str(number), said, _confidence(item, words))
    console.print(table)


def _due(due: dict[str, Any] | None, words: dict[str, str]) -> str:
    if due is None:
        return words["no_due"]
    first, last = due["earliest"], due["latest"]
    if first and last:
        window = first if first == last else f"{first} {words['to']} {last}"
    else:
        window = f"{words['until']} {last}" if last else f"{words['from']} {first}"
    return f"{_line(due['text'])} ({window})"


def _confidence(item: dict[str, Any], words: dict[str, str]) -> Text:
    sure = item["confidence"] >= _SURE
    return Text(
        f"{item['confidence']:.2f}" + ("" if sure else f" {words['unsure']}"), style="" if sure else "yellow"
    )


def _heading(console: Console, title: str, found: list[Any], words: dict[str, str]) -> None:
    console.print(Text(f"\n{title}: {len(found) or words['none']}", style="bold"))


def _table() -> Table:
    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 1, 1, 1))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(ratio=1)
    table.add_column(no_wrap=True)
    return table


def _line(text: str) -> str:
    return " ".join(text.split())


def _speaks_dutch() -> bool:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return spoken.lower().startswith("nl")
