# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Taking in files that tests write."""

import io
from typing import Any

from praktijk.access.acting import System
from praktijk.indicators.importing import File, Outcome, Own, import_indicators
from praktijk.indicators.known import Known
from praktijk.indicators.models import Observation

HEADER = "iso3,year,value"


def taken_in(source: str, *files: tuple[str, str | bytes], **how: Any) -> Outcome:
    """Import these files; the counts of what came of it add up."""
    opened = [
        File(name, io.BytesIO(data.encode() if isinstance(data, str) else data)) for name, data in files
    ]
    how.setdefault("by", System("test"))
    outcome = import_indicators(source=source, files=opened, **how)
    counts = dict(vars(outcome.counts))
    assert counts.pop("values") == sum(counts.values())
    return outcome


def own(key: str = "staff", **facts: Any) -> Own:
    """A series of our own."""
    how = {name: facts.pop(name) for name in ("level", "restricted_to", "illustrative") if name in facts}
    about = {
        "title_nl": "Medewerkers",
        "title_en": "Staff",
        "publisher": "",
        "licence": "",
        "direction": "more",
        "measure_nl": "mensen",
        "measure_en": "people",
    }
    return Own(Known(key=key, source="plain", **(about | facts)), **how)


def table(*rows: str, header: str = HEADER) -> str:
    """A CSV of these rows."""
    return "\n".join([header, *rows, ""])


def plain(*rows: str, header: str = HEADER, **how: Any) -> Outcome:
    """Import rows of a series of our own; facts of it begin the names of the options that are no option."""
    options = {name: how.pop(name) for name in ("vintage", "only_look", "now", "by") if name in how}
    return taken_in("plain", ("own.csv", table(*rows, header=header)), own=own(**how), **options)


def values(key: str) -> dict[tuple[str, int], float]:
    """What is stored of a series, by country and year."""
    rows = Observation.objects.filter(vintage__series__key=key)
    return {(country, year): value for country, year, value in rows.values_list("country", "year", "value")}


def one(key: str, country: str, year: int) -> Observation:
    """One value with its uncertainty."""
    return Observation.objects.get(vintage__series__key=key, country=country, year=year)
