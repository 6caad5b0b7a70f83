# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters in every format give their text, with headings, lists, tables and notes where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from praktijk.sources.reading.documents import load
from praktijk.sources.reading.model import Block, LetterText
from tests.reading.documents_made import (
    NOTE,
    OPENING,
    PAGE,
    PUBLICATION,
    TITLE,
    flat_open_of,
    open_letter,
    open_of,
    pdf_letter,
    pdf_with_password,
    read_member,
    rezipped,
    typeset,
    word_letter,
    word_of,
    word_with_notes,
)

Make = Callable[..., bytes]


def texts(letter: LetterText, kind: str | None = None) -> list[str]:
    return [block.span.of(letter.text) for block in letter.structure if kind in (None, block.kind)]


def block(letter: LetterText, text: str) -> Block:
    return next(found for found in letter.structure if found.span.of(letter.text) == text)


def cells(letter: LetterText) -> dict[tuple[int | None, int | None], str]:
    return {(b.row, b.column): b.span.of(letter.text) for b in letter.structure if b.kind == "cell"}


MADE: dict[str, Make] = {
    "brief.docx": word_letter,
    "noten.docx": word_with_notes,
    "brief.odt": open_letter,
    "brief.html": lambda: PAGE.encode(),
    "brief.xml": lambda: PUBLICATION.encode(),
    "brief.pdf": pdf_letter,
}


@pytest.mark.parametrize("filename", MADE)
def test_blocks_cover_the_text_in_order_without_overlap(filename: str) -> None:
    letter = load(MADE[filename](), filename=filename)
    end = 0
    for found in letter.structure:
        assert found.start >= end
        assert letter.text[end : found.start].strip() == ""
        assert found.span.of(letter.text).strip() == found.span.of(letter.text) != ""
        end = found.end
    assert end == len(letter.text)
    assert not re.search("[\u00ad\u200b\u00a0\ufeff]|  ", letter.text)


@pytest.mark.parametrize("filename", MADE)
@pytest.mark.parametrize("other", ["brief", "BRIEF.PDF", "brief.docx", "brief.doc"])
def test_content_counts_and_not_the_name(filename: str, other: str) -> None:
    data = MADE[filename]()
    assert load(data, filename=other) == load(data, filename=filename)


# Word


def test_word_gives_headings_lists_and_cells() -> None:
    letter = load(word_letter(), filename="brief.docx")
    assert letter.title == TITLE
    assert [(b.span.of(letter.text), b.level) for b in letter.structure if b.kind == "heading"] == [
        (TITLE, 1),
        ("Inleiding", 1),
        ("Samenwerking", 2),
        ("Een vet kopje", 3),
    ]
    assert texts(letter, "list_item") == [
        "1. Werk samen met gemeenten.",
        "2. Maak een plan.",
        "• Een los punt",
    ]
    assert cells(letter) == {
        (0, 0): "Aanbeveling",
        (0, 1): "Reactie",
        (1, 0): "Investeer in kennis",
        (1, 1): "Overgenomen\nEind 2025 klaar.",
    }
    assert "Een alinea met vette woorden en zachtekoppeltekens, en vaste spaties." in texts(
        letter, "paragraph"
    )
    assert "elke bladzijde" not in letter.text


def test_word_puts_notes_at_the_end_with_a_marker_in_place() -> None:
    letter = load(word_with_notes(), filename="noten.docx")
    assert texts(letter, "paragraph") == ["Zie de eerdere brief[1].", "En het slot[2]"]
    assert texts(letter, "footnote") == [f"[1] {NOTE}", "[2] Een eindnoot."]


def test_word_reads_as_with_all_changes_accepted() -> None:
    letter = load(
        word_of(
            '<w:p><w:r><w:t>Wij </w:t></w:r><w:del w:id="1"><w:r><w:delText>weigeren</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>beloven</w:t></w:r></w:ins><w:moveFrom w:id="3"><w:r><w:t>weg</w:t></w:r></w:moveFrom>'
            '<w:commentRangeStart w:id="4"/><w:r><w:t xml:space="preserve"> dit.</w:t><w:commentReference w:id="4"/></w:r></w:p>'
            '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Een </w:t></w:r></w:p>'
            "<w:p><w:r><w:t>alinea.</w:t></w:r></w:p>"
        ),
        filename="x.docx",
    )
    assert texts(letter) == ["Wij beloven dit.", "Een alinea."]


def test_word_leaves_out_hidden_text_field_codes_and_contents() -> None:
    letter = load(
        word_of(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            "<w:sdtContent><w:p><w:r><w:t>Inleiding 1</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r><w:r><w:t>Zie </w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> REF x </w:instrText>"
            "<w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>hoofdstuk 2</w:t></w:r>"
            "<w:r><w:noBreakHyphen/><w:t>a</w:t><w:softHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r></w:p>"
        ),
        filename="x.docx",
    )
    assert texts(letter) == ["Zie hoofdstuk 2-ab c\nd"]


def test_word_keeps_a_text_box_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In het kader</w:t></w:r></w:p></w:txbxContent>"
    letter = load(
        word_of(
            "<w:p><w:r><w:t>Voor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:wsp><wps:txbx>"
            f"{box}</wps:txbx></wps:wsp></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
            "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t xml:space='preserve"
            "'> en na.</w:t></w:r></w:p>"
        ),
        filename="x.docx",
    )
    assert texts(letter) == ["Voor en na.", "In het kader"]


def test_word_counts_numbers_of_several_levels() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='90'>"
        "<w:lvl w:ilvl='0'><w:start w:val='2'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1.%2)'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='(%3)'/></w:lvl>"
        "</w:abstractNum>"
    )
    lists = (
        "<w:num w:numId='90'><w:abstractNumId w:val='90'/></w:num>"
        "<w:num w:numId='91'><w:abstractNumId w:val='90'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/>"
        "</w:lvlOverride></w:num>"
    )

    def item(text: str, level: int, number: int = 90) -> str:
        of = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
        return f"<w:p><w:pPr>{of}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    data = word_of(
        item("a", 0)
        + item("b", 1)
        + item("c", 1)
        + item("d", 2)
        + item("e", 0)
        + item("f", 1)
        + item("g", 0, 91)
    )
    part = read_member(data, "word/numbering.xml").decode()
    first = part.index("<w:num ")
    part = part[:first] + numbering + part[first:].replace("</w:numbering>", lists + "</w:numbering>")
    letter = load(rezipped(data, {"word/numbering.xml": part.encode()}), filename="x.docx")
    assert texts(letter) == ["2 a", "2.a) b", "2.b) c", "(I) d", "3 e", "3.a) f", "7 g"]


def test_word_table_of_one_cell_is_a_frame() -> None:
    letter = load(
        word_of(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Alles</w:t></w:r></w:p><w:p><w:r><w:t>hierin</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        filename="x.docx",
    )
    assert [b.kind for b in letter.structure] == ["paragraph", "paragraph"]


# OpenDocument


def test_open_document_gives_headings_notes_and_cells() -> None:
    letter = load(open_letter(), filename="brief.odt")
    assert letter.title == TITLE
    assert texts(letter, "heading")[0].endswith("Inleiding")
    assert OPENING.replace("aanbevelingen", "aanbevelingen[1]") in texts(letter)
    assert texts(letter, "footnote") == [f"[1] {NOTE}"]
    assert cells(letter)[1, 1] == "Overgenomen"


LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" '
    'text:display-levels="2"/></text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="-"/></text:list-style>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
)


@pytest.mark.parametrize("make", [open_of, flat_open_of])
def test_open_document_counts_lists_and_reads_changes(make: Make) -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    inner = f"<text:list>{item('b')}{item('c')}</text:list>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weggehaald</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        f'<text:list text:style-name="L1">{item("a", inner)}{item("d")}</text:list>'
        '<text:p>Tussen<text:s text:c="900000000"/>door<text:line-break/>verder'
        "<office:annotation><text:p>opmerking</text:p></office:annotation></text:p>"
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("e")}</text:list>'
        f'<text:list text:style-name="L1">{item("f")}</text:list><text:list text:style-name="L2">{item("g")}</text:list>'
        '<text:p><text:span text:style-name="B">Een vet kopje</text:span></text:p>'
        "<text:p>Met kader<draw:frame><draw:text-box><text:p>In het kader</text:p></draw:text-box></draw:frame></text:p>"
    )
    letter = load(make(body, LIST_STYLE), filename="x.odt")
    assert texts(letter) == [
        "1. a", "1.a) b", "1.b) c", "2. d", "Tussen door\nverder", "3. e", "1. f", "• g",
        "Een vet kopje", "Met kader", "In het kader",
    ]  # fmt: skip
    assert block(letter, "Een vet kopje").kind == "heading"


def test_open_document_does_not_believe_repeated_cells() -> None:
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-repeated="2000000000"/>'
        "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert cells(load(open_of(body), filename="x.odt")) == {(0, 1000): "x", (1, 0): "y"}


# Web pages


def test_a_web_page_gives_the_letter_without_the_page_around_it() -> None:
    letter = load(PAGE.encode(), filename="brief.html")
    assert letter.title == TITLE
    assert texts(letter) == [
        TITLE,
        "Inleiding",
        "Het rapport doet vier aanbevelingen[1]. Oppervlak: 5 m2.\nNieuwe regel.",
        "3. Werk samen.",
        "• Met gemeenten",
        "4. Maak een plan.",
        "Reacties",
        "Aanbeveling",
        "Reactie",
        "Overgenomen\nEind 2025",
        "Een vet kopje",
        "Slot.",
        f"[1] {NOTE}",
        "Terzijde gezegd.",
    ]
    assert cells(letter) == {(0, 0): "Aanbeveling", (0, 1): "Reactie", (1, 1): "Overgenomen\nEind 2025"}
    assert texts(letter, "footnote") == [f"[1] {NOTE}", "Terzijde gezegd."]
    assert block(letter, "• Met gemeenten").level == 2


@pytest.mark.parametrize(
    "data",
    [
        "<p>Prijs: €\xa05 – «één»</p>".encode(),
        "<p>Prijs: €\xa05 – «één»</p>".encode("utf-16"),
        '<meta charset="windows-1252"><p>Prijs: €\xa05 – «één»</p>'.encode("cp1252"),
        '<meta charset="iso-8859-1"><p>Prijs: €\xa05 – «één»</p>'.encode("cp1252"),
        "<p>Prijs: €\xa05 – «één»</p>".encode("cp1252"),
    ],
)
def test_a_web_page_in_any_usual_encoding(data: bytes) -> None:
    assert load(data, filename="x.html").text == "Prijs: € 5 – «één»"


# Official publications


@pytest.mark.parametrize(
    "wrapped",
    [PUBLICATION, PUBLICATION.replace("<officiele-publicatie ", '<officiele-publicatie xmlns="urn:x" ')],
)
def test_a_publication_gives_its_parts(wrapped: str) -> None:
    letter = load(wrapped.encode(), filename="kst.xml")
    assert letter.title == TITLE
    assert texts(letter) == [
        "Tweede Kamer",
        "39 999 Bruggen",
        "Nr. 14",
        TITLE,
        "4 maart 2025",
        "Het rapport doet vier aanbevelingen[1].",
        "Samenwerking",
        "Gemeenten",
        "1. Werk samen.",
        "a. Met gemeenten",
        "2. Maak een plan.",
        "Reacties",
        "Aanbeveling",
        "Reactie",
        "Overgenomen",
        "De Minister van Bruggen,",
        "A. Voorbeeld",
        f"[1] {NOTE}",
    ]
    assert [block(letter, text).level for text in (TITLE, "Samenwerking", "Gemeenten")] == [1, 2, 3]
    assert cells(letter) == {(0, 0): "Aanbeveling", (0, 1): "Reactie", (1, 1): "Overgenomen"}


def test_other_xml_is_read_by_its_form() -> None:
    letter = load(
        b'<?xml version="1.0" encoding="iso-8859-1"?><!DOCTYPE doc SYSTEM "http://127.0.0.1:1/doc.dtd">'
        b"<doc><front><docTitle>Titel</docTitle></front><body><section><heading>Kop</heading><p>E\xe9n <b>twee</b> drie.</p>"
        b"<list><item><num>1.</num><p>punt</p></item></list><onbekend>Vrije <x>tekst</x> hier.</onbekend></section></body></doc>",
        filename="x.xml",
    )
    assert texts(letter) == ["Titel", "Kop", "Eén twee drie.", "1. punt", "Vrije tekst hier."]


# PDF


def test_a_pdf_gives_paragraphs_again() -> None:
    letter = load(pdf_letter(), filename="brief.pdf")
    assert letter.title == TITLE
    assert [(b.span.of(letter.text), b.level) for b in letter.structure if b.kind == "heading"] == [
        (TITLE, 1),
        ("Inleiding", 2),
        ("Aanbevelingen", 2),
        ("Een vet kopje", 3),
    ]
    assert texts(letter, "list_item") == ["1. Werk samen met gemeenten.", "2. Maak een plan."]
    assert texts(letter, "footnote") == [f"[1] {NOTE}"]
    assert "eerdere brief[1] daarover." in letter.text
    assert "Ministerie van Bruggen" not in letter.text
    assert "Pagina" not in letter.text
    long = [text for text in texts(letter, "paragraph") if text.startswith("Alinea.")]
    assert len(long) == 3
    for text in long:
        assert text.endswith("Einde.")
        assert text.count("verantwoordelijkheden, voortgangsrapportages en kwaliteitsverbeteringen") == 3
        assert text.count("uitvoeringswerkzaamheden") == 3


def test_a_pdf_protected_against_printing_only_is_read() -> None:
    assert load(pdf_with_password(""), filename="x.pdf").text.startswith(TITLE)


def test_a_pdf_without_a_sensible_title_has_that_of_its_first_heading() -> None:
    source = '#set document(title: "Microsoft Word - brief_def2.docx")\n= De kop\nTekst van de brief, van enige lengte.'
    assert load(typeset(source), filename="x.pdf").title == "De kop"


def test_an_empty_text_document_keeps_its_exact_characters() -> None:
    text = "\ufeffRegel een\r\n\r\n  Regel\u00a0twee\u00ad\t\n"
    letter = load(text.encode(), filename="x.txt")
    assert letter == LetterText(text[1:])
