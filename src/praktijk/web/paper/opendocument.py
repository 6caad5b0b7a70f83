# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The parts of an OpenDocument text that our documents share: language, styles, tables with header rows."""

from io import BytesIO
from itertools import count
from typing import Any

from odfdo import Cell, Document, Element, Paragraph, Row, Style, Table

#: Names of tables must differ within a document; that they differ between documents does no harm.
_numbers = count(1)
_COLLAPSING: dict[str, Any] = {"table:border-model": "collapsing"}


def new_text(*, title: str, creator: str, language: str) -> Document:
    """An empty text in a language (nl or en), with the paragraph styles Quiet, Lead, Strong and Column."""
    document = Document("text")
    document.body.clear()
    document.meta.title = title
    document.meta.creator = creator
    document.meta.language = {"nl": "nl-NL", "en": "en-GB"}[language]
    _set_language(document, language)
    _add_styles(document)
    return document


def saved(document: Document) -> bytes:
    """The document as a file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def append_table(body: Element, columns: list[str], rows: list[Row]) -> None:
    """A table with a row of heads that comes back on every page."""
    table = Table(f"table-{next(_numbers)}", style="Promises")
    header = Row()
    for label in columns:
        header.append(cell_of(Paragraph(label, style="Column")))
    head = Element.from_tag("table:table-header-rows")
    head.append(header)
    table.append(head)
    for row in rows:
        table.append(row)
    body.append(table)
    body.append(Paragraph(""))


def cell_of(*paragraphs: Paragraph) -> Cell:
    """A cell of a table with these paragraphs."""
    cell = Cell(cell_type="string")
    for paragraph in paragraphs:
        cell.append(paragraph)
    return cell


def _set_language(document: Document, language: str) -> None:
    country = {"nl": "NL", "en": "GB"}[language]
    for properties in document.styles.get_elements("//style:default-style/style:text-properties"):
        properties.set_attribute("fo:language", language)
        properties.set_attribute("fo:country", country)


def _add_styles(document: Document) -> None:
    styles: dict[str, dict[str, Any]] = {
        "Quiet": {"color": "#4d5b64", "size": "9.5pt"},
        "Lead": {"bold": True, "size": "12pt"},
        "Strong": {"bold": True},
        "Column": {"bold": True, "size": "9.5pt", "color": "#4d5b64"},
    }
    for name, properties in styles.items():
        document.insert_style(Style("paragraph", name=name, area="text", **properties), automatic=False)
    document.insert_style(
        Style("table", name="Promises", area="table", width="17cm", **_COLLAPSING),
        automatic=True,
    )
