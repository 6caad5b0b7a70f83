# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of Parliament's open data as tests make them: the kind of the real one, with made-up contents."""

import io
import json
from typing import Any
from uuid import UUID, uuid5

CONTEXT = "https://opendata.example/OData/v4/2.0/$metadata#{}"
_SPACE = UUID("6f1a3c1e-0d7b-4c52-9d2b-2f1b6a5a0c11")


def key_of(number: str) -> str:
    """The key that goes with a number."""
    return str(uuid5(_SPACE, number))


def toezegging(number: str = "TZ209901-001", **values: Any) -> dict[str, Any]:
    """A commitment as Parliament gives it, without what it links to."""
    return {
        "Id": key_of(number),
        "Nummer": number,
        "ActiviteitNummer": "2099A00001",
        "Tekst": "De minister stuurt de Kamer voor het einde van het jaar een verzonnen brief.",
        "Naam": "V. Erzonnen",
        "Functie": "minister van Buitenlandse Zaken",
        "Ministerie": "Buitenlandse Zaken",
        "Status": "Openstaand",
        "DatumNakoming": "2025-12-31T00:00:00+01:00",
        "Aanmaakdatum": "2025-03-03T10:00:00+01:00",
        "GewijzigdOp": "2025-03-04T10:00:00.1234567+01:00",
        "ApiGewijzigdOp": "2025-03-04T09:00:01Z",
        "Verwijderd": False,
    } | values


def zaak(number: str = "2099Z00001", **values: Any) -> dict[str, Any]:
    """A motion as Parliament gives it."""
    return {
        "Id": key_of(number),
        "Nummer": number,
        "Soort": "Motie",
        "Titel": "Verzonnen dossier",
        "Onderwerp": "Motie van het lid Verzonnen over een verzonnen onderwerp",
        "GestartOp": "2025-02-01T00:00:00+01:00",
        "Status": "Vrijgegeven",
        "Termijn": None,
        "Vergaderjaar": "2024-2025",
        "Volgnummer": 3,
        "Afgedaan": False,
        "Kabinetsappreciatie": "Oordeel Kamer",
        "GewijzigdOp": "2025-02-02T10:00:00+01:00",
        "ApiGewijzigdOp": "2025-02-02T10:00:00+01:00",
        "Verwijderd": False,
    } | values


def answer(*rows: Any, entity: str = "Toezegging", **more: Any) -> io.BytesIO:
    """An answer with these rows."""
    return as_file({"@odata.context": CONTEXT.format(entity), "value": list(rows)} | more)


def as_file(content: Any) -> io.BytesIO:
    """Anything, as a file of JSON."""
    return io.BytesIO(json.dumps(content).encode())
