# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""References to documents: where they stand, and their one fixed name."""

from __future__ import annotations

import itertools

import pytest

from praktijk.sources.reading.references import find_references

WRITTEN = [
    ("Kamerstuk 32 735, nr. 370", "kst-32735-370"),
    ("Kamerstuk 32 735 nr. 370", "kst-32735-370"),
    ("Kamerstuk 32735, nr. 370", "kst-32735-370"),
    ("Kamerstuk 26 485, nr.380", "kst-26485-380"),
    ("Kamerstukken II 2023/24, 25 424, nr. 698", "kst-25424-698"),
    ("Kamerstuk 36 200-V nr. 72", "kst-36200-V-72"),
    ("Kamerstuk 36 600 V, nr. 61", "kst-36600-V-61"),
    ("Kamerstuk 36 600-XVII, nr. 38", "kst-36600-XVII-38"),
    ("Kamerstuk 36 410 V, nr. 44", "kst-36410-V-44"),
    ("32 735 nr. 370", "kst-32735-370"),
    ("29 521, nr. 480", "kst-29521-480"),
    ("kst-36600-V-7", "kst-36600-V-7"),
    ("Parliamentary Paper 26 485, no. 447", "kst-26485-447"),
    ("motie Boomsma (nr. 24 (36600XX)", "kst-36600-XX-24"),
    ("motie-Hofstra/Bergkamp (Kamerstuk 31 865, nr. 190)", "kst-31865-190"),
    ("motie Van Ravenswaaij c.s. (Kamerstuk 36 410-V, nr. 44)", "kst-36410-V-44"),
    ("motie van de leden Kat en Ceder (24 515, nr. 733)", "kst-24515-733"),
    ("motie-Kranendonk c.s.", "motie-kranendonk-cs"),
    ("motie van het lid Jansen", "motie-jansen"),
    ("TZ202412-123", "TZ202412-123"),
    ("A/HRC/52/1", "A/HRC/52/1"),
    ("A/RES/77/301", "A/RES/77/301"),
    ("S/RES/2573 (2021)", "S/RES/2573 (2021)"),
    ("CEDAW/C/KEN/CO/8", "CEDAW/C/KEN/CO/8"),
    ("DP/2025/18", "DP/2025/18"),
    ("E/2026/44", "E/2026/44"),
    ("COM(2023) 123", "COM(2023) 123"),
    ("Verordening (EU) 2024/1689", "(EU) 2024/1689"),
    ("CP 1204", "CP 1204"),
    ("HC 512", "HC 512"),
    ("Cm 9999", "Cm 9999"),
    ("ECLI:NL:HR:2019:2006", "ECLI:NL:HR:2019:2006"),
    ("Aanhangsel Handelingen II 2024/25, nr. 1877", "ah-tk-20242025-1877"),
]

NOT_WRITTEN = [
    "In 2024 waren er 12 735 meldingen, tegen 11 204 in 2023.",
    "De regeling kost 32 735 euro per jaar.",
    "Bel 070 348 64 86 of schrijf naar postbus 20018.",
    "Artikel 90 van de Grondwet en artikel 4, tweede lid.",
    "The programme cost GBP 120 million; see page 12.",
    "De motie werd aangehouden.",
]


@pytest.mark.parametrize("written, name", WRITTEN)
def test_a_reference_has_its_own_characters_and_one_name(written: str, name: str) -> None:
    text = f"Zie hiervoor {written}; het gaat om een bijlage."

    (found,) = find_references(text)

    assert (found.text, found.id) == (written, name)
    assert found.span.of(text) == written


@pytest.mark.parametrize("text", NOT_WRITTEN)
def test_other_numbers_are_no_references(text: str) -> None:
    assert find_references(text) == ()


def test_several_numbers_of_one_dossier() -> None:
    text = "De eerdere brieven (Kamerstuk 33 576, nrs. 310 en 322, 330) blijven van kracht."

    found = find_references(text)

    assert [one.id for one in found] == ["kst-33576-310", "kst-33576-322", "kst-33576-330"]
    assert [one.span.of(text) for one in found] == ["Kamerstuk 33 576, nrs. 310", "322", "330"]


def test_references_stand_in_footnotes_too() -> None:
    text = "Zie de beleidsnota.[footnoteRef:8]  [8:  Bijlage bij Kamerstuk 36 200-V nr. 72]"

    (found,) = find_references(text)

    assert found.text == "Bijlage bij Kamerstuk 36 200-V nr. 72"


def test_references_do_not_overlap() -> None:
    text = "motie-Aartsen c.s. (29 521, nr. 480), Kamerstuk 29 521, nr. 480 en A/RES/77/301, A/RES/77/302."

    found = find_references(text)

    assert [one.id for one in found] == ["kst-29521-480", "kst-29521-480", "A/RES/77/301", "A/RES/77/302"]
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(found))
