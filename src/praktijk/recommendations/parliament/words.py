# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words that Parliament's open data uses, and what they mean here.

Names and allowed values are those of the Tweede Kamer's information model (Open Data Portaal, 0.90).
"""

import re
from enum import StrEnum


class ItemKind(StrEnum):
    """What Parliament keeps: a motion (Zaak of Soort "Motie") or a commitment (Toezegging)."""

    MOTION = "motion"
    COMMITMENT = "commitment"


class ItemStatus(StrEnum):
    """Where an item stands according to Parliament. A motion knows only that it is out."""

    OPEN = "open"
    PARTLY_MET = "partly_met"
    MET = "met"
    RELEASED = "released"


_STATUSES = {
    ItemKind.COMMITMENT: {
        "openstaand": ItemStatus.OPEN,
        "deelsvoldaan": ItemStatus.PARTLY_MET,
        "voldaan": ItemStatus.MET,
    },
    ItemKind.MOTION: {"vrijgegeven": ItemStatus.RELEASED},
}

#: Every Soort that a Zaak may have; "Motie" is the one that is followed here.
ZAAK_KINDS = (
    "Amendement", "Artikelen/onderdelen (wetsvoorstel)", "Begroting", "Brief commissie",
    "Brief Europese Commissie", "Brief Kamer", "Brief regering", "Brief van lid/fractie/commissie",
    "EU-voorstel", "Initiatiefnota", "Initiatiefwetgeving", "Interpellatie", "Lijst met EU-voorstellen",
    "Mondelinge vragen", "Motie", "Nationale ombudsman", "Netwerkverkenning",
    "Nota naar aanleiding van het (nader) verslag", "Nota van wijziging", "Overig",
    "Parlementair onderzoeksrapport", "PKB/Structuurvisie", "Position paper",
    "Rapport/brief Algemene Rekenkamer", "Rondvraagpunt procedurevergadering", "Schriftelijke vragen",
    "Verdrag", "Verzoek bij regeling van werkzaamheden", "Verzoekschrift", "Voordrachten en benoemingen",
    "Wetenschappelijke factsheet", "Wetgeving", "Wijziging RvO", "Wijzigingen voorgesteld door de regering",
)  # fmt: skip
MOTION = "motie"


def plain(word: str) -> str:
    """A word without what spellings differ in: case, spaces, hyphens, underscores and other signs."""
    return re.sub(r"[\W_]+", "", word).casefold()


_ZAAK_KINDS = {plain(kind) for kind in ZAAK_KINDS}


def status_meant(kind: ItemKind, word: str) -> ItemStatus | None:
    """The status that Parliament's word means; None for a word that is not in its model."""
    return _STATUSES[kind].get(plain(word))


def zaak_kind_known(word: str) -> bool:
    """Whether this is a Soort of Parliament's model."""
    return plain(word) in _ZAAK_KINDS


def is_motion(word: str) -> bool:
    """Whether this Soort is a motion."""
    return plain(word) == MOTION


def official_page(kind: str, number: str, documents: list[str]) -> str:
    """The page of a motion at tweedekamer.nl; empty for a commitment, whose pages follow no known pattern."""
    if kind != ItemKind.MOTION:
        return ""
    paper = f"&did={documents[0]}" if documents else ""
    return f"https://www.tweedekamer.nl/kamerstukken/detail?id={number}{paper}"


def page_of_paper(number: str) -> str:
    """The page of a document of Parliament (2025D12415) at tweedekamer.nl; empty for another number."""
    if not re.fullmatch(r"\d{4}D\d{5,}", number):
        return ""
    return f"https://www.tweedekamer.nl/kamerstukken/detail?id={number}&did={number}"
