# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same letter says the same, in whatever format it is sent."""

from __future__ import annotations

import html
import io
import json
import re
from functools import cache
from pathlib import Path

import docx
import pytest
import typst
from odfdo import Document as OpenDocument
from odfdo import Header, Paragraph

from praktijk.sources.reading import Reading, read_bytes
from tests.reading.documents_made import word_bytes

LETTERS = Path(__file__).parents[1] / "letters" / "dev"
NAMES = (
    "01-noodhulp-kopjes",
    "08-consulaire-dienst-proza",
    "16-dutch-letter-in-english",
    "22-vredesmissies-proza",
)
FORMATS = ("docx", "odt", "html", "pdf", "utf-16.txt", "cp1252.txt", "crlf.txt")


def paragraphs(name: str) -> list[tuple[bool, str]]:
    """The letter's paragraphs, each with whether it is a heading."""
    truth = json.loads((LETTERS / f"{name}.truth.json").read_text(encoding="utf-8"))
    lines = (LETTERS / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return [(line.strip() in truth["sections"], line.strip()) for line in lines if line.strip()]


def made(name: str, kind: str) -> bytes:
    """The letter as a file of that kind."""
    text = (LETTERS / f"{name}.txt").read_text(encoding="utf-8")
    if kind == "utf-16.txt":
        return text.encode("utf-16")
    if kind == "cp1252.txt":
        return text.encode("cp1252")
    if kind == "crlf.txt":
        return text.replace("\n", "\r\n").encode()
    parts = paragraphs(name)
    if kind == "docx":
        document = docx.Document()
        for is_heading, words in parts:
            document.add_heading(words, 1) if is_heading else document.add_paragraph(words)
        return word_bytes(document)
    if kind == "odt":
        opened = OpenDocument("text")
        opened.body.clear()
        for is_heading, words in parts:
            opened.body.append(Header(1, words) if is_heading else Paragraph(words))
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()
    if kind == "html":
        body = "".join(f"<h2>{html.escape(w)}</h2>" if h else f"<p>{html.escape(w)}</p>" for h, w in parts)
        return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()
    content = "\n\n".join(("== " if h else "") + "#" + json.dumps(w, ensure_ascii=False) for h, w in parts)
    content = content.replace("== #", "#heading(level: 1, ").replace("\n\n#heading", "\n\n#heading")
    content = re.sub(r'(#heading\(level: 1, )("(?:[^"\\]|\\.)*")', r"\1\2)", content)
    page = '#set page(numbering: "1", margin: 2.5cm)\n#set par(justify: true)\n#set text(lang: "LANGUAGE", hyphenate: true)\n'
    page = page.replace("LANGUAGE", "en" if "english" in name else "nl")
    return bytes(typst.compile((page + content).encode()))


def said(reading: Reading) -> dict[str, list[tuple[str | None, ...]]]:
    """What a reading says, without what differs by format: white space and line ends."""

    def even(text: str) -> str:
        # Whether a hyphen at the end of a line belongs to the word, no PDF says.
        return re.sub(r"\s+", " ", re.sub(r"[\u2018\u2019]", "'", text)).replace("-", "").strip()

    return {
        # The template that odfdo starts from numbers its headings.
        "sections": [(re.sub(r"^\d+\. ", "", even(one.title)),) for one in reading.sections],
        "recommendations": [
            (even(one.text), one.position.value if one.position else None) for one in reading.recommendations
        ],
        "commitments": [
            (
                even(one.text),
                one.due.earliest.isoformat() if one.due and one.due.earliest else None,
                one.due.latest.isoformat() if one.due and one.due.latest else None,
                one.recommendation,
            )
            for one in reading.commitments
        ],
        "references": [(one.id,) for one in reading.references],
    }


@cache
def as_text(name: str) -> dict[str, list[tuple[str | None, ...]]]:
    return said(read_bytes((LETTERS / f"{name}.txt").read_bytes(), filename=f"{name}.txt"))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_every_format_says_the_same(name: str, kind: str) -> None:
    found = said(read_bytes(made(name, kind), filename=f"brief.{kind}"))

    assert found == as_text(name)


def test_offsets_of_text_with_carriage_returns_are_those_of_the_file_itself(tmp_path: Path) -> None:
    """Python reads the same characters with newline="" (and without the byte order mark)."""
    path = tmp_path / "brief.txt"
    text = (LETTERS / "08-consulaire-dienst-proza.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(text.encode("utf-8-sig"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        itself = file.read()

    reading = read_bytes(path.read_bytes(), filename=path.name)

    assert reading.text == itself
    for one in (*reading.recommendations, *reading.commitments, *reading.references):
        assert itself[one.span.start : one.span.end] == one.text
