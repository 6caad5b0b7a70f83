# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Putting the numbers into a round: from the series that a reader may see, or from files beside it.

What is put in stays in: a round that holds its numbers, with the vintage of each, needs nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds.definition import Definition, Group, Measure, Outliers, Value
from praktijk.focus.working_out import goalposts_of
from praktijk.indicators.models import Series, Vintage
from praktijk.indicators.queries import latest_vintages, values_for
from praktijk.reference.exchange.terms import region_of

#: Reads a plain CSV beside the round: the path as the round has it, to what is in it.
ReadFile = Callable[[str], Mapping[str, Value]]
Facts = dict[str, str]
#: Treatments of outliers for which the goalposts are sought in the values, not at the ends of the scale.
_FOUND_IN_VALUES = (Outliers.PERCENTILES, Outliers.FENCES)


def every_country() -> tuple[str, ...]:
    """The candidates of a round that names none: the member states of the UN but for the own state."""
    return tuple(sorted(set(region_of()) - {settings.OWN_STATE}))


def assemble(definition: Definition, *, reader: Any, read_file: ReadFile | None = None) -> Definition:
    """The same round with its candidates, its numbers, their vintages, fixed goalposts, and their sources.

    Numbers that the round holds stay as they are. `read_file` reads what a criterion names as its file;
    without it such a criterion is refused. Raises InvalidRound with all that is missing. Two queries, and
    one for each series.
    """
    countries = definition.candidates or every_country()
    wanted = [one for one in definition.measures() if one.key not in definition.data]
    vintages = _vintages([one for one in wanted if not one.file], reader)
    data = {key: dict(values) for key, values in definition.data.items()}
    sources = {key: dict(facts) for key, facts in definition.sources.items()}
    faults: list[Fault] = []
    completed: dict[str, Measure] = {}
    for one in wanted:
        if one.file:
            _put_file(one, read_file, data, faults)
            continue
        vintage = vintages.get((one.series, one.vintage))
        if vintage is None:
            faults.append(_missing(one, reader))
            continue
        data[one.key] = _values(vintage, one, countries, definition.year)
        sources[one.key] = _facts(vintage)
        completed[one.key] = _completed(one, vintage)
    if faults:
        raise InvalidRound(faults)
    made = replace(
        definition,
        candidates=countries,
        regions=definition.regions or {code: one for code, one in region_of().items() if code in countries},
        data={one.key: _in_time(data[one.key], one, definition.year) for one in definition.measures()},
        sources=sources,
        groups=_put(definition.groups, completed),
    )
    return replace(made, groups=_put(made.groups, _with_goalposts(made)))


def _vintages(wanted: list[Measure], reader: Any) -> dict[tuple[str, str], Vintage]:
    """The vintage of each series and name (empty: the latest)."""
    named = {(one.series, one.vintage) for one in wanted if one.vintage}
    latest = {one.series.key: one for one in latest_vintages(reader)}
    found = {(one.series, ""): latest[one.series] for one in wanted if one.series in latest}
    seen = Series.objects.visible_to(reader).filter(key__in={key for key, _name in named})
    for vintage in Vintage.objects.filter(series__in=seen).select_related("series") if named else ():
        found[vintage.series.key, vintage.name] = vintage
    return found


def _missing(one: Measure, reader: Any) -> Fault:
    known = Vintage.objects.filter(series__in=Series.objects.visible_to(reader).filter(key=one.series))
    names = list(known.values_list("name", flat=True))
    if one.vintage and names:
        return Fault("no_vintage", {"series": one.series, "vintage": one.vintage, "known": ", ".join(names)})
    return Fault("no_series", {"series": one.series, "key": one.key})


def _put_file(
    one: Measure, read_file: ReadFile | None, data: dict[str, dict[str, Value]], faults: list[Fault]
) -> None:
    if read_file is None:
        faults.append(Fault("file_in_browser", {"key": one.key, "file": one.file}))
        return
    try:
        data[one.key] = dict(read_file(one.file))
    except InvalidRound as refused:
        faults += [
            Fault(fault.code, {"key": one.key, "file": one.file, **fault.values}) for fault in refused.faults
        ]


def _in_time(values: Mapping[str, Value], one: Measure, year: int) -> dict[str, Value]:
    """The values that are neither later than the round nor older than the criterion allows."""
    return {
        code: value
        for code, value in values.items()
        if not value.year or (value.year <= year and (one.oldest is None or value.year >= one.oldest))
    }


def _values(vintage: Vintage, one: Measure, countries: tuple[str, ...], year: int) -> dict[str, Value]:
    oldest = year - one.oldest if one.oldest else None  # in years, as the question is put
    held = values_for(vintage, countries, year, oldest)
    # Goalposts are fixed by all countries, so those that are no candidates count as well.
    held = values_for(vintage, None, year, oldest) | held
    return {
        code: Value(now.value, now.point.year, now.point.low, now.point.high, now.point.sd)
        for code, now in sorted(held.items())
    }


def _facts(vintage: Vintage) -> Facts:
    series = vintage.series
    return {
        "series": series.key,
        "title_nl": series.title_nl,
        "title_en": series.title_en,
        "publisher": series.publisher,
        "licence": series.licence,
        "vintage": vintage.name,
        "read_on": vintage.read_on.isoformat(),
        "digest": vintage.content,
        "illustrative": "yes" if series.illustrative else "",
    }


def _completed(one: Measure, vintage: Vintage) -> Measure:
    series = vintage.series
    titles = dict(one.titles) or {"nl": series.title_nl, "en": series.title_en}
    scale = (series.scale_min, series.scale_max)
    known = (scale[0], scale[1]) if scale[0] is not None and scale[1] is not None else None
    found = one.outliers in _FOUND_IN_VALUES
    return replace(
        one, vintage=vintage.name, titles=titles, goalposts=one.goalposts or (None if found else known)
    )


def _with_goalposts(definition: Definition) -> dict[str, Measure]:
    return {
        one.key: replace(one, goalposts=goalposts_of(one, definition.data[one.key]))
        for one in definition.measures()
    }


def _put(groups: tuple[Any, ...], by_key: Mapping[str, Measure]) -> tuple[Any, ...]:
    """The tree with other measures in the place of those of the same key."""
    return tuple(
        replace(one, children=_put(one.children, by_key))
        if isinstance(one, Group)
        else by_key.get(one.key, one)
        for one in groups
    )
