# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register as a table to work on elsewhere: one row for each commitment, and for what promised none."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from praktijk.access.models import LevelChoice
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.queries import Entry

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

#: With these a spreadsheet takes a cell for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def as_table(entries: list[Entry], kind: str) -> bytes:
    """The entries as a file of CONTENT_TYPES, in the language of the moment. Raises KeyError for another."""
    return as_file(_columns(), _rows(entries), kind, sheet=_("Register"))


def as_file(columns: list[str], rows: Iterator[list[Any]], kind: str, *, sheet: str) -> bytes:
    """Rows under these columns as a file of CONTENT_TYPES; `sheet` names the page of a spreadsheet."""
    return _as_csv(columns, rows) if kind == "csv" else _as_xlsx(columns, rows, sheet)


def _columns() -> list[str]:
    return [
        _("Theme"), _("Document"), _("Official page"), _("No. of the recommendation"), _("Recommendation"),
        _("Position"), _("Reason"), _("No. of the commitment"), _("Commitment"), _("Unit"), _("Unit assumed"),
        _("Due from"), _("Due by"), _("Term"), _("State"), _("Days late"), _("Last note on"), _("Last note"),
        _("Evidence"), _("Confidentiality"), _("Illustrative"),
    ]  # fmt: skip


def _rows(entries: list[Entry]) -> Iterator[list[Any]]:
    for entry in entries:
        for commitment in entry.commitments or [None]:
            yield [
                *_of_recommendation(entry, commitment),
                *_of_commitment(commitment),
                *_of_both(entry, commitment),
            ]


def _of_recommendation(entry: Entry, commitment: Any | None) -> list[Any]:
    record = entry.recommendation
    source = getattr(record or commitment, "source", None)
    of_source = [entry.theme.name if entry.theme else "", source.title if source else ""]
    of_source.append(source.official_address if source else "")
    if record is None:
        return [*of_source, "", "", "", ""]
    position = str(PositionChoice(record.position).label) if record.position else ""
    return [*of_source, record.number, record.title, position, record.reason]


def _of_commitment(commitment: Any | None) -> list[Any]:
    if commitment is None:
        return [""] * 12
    note = next(iter(commitment.notes_then), None)
    return [
        commitment.number,
        commitment.title,
        commitment.unit.code if commitment.unit else "",
        _("yes") if commitment.unit_assumed else "",
        commitment.due_earliest or "",
        commitment.due_latest or "",
        commitment.due_words,
        str(StateChoice(commitment.state).label),
        commitment.late or "",
        note.on if note else "",
        note.text if note else "",
        "; ".join(_shown_by(each) for each in commitment.notes_then if each.has_evidence),
    ]


def _shown_by(note: Any) -> str:
    return " ".join(part for part in (note.evidence_title, note.evidence_address) if part)


def _of_both(entry: Entry, commitment: Any | None) -> list[Any]:
    records = [record for record in (commitment, entry.recommendation) if record is not None]
    made_up = any(record.illustrative for record in records)
    return [str(LevelChoice(records[0].level).label), _("yes") if made_up else ""]


def _as_csv(columns: list[str], rows: Iterator[list[Any]]) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it rightly; what looks like a formula is made text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([f"'{cell}" if str(cell).startswith(FORMULA_SIGNS) else cell for cell in row])
    return ("\ufeff" + text.getvalue()).encode()


def _as_xlsx(columns: list[str], rows: Iterator[list[Any]], sheet_name: str) -> bytes:
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(sheet_name)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if hasattr(cell, "isoformat"):
                    sheet.write_datetime(number, column, cell, day)
                elif cell != "":
                    sheet.write(number, column, cell)
        sheet.set_column(0, len(columns) - 1, 16)
    return file.getvalue()
