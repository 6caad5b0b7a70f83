# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain CSVs that lie beside the file of a round: what a ministry has itself and did not import."""

from collections.abc import Mapping
from pathlib import Path

from praktijk.focus.assembling import ReadFile
from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds.definition import Value
from praktijk.indicators.importers.faults import BrokenFile
from praktijk.indicators.importers.gathering import Gathered
from praktijk.indicators.importers.places import Places
from praktijk.indicators.importers.plain import read_plain
from praktijk.indicators.messages import broken_in_words
from praktijk.reference.exchange.keeping import known_names


def reader_in(folder: Path, *, year: int) -> ReadFile:
    """Reads files below a folder: for each country the latest value up to a year.

    It raises InvalidRound for a file that is not there, lies elsewhere, or is none.
    """

    def read(path: str) -> Mapping[str, Value]:
        place = (folder / path).resolve()
        if not place.is_relative_to(folder.resolve()):
            raise InvalidRound([Fault("no_file", {"detail": "it lies outside the folder of the round"})])
        gathered = Gathered(places=Places(known_names()), latest=year, scales={}, strict=True, file=path)
        try:
            with place.open("rb") as file:
                read_plain(file, path, gathered, "values")
            gathered.finish()
        except OSError as broken:
            raise InvalidRound([Fault("no_file", {"detail": broken.strerror or ""})]) from broken
        except BrokenFile as broken:
            detail = broken_in_words(broken)
            raise InvalidRound([Fault("broken_plain", {"detail": detail})]) from broken
        latest: dict[str, Value] = {}
        for (country, when), found in sorted(gathered.values["values"].items()):
            latest[country] = Value(found.value, when, found.low, found.high, found.sd)
        return latest

    return read
