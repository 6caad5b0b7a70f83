# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters in every format, made while the tests run. All of their text is made up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import typst
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from odfdo import Document as OpenDocument
from odfdo import Header, List, Paragraph, Table
from pypdf import PdfReader, PdfWriter

TITLE = "Reactie op het rapport Bruggen bouwen"
OPENING = "Het rapport doet vier aanbevelingen. Het kabinet neemt er drie over."
NOTE = "Kamerstuk 39999, nr. 12."


def word_bytes(document: WordDocument) -> bytes:
    """The document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_letter() -> bytes:
    """A .docx with a title, headings, a numbered list, bullets, a table and bold that is no heading."""
    document = docx.Document()
    document.core_properties.title = "Document van een sjabloon"
    document.add_heading(TITLE, 0)
    document.add_heading("Inleiding", 1)
    document.add_paragraph(OPENING)
    document.add_heading("Samenwerking", 2)
    for text in ("Werk samen met gemeenten.", "Maak een plan."):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Een los punt", style="List Bullet")
    paragraph = document.add_paragraph()
    paragraph.add_run("Een vet kopje").bold = True
    paragraph = document.add_paragraph("Een alinea met ")
    paragraph.add_run("vette woorden").bold = True
    paragraph.add_run(" en zachte\u00adkoppel\u200btekens, en\u00a0vaste spaties.")
    table = document.add_table(2, 2)
    for place, text in enumerate(("Aanbeveling", "Reactie", "Investeer in kennis", "Overgenomen")):
        table.cell(place // 2, place % 2).text = text
    table.cell(1, 1).add_paragraph("Eind 2025 klaar.")
    document.sections[0].header.paragraphs[0].text = "Kopregel van elke bladzijde"
    document.sections[0].footer.paragraphs[0].text = "Voetregel van elke bladzijde"
    return word_bytes(document)


def word_of(body: str) -> bytes:
    """A .docx whose body is the given WordprocessingML (with prefixes w, r, mc, wps and v)."""
    document = docx.Document()
    names = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    wrapped = parse_xml(f"<w:body {nsdecls('w', 'r')} {names}>{body}</w:body>")
    for place, element in enumerate(list(wrapped)):
        document.element.body.insert(place, element)
    return word_bytes(document)


def word_with_notes() -> bytes:
    """A .docx with a footnote and an endnote, which the library that makes the rest cannot add."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def notes(kind: str, text: str) -> bytes:
        return (
            f'<w:{kind}s {names}><w:{kind} w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
            f'<w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p>'
            f"</w:{kind}></w:{kind}s>"
        ).encode()

    made = word_of(
        '<w:p><w:r><w:t>Zie de eerdere brief</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        '<w:r><w:t>.</w:t></w:r></w:p><w:p><w:r><w:t>En het slot</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
    )
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = read_member(made, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="rn1" Type="{kinds}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rn2" Type="{kinds}/endnotes" Target="endnotes.xml"/></Relationships>'.encode(),
    )
    return rezipped(
        made,
        {
            "word/_rels/document.xml.rels": relations,
            "word/footnotes.xml": notes("footnote", NOTE),
            "word/endnotes.xml": notes("endnote", "Een eindnoot."),
        },
    )


def read_member(data: bytes, name: str) -> bytes:
    """One member of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def rezipped(data: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """A zip with members replaced or added, or left out (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in changed:
                new.writestr(info, old.read(info))
        for name, content in changed.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def open_letter() -> bytes:
    """An .odt with headings, a note, a list and a table."""
    document = OpenDocument("text")
    document.meta.title = TITLE
    body = document.body
    body.clear()
    body.append(Header(1, "Inleiding"))
    paragraph = Paragraph(OPENING)
    paragraph.insert_note(after="aanbevelingen", note_id="n1", citation="1", body=NOTE)
    body.append(paragraph)
    body.append(List(["Werk samen met gemeenten.", "Maak een plan."]))
    table = Table("Reacties", width=2, height=2)
    table.set_values([["Aanbeveling", "Reactie"], ["Investeer in kennis", "Overgenomen"]])
    body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_OPEN_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"))
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
)


def flat_open_of(body: str, styles: str = "") -> bytes:
    """A flat OpenDocument text with this body and these automatic styles."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_OPEN_NAMES} '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def open_of(body: str, styles: str = "", *, manifest: str = "") -> bytes:
    """An .odt of these parts; `manifest` goes into its list of files."""
    content = flat_open_of(body, styles).replace(b"office:document ", b"office:document-content ")
    content = content.replace(b"</office:document>", b"</office:document-content>")
    listing = (
        f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</m:manifest>'
    )
    return zip_of(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": listing.encode(),
        }
    )


PAGE = f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{TITLE} | Ministerie van Bruggen</title>
<script>document.write("uit een script")</script><style>p {{ color: red }}</style></head>
<body><nav><p>Menu van de site</p></nav><header><p>Logo</p></header>
<main><h1>{TITLE}</h1><h2>Inleiding</h2>
<p>Het rapport doet <b>vier</b>
aanbevelingen<sup><a href="#noot1" id="terug1">1</a></sup>. Oppervlak: 5 m<sup>2</sup>.<br>Nieuwe regel.</p>
<p hidden>verborgen een</p><p style="display: none">verborgen twee</p><div aria-hidden="true">verborgen drie</div>
<ol start="3"><li>Werk samen.<ul><li>Met gemeenten</li></ul></li><li><p>Maak een plan.</p></li></ol>
<table><caption>Reacties</caption><tr><th rowspan="2">Aanbeveling</th><th>Reactie</th></tr><tr><td>Over<wbr>genomen<p>Eind 2025</p></td></tr></table>
<aside>Terzijde gezegd.</aside>
<p><strong>Een vet kopje</strong></p><p>Slot.</p>
<ol><li id="noot1">1. {NOTE} <a href="#terug1">↩</a></li></ol></main>
<footer>Over deze site</footer></body></html>"""


PUBLICATION = f"""<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd">
<metadata><meta name="DC.type" content="Kamerstuk"/></metadata>
<kamerstuk><kamerstukkop><tekstregel inhoud="kamer">Tweede Kamer</tekstregel></kamerstukkop>
<dossier><dossiernummer><dossiernr>39 999</dossiernr></dossiernummer><titel>Bruggen</titel></dossier>
<stuk><stuknr>Nr. <ondernummer>14</ondernummer></stuknr><titel>{TITLE}</titel><datum isodatum="2025-03-04">4 maart 2025</datum>
<algemeen><vrije-tekst><tekst>
<al>Het rapport doet vier aanbevelingen<noot id="n1" type="voet"><noot.nr>1</noot.nr><noot.al>{NOTE}</noot.al></noot>.</al>
<tussenkop kopopmaak="vet">Samenwerking</tussenkop><tussenkop kopopmaak="cur">Gemeenten</tussenkop>
<lijst type="expliciet"><li><li.nr>1.</li.nr><al>Werk samen.</al><lijst><li><li.nr>a.</li.nr><al>Met gemeenten</al></li></lijst></li>
<li><li.nr>2.</li.nr><al>Maak een plan.</al></li></lijst>
<table><title>Reacties</title><tgroup cols="2"><colspec colname="c1"/><colspec colname="c2"/>
<thead><row><entry colname="c1"><al>Aanbeveling</al></entry><entry colname="c2"><al>Reactie</al></entry></row></thead>
<tbody><row><entry colname="c2"><al>Overgenomen</al></entry></row></tbody></tgroup></table>
</tekst></vrije-tekst></algemeen>
<ondertekening><functie>De Minister van Bruggen,</functie><naam><voornaam>A.</voornaam><achternaam>Voorbeeld</achternaam></naam></ondertekening>
</stuk></kamerstuk></officiele-publicatie>"""


SENTENCES = (
    "Het kabinet werkt samen met gemeenten en provincies aan een nieuw plan voor de bruggen van het land. "
    "Daarvoor komt een programma met verantwoordelijkheden, voortgangsrapportages en kwaliteitsverbeteringen. "
    "Over de uitvoeringswerkzaamheden wordt de Kamer jaarlijks geïnformeerd, zoals eerder is toegezegd. "
)


def typeset(source: str) -> bytes:
    """A PDF of Typst source."""
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def pdf_letter(*, pages: int = 3) -> bytes:
    """A PDF with running heads, page numbers, headings, hyphens at line ends, a list and a footnote."""
    return typeset(
        f"""
        #set document(title: "{TITLE}")
        #set page(paper: "a5", header: [Ministerie van Bruggen], footer: context [Pagina #counter(page).display()])
        #set text(lang: "nl", hyphenate: true, size: 11pt)
        #set par(justify: true)
        = {TITLE}
        == Inleiding
        {SENTENCES} Zie de eerdere brief#footnote[{NOTE}] daarover.

        == Aanbevelingen
        + Werk samen met gemeenten.
        + Maak een plan.
        *Een vet kopje*

        {("Alinea. " + SENTENCES * 3 + "Einde." + chr(10) + chr(10)) * pages}
        """
    )


def pdf_with_password(password: str) -> bytes:
    """A PDF that opens with `password`; "" protects against printing only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_letter(pages=1))))
    writer.encrypt(user_password=password, owner_password="eigenaar", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    return out.getvalue()


def pdf_without_text(pages: int = 1) -> bytes:
    """A PDF of empty pages, as a scan without recognised text is to a reader."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    return out.getvalue()
