# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Records and files in the format of the Universal Human Rights Index, made up for the tests."""

import io
import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from openpyxl import Workbook

from praktijk.access.acting import System
from praktijk.recommendations.un.importers.rows import Finding
from praktijk.recommendations.un.importers.staging import Findings
from praktijk.recommendations.un.importers.storing import Outcome
from praktijk.recommendations.un.importing import File, import_corpus, uhri_export


def key(name: str) -> str:
    """The identifier of a record, by a name of the test."""
    return str(uuid5(NAMESPACE_URL, name))


def record(name: str = "one", **fields: Any) -> dict[str, Any]:
    """A record of the UPR to Kenya by the Netherlands; `fields` replace or add."""
    return {
        "AnnotationId": key(name),
        "DocumentId": key("document"),
        "Symbol": "A/HRC/29/10",
        "Text": f"<p>143.{1 + int(UUID(key(name))) % 90} Protect the widows of {name} against eviction</p>",
        "Body": "- UPR",
        "AnnotationType": "- Recommendations",
        "Countries": ["Kenya"],
        "Regions": ["Africa"],
        "Themes": ["Right to adequate housing"],
        "AffectedPersons": ["Women & girls"],
        "Sdgs": ["16.3 - Promote the rule of law"],
        "PublicationDate": "2015-03-26T00:00:00",
        "PublicationDateOnUhri": "2015-12-01T10:53:45.827",
        "UprCycle": "2",
        "UprPositions": ["Supported"],
        "UprRecommendingCountry": ["Netherlands"],
        "UprRecommendingRegions": ["WEOG"],
        "UprSession": ["21st Session - Cycle 2"],
    } | fields


def as_json(*records: Any) -> bytes:
    """A file of the JSON export."""
    return json.dumps(records, ensure_ascii=False).encode()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    """A workbook with these rows; the first is the header."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def taken_in(content: bytes, **how: Any) -> tuple[Outcome, list[Finding]]:
    """What comes of importing a file of the index."""
    importer = uhri_export(how.pop("language", ""), whole=how.pop("whole", True))
    files = [File("export-full-en.json", io.BytesIO(content))]
    with Findings() as found:
        outcome = import_corpus(by=System("test"), importer=importer, files=files, found=found, **how)
        return outcome, list(found)
