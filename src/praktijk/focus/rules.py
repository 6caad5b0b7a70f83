# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold of a decision, without asking the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from praktijk.focus.engine.errors import Fault


@dataclass(frozen=True)
class Wish:
    """What a person wants for one country: chosen or not, why, and what goes with it."""

    country: str
    chosen: bool
    reason: str = ""
    leaves_on: date | None = None
    running: str = ""
    themes: tuple[str, ...] = ()
    other_theme: str = ""
    other_reason: str = ""


def faults(
    wishes: Sequence[Wish],
    *,
    proposed: Mapping[str, bool],
    current: frozenset[str],
    how_many: int,
    themes: int,
    today: date,
) -> Iterator[Fault]:
    """What is still missing from a decision, each with the country that it is about.

    `proposed` says of each candidate whether the method proposes it; `current` are the partners of now;
    `how_many` and `themes` are the most that the round allows.
    """
    chosen = [wish for wish in wishes if wish.chosen]
    if not chosen:
        yield Fault("nobody_chosen", {})
    if len(chosen) > how_many:
        yield Fault("too_many_chosen", {"most": how_many, "found": len(chosen)})
    for wish in wishes:
        about: dict[str, Any] = {"country": wish.country}
        if wish.chosen != proposed.get(wish.country, False) and not wish.reason:
            yield Fault("deviation_without_reason", about)
        if len(wish.themes) + bool(wish.other_theme) > themes:
            yield Fault("too_many_themes", {**about, "most": themes})
        if wish.other_theme and not wish.other_reason:
            yield Fault("theme_without_reason", about)
        if wish.country in current and not wish.chosen:
            if wish.leaves_on is None:
                yield Fault("no_phase_out", about)
            elif wish.leaves_on < today:
                yield Fault("phase_out_past", about)
            if not wish.running:
                yield Fault("nothing_running_said", about)
