# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up recommendations of the United Nations, imported as a publisher's file would be, and marked."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from praktijk.demonstration.material import LOADER, moment
from praktijk.recommendations.un.clusters.proposing import propose_all
from praktijk.recommendations.un.followup.actions import Piece, add_note, assess, set_next_look
from praktijk.recommendations.un.importers.cleaning import wording_of
from praktijk.recommendations.un.importers.rows import Finding, Row, digest
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importing import File, Importer, import_corpus
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.search.spelling import learn
from praktijk.recommendations.un.words import Source, Type
from praktijk.reference.exchange.names import Names, iso_3

_PUBLISHED = (6, 30)  # month and day; only the year is a fact


def load_corpus(told: dict[str, Any]) -> None:
    """Import the made-up corpus. Part of `loading.load`; needs no file of a publisher."""

    def read(file: File, names: Names, found: Callable[[Finding], None]) -> Iterator[Row]:
        yield from _rows(told)

    with Findings() as found:
        import_corpus(
            by=LOADER,
            importer=Importer(Source.ILLUSTRATIVE, read, whole=True),
            files=[File("un.toml", io.BytesIO())],
            found=found,
        )
    learn()
    propose_all()
    _write_down(told["followed"])


def _write_down(followed: list[dict[str, Any]]) -> None:
    """What became of some of ours, as made-up people saw it; days that lie ahead have not come."""
    for one in followed:
        ours = UNRecommendation.objects.filter(
            countries=[one["country"]], recommending__contains=[settings.OWN_STATE], illustrative=True
        ).order_by("published_on", "pk")
        if len(ours) < one["place"] or one["on"] > timezone.localdate():
            continue
        recommendation = ours[one["place"] - 1]
        pieces = [Piece(side, "", one[side]) for side in ("for", "against") if side in one]
        assess(
            by=LOADER,
            recommendation=recommendation,
            state=one["state"],
            on=one["on"],
            confidence=one["confidence"],
            reason=one["reason"],
            evidence=pieces,
            illustrative=True,
            now=moment(one["on"]),
        )
        if "look" in one:
            set_next_look(by=LOADER, recommendation=recommendation, on=one["look"], now=moment(one["on"]))
        if "note" in one:
            add_note(
                by=LOADER,
                recommendation=recommendation,
                on=one["on"],
                text=one["note"],
                illustrative=True,
                now=moment(one["on"]),
            )


def _rows(told: dict[str, Any]) -> Iterator[Row]:
    asks = told["asks"]
    number = 0
    for review in told["reviews"]:
        for place, line in enumerate(review["made"], 1):
            number += 1
            cycle, asked, wording, states, position = line.split()
            yield _row(
                number,
                asks[asked],
                asks[asked]["texts"][int(wording)],
                country=review["country"],
                body="UPR",
                year=review["years"][int(cycle) - 1],
                place=place,
                session=review["sessions"][int(cycle) - 1],
                cycle=int(cycle),
                recommending=sorted(states.split("+")),
                position=position,
            )
    for observed in told["observations"]:
        for place, line in enumerate(observed["made"], 1):
            number += 1
            body, year, asked, wording = line.split()
            yield _row(
                number,
                asks[asked],
                asks[asked]["texts"][int(wording)],
                country=observed["country"],
                body=body,
                year=int(year),
                place=place,
            )


def _row(
    number: int,
    ask: dict[str, Any],
    text: str,
    *,
    country: str,
    body: str,
    year: int,
    place: int,
    **more: Any,
) -> Row:
    symbol = f"EXAMPLE/{body}/{iso_3(country)}/{year}"
    return Row(
        number=number,
        source=Source.ILLUSTRATIVE,
        key=digest("illustrative", symbol, place),
        type=Type.RECOMMENDATION,
        text=text,
        language="en",
        wording=wording_of(text),
        body=body,
        symbol=symbol,
        paragraph=str(place),
        countries=[country],
        themes=ask["themes"],
        groups=ask["groups"],
        goals=ask["goals"],
        action=ask["action"],
        published_on=date(year, *_PUBLISHED),
        **more,
    )
