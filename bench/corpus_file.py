# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An export of the Universal Human Rights Index of any size, made up: words of a Zipf-like frequency."""

import json
import random
from itertools import accumulate
from pathlib import Path
from uuid import UUID

import pycountry

_TOPICS = [
    "women",
    "children",
    "torture",
    "detention",
    "education",
    "health",
    "housing",
    "water",
    "land",
    "journalists",
    "defenders",
    "minorities",
    "prisons",
    "courts",
    "judges",
    "police",
    "migrants",
    "refugees",
    "disability",
    "trafficking",
    "treaty",
    "protocol",
    "convention",
    "law",
    "budget",
    "plan",
    "training",
    "awareness",
    "poverty",
    "food",
    "work",
    "union",
    "religion",
    "assembly",
    "elections",
    "corruption",
    "penalty",
]
_THEMES = [
    "Right to education",
    "Women's rights",
    "Torture and other CID treatment",
    "Detention",
    "Justice",
    "Death penalty",
    "Minorities",
    "Migrants",
    "Labour",
    "Trafficking",
    "Right to health",
    "Poverty",
]
_BODIES = [
    "- CAT",
    "- CCPR",
    "- CEDAW",
    "- CERD",
    "- CESCR",
    "- CRC",
    "- CRPD",
    "- SR Torture",
    "- WG Detention",
]
_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
_WORDS = 20_000


def write(path: Path, rows: int, seed: int = 1) -> None:
    """Write so many records; the same seed always gives the same file."""
    chance = random.Random(seed)  # noqa: S311 - made-up text
    words = [*_TOPICS, *("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5))) for _ in range(_WORDS))]
    weights = list(accumulate(1 / (place + 60) for place in range(len(words))))
    countries = [country.name for country in pycountry.countries][:195]
    with path.open("w", encoding="utf-8") as file:
        file.write("[\n")
        for number in range(rows):
            text = " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(15, 60)))
            file.write(("" if number == 0 else ",\n") + json.dumps(_record(number, text, countries, chance)))
        file.write("\n]\n")


def _record(number: int, text: str, countries: list[str], chance: random.Random) -> dict[str, object]:
    country, session = chance.choice(countries), chance.randint(1, 40)
    upr = number % 2 == 0
    return {
        "AnnotationId": str(UUID(int=number + 1)),
        "DocumentId": str(UUID(int=(hash(country) % 2**64) * 100 + session)),
        "Symbol": f"A/HRC/{session}/{countries.index(country)}",
        "Text": f"<p>{number % 200}.{number % 90} {text}</p>",
        "Body": "- UPR" if upr else chance.choice(_BODIES),
        "AnnotationType": "- Recommendations" if upr or chance.random() < 0.6 else "- Concerns/Observations",
        "Countries": [country],
        "Regions": [],
        "Themes": chance.sample(_THEMES, chance.randint(1, 3)),
        "AffectedPersons": ["Women & girls"] if chance.random() < 0.3 else [],
        "Sdgs": [],
        "PublicationDate": f"{2006 + session // 2}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T00:00:00",
        "PublicationDateOnUhri": None,
        "UprCycle": None,
        "UprPositions": [chance.choice(["Supported", "Noted"])] if upr else [],
        "UprRecommendingCountry": [chance.choice(countries)] if upr else [],
        "UprRecommendingRegions": [],
        "UprSession": [f"{session}th Session"] if upr else [],
    }
