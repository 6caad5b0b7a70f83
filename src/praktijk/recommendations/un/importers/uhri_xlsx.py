# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The XLSX export of the Universal Human Rights Index, row by row, under the names of the JSON export."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from typing import IO, Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from praktijk.recommendations.un.importers.rows import BrokenFile
from praktijk.reference.exchange.spelling import plain

#: What a damaged archive, or a damaged part of one, makes those say that read it.
BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    SyntaxError,
    ArithmeticError,
    AssertionError,
)
_OLE = b"\xd0\xcf\x11\xe0"
_MOST_UNPACKED = 8 * 1024**3
_MOST_TIMES = 200
_LOOKED_AT = 20

#: The names of the columns in the export, by the field of the JSON that they hold.
COLUMNS = {
    "Text": ("Text", "Texte", "Texto"),
    "Countries": (
        "Countries Concerned",
        "Country",
        "Countries",
        "Pays concernés",
        "Pays",
        "Países concernidos",
        "Países",
        "País",
    ),
    "Body": (
        "Reccomending Body",
        "Recommending Body",
        "Body",
        "Organe",
        "Organe formulant la recommandation",
        "Mécanisme",
        "Órgano",
        "Órgano que formula la recomendación",
        "Mecanismo",
    ),
    "Symbol": (
        "Document Symbol",
        "Symbol",
        "Cote du document",
        "Cote",
        "Signatura del documento",
        "Signatura",
    ),
    "Themes": ("Themes", "Theme", "Thèmes", "Temas"),
    "AffectedPersons": (
        "Affected Persons",
        "Personnes concernées",
        "Personnes affectées",
        "Personas afectadas",
    ),
    "Sdgs": ("Sdgs", "SDG", "ODD", "ODS"),
    "PublicationDate": (
        "Document Publication Date",
        "Publication Date",
        "Date de publication du document",
        "Fecha de publicación del documento",
        "Date de publication",
        "Fecha de publicación",
    ),
    "UprRecommendingCountry": (
        "UPR Reccomending States",
        "UPR Recommending States",
        "Recommending States",
        "EPU États recommandants",
        "États auteurs de la recommandation EPU",
        "États recommandants",
        "EPU Estados recomendantes",
        "Estados recomendantes",
        "Estados que formulan la recomendación",
    ),
    "UprPositions": (
        "UPR Position",
        "Position",
        "EPU Position",
        "Position EPU",
        "EPU Posición",
        "Posición EPU",
        "Posición",
    ),
    "AnnotationType": ("Type", "Annotation Type", "Tipo", "Type d'annotation"),
    "AnnotationId": (
        "OHCHR Annotation Id",
        "Annotation Id",
        "AnnotationId",
        "Id",
        "HCDH Annotation Id",
        "ACNUDH Annotation Id",
    ),
    "UprSession": (
        "UPR Session",
        "Session",
        "EPU Session",
        "Session EPU",
        "EPU Sesión",
        "Sesión EPU",
        "Sesión",
    ),
    "Regions": ("Regions Concerned", "Régions concernées", "Regiones concernidas"),
    "UprRecommendingRegions": ("Recommending Regions", "Régions recommandantes", "Regiones recomendantes"),
    "PublicationDateOnUhri": (
        "Date of publication on UHRI",
        "Date de publication sur UHRI",
        "Fecha de publicación en UHRI",
    ),
    "DocumentId": ("Document Id", "DocumentId"),
    "UprCycle": ("UPR Cycle", "Cycle"),
}
_FIELD_OF = {plain(name): field for field, names in COLUMNS.items() for name in names}
_NEEDED = ("Text", "Countries", "Body")


def records(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The records one by one, with the names of the JSON export; empty rows are left out.

    Raises BrokenFile: "password" (or an old .xls), "no_xlsx", "too_large", "missing_columns", "no_rows".
    """
    start = file.read(4)
    file.seek(0)
    if start == _OLE:
        raise BrokenFile("password")
    see_size(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except BROKEN as error:
        raise BrokenFile("no_xlsx", str(error)[:200]) from error
    try:
        yield from _rows(book)
    except BROKEN as error:
        raise BrokenFile("no_xlsx", str(error)[:200]) from error
    finally:
        book.close()


def see_size(file: IO[bytes]) -> None:
    """Refuse an archive that unpacks to more than any export can be. Leaves the file at its start."""
    try:
        with zipfile.ZipFile(file) as archive:
            packed = max(1, sum(one.compress_size for one in archive.infolist()))
            unpacked = sum(one.file_size for one in archive.infolist())
    except BROKEN as error:
        raise BrokenFile("no_xlsx", str(error)[:200]) from error
    if unpacked > _MOST_UNPACKED or unpacked > max(_MOST_TIMES * packed, 50 * 1024**2):
        raise BrokenFile("too_large")
    file.seek(0)


def _rows(book: Any) -> Iterator[dict[str, Any]]:
    missing: tuple[str, ...] = _NEEDED
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        columns: dict[int, str] = {}
        for number, values in enumerate(sheet.iter_rows(values_only=True)):
            if not columns:
                if number >= _LOOKED_AT:
                    break
                columns = _header(values)
                lacking = tuple(field for field in _NEEDED if field not in columns.values())
                if lacking:
                    missing, columns = min(missing, lacking, key=len), {}
                continue
            record = {
                field: _plain(values[place])
                for place, field in columns.items()
                if place < len(values) and values[place] is not None
            }
            if record:
                yield record
        if columns:
            return
    raise BrokenFile("missing_columns", ", ".join(COLUMNS[field][0] for field in missing))


def _header(values: tuple[Any, ...]) -> dict[int, str]:
    """Place of a column to its field."""
    columns: dict[int, str] = {}
    for place, value in enumerate(values):
        field = _field(str(value)) if value is not None else None
        if field and field not in columns.values():
            columns[place] = field
    return columns


def _field(name: str) -> str | None:
    """The field of a column, by its name or one that differs in a letter."""
    bare = plain(name)
    near = [bare] if bare in _FIELD_OF else get_close_matches(bare, _FIELD_OF, n=1, cutoff=0.93)
    return _FIELD_OF[near[0]] if near else None


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
