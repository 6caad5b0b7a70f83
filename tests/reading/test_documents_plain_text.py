# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plain text keeps its characters, whatever encoding it was written in."""

from __future__ import annotations

import pytest

from praktijk.sources.reading.documents import load
from praktijk.sources.reading.model import LetterText

LETTER = (
    "Geachte voorzitter,\r\n\r\nDe reactie op ‘Bruggen’ – één van de vijf rapporten – is positief.\r\n"
    "De coördinatie kost € 5 miljoen; de ministeriële commissie geeft haar conclusies vóór de zomer.\r\n"
)
PLAIN = "Geachte voorzitter,\n\nDe coördinatie van één reünie: ideeën, privé, über, Curaçao, crème brûlée.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_an_encoding_is_found(encoding: str) -> None:
    assert load(LETTER.encode(encoding), filename="brief.txt") == LetterText(LETTER)


@pytest.mark.parametrize("encoding", ["latin-1", "iso8859-15", "cp1252", "mac_roman", "cp850"])
def test_an_encoding_of_one_byte_is_found(encoding: str) -> None:
    text = PLAIN * 8
    assert load(text.encode(encoding), filename="brief.txt").text == text


def test_the_euro_of_latin_9_is_known_by_the_amount_after_it() -> None:
    text = PLAIN + "Het kost € 15 miljoen.\n"
    assert load(text.encode("iso8859-15"), filename="brief.txt").text == text


def test_a_text_that_looks_like_markup_stays_text() -> None:
    text = "<concept>\nGeachte voorzitter,\n"
    assert load(text.encode(), filename="brief.txt") == LetterText(text)


@pytest.mark.parametrize("filename", ["brief.txt", "brief", "brief.md", "brief.eml"])
def test_text_needs_no_name(filename: str) -> None:
    assert load(LETTER.encode(), filename=filename).text == LETTER
