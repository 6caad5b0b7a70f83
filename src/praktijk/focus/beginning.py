# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round to begin with: the letter's four groups of criteria, with the series that a reader may see."""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from praktijk.access.publication import Level
from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds.definition import Choice, Definition, Direction, Group, Kind, Measure, Weight
from praktijk.indicators.models import Series, Vintage
from praktijk.indicators.queries import latest_vintages


@cache
def _letter() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("letter.toml").read_text("utf-8"))


def begun(*, reader: Any, year: int, how_many: int, title: str = "") -> Definition:
    """The four groups, each with what can be measured; a group of which nothing can be is left out.

    Within a group an indicator weighs half to twice what it would if all weighed the same. It is named with
    the vintage that is the latest now, so that the round stays what it is. Raises InvalidRound where none of
    the series is there.
    """
    seen = latest_vintages(reader, only=~Q(level=Level.RESTRICTED))
    vintages = {one.series.key: one for one in seen}
    groups = [
        Group(
            key, facts["title"], children, Weight(*facts["weight"]), interests=facts.get("interests", False)
        )
        for key, facts in _letter()["groups"].items()
        if (children := tuple(_measures(facts["criteria"], vintages, year)))
    ]
    if not groups:
        raise InvalidRound([Fault("no_series_at_all", {})])
    # With groups left out, the weights of those that are there may no longer add up to 1.
    lows, highs = (
        sum(ends) for ends in zip(*((one.weight.low, one.weight.high) for one in groups), strict=True)
    )
    if not lows <= 1 <= highs:
        groups = [Group(one.key, one.titles, one.children, interests=one.interests) for one in groups]
    if len(groups) == 1:
        groups = [Group(one.key, one.titles, one.children) for one in groups]
    return Definition(
        title=title or f"Human Rights Fund {year}",
        year=year,
        groups=tuple(groups),
        choice=Choice(how_many=how_many, priorities=tuple(_letter()["priorities"])),
    )


def _measures(lines: list[dict[str, Any]], vintages: dict[str, Vintage], year: int) -> list[Measure]:
    made = []
    for line in lines:
        vintage = next((vintages[key] for key in line["series"] if key in vintages), None)
        if vintage is None:
            continue
        made.append(measure_of(vintage, year, **{name: line[name] for name in line if name != "series"}))
    share = Weight(round(0.5 / max(len(made), 1), 3), round(min(2 / max(len(made), 1), 1.0), 3))
    return [replace(one, weight=share) for one in made]


def measure_of(
    vintage: Vintage, year: int, *, direction: str = "worse", kind: str = "linear", oldest: int | None = None
) -> Measure:
    """A criterion of a series: on the scale of its source, and with values not older than `oldest` years.

    `direction` is what speaks for choosing a country: what is worse for human rights, what is better, or
    more or less of it.
    """
    series = vintage.series
    low, high = series.scale_min, series.scale_max
    fixed = (low, high) if low is not None and high is not None and kind == "linear" else None
    good = Direction.MORE if series.direction == Series.Direction.MORE else Direction.LESS
    bad = Direction.LESS if good is Direction.MORE else Direction.MORE
    return Measure(
        key=series.key,
        titles={"nl": series.title_nl, "en": series.title_en},
        series=series.key,
        vintage=vintage.name,
        direction={"better": good, "worse": bad}.get(direction) or Direction(direction),
        kind=Kind(kind),
        goalposts=fixed,
        oldest=year - oldest if oldest else None,
    )
