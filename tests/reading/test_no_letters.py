# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is no letter, and what is made to be hard: little found, nothing broken, never slow."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktijk.sources.reading import SURE, LetterText, Reading, Unreadable, read_text
from praktijk.sources.reading.model import Block

NOVEL = """
Hoofdstuk een

Het regende toen Margriet het huis verliet. Ze zou nooit meer terugkomen, dat wist ze zeker. Morgen zal ik
het begrijpen, dacht ze, morgen begint alles opnieuw. Haar vader had haar aangeraden om te blijven, maar zij
volgde zijn raad niet op. De trein vertrekt om zes uur, zei de man aan het loket.

Hoofdstuk twee

In het voorjaar van 1952 kwam er een brief. Doe het niet, stond er. Vergeet mij. Hij nam het aanbod over en
verkocht de winkel voor het einde van het jaar.
"""
SHOPPING = "melk\nbrood\n2 kg aardappelen\nVersterk de thee\nkaas (jong)\n1. appels\n2. peren\n"
CODE = '''
def adopt(recommendation: str, *, by: date) -> None:
    """The government will adopt the recommendation."""
    if recommendation is None:
        raise ValueError("no recommendation")
    return {"accepted": True, "due": date(2026, 1, 1)}
'''
CV = """
Curriculum vitae

Naam: J. de Vries
Werkervaring
2019-heden: adviseur, ministerie van Financiën. Adviseerde de minister over belastingen.
2015-2019: onderzoeker, Universiteit Utrecht
Opleiding
Bestuurskunde, 2015
"""
NEWS = """
Council approves new cycle path

The council approved a new cycle path on Tuesday. Work will start in spring 2026 and will be finished by the end
of 2027. Residents recommended a different route, but the council said the costs would be too high.
"""
MINUTES = """
Notulen van de vergadering van 3 maart 2025

1. Opening. De voorzitter opent de vergadering.
2. Mededelingen. Het bestuur zal in mei een feest geven. Iedereen neemt zelf eten mee.
3. Rondvraag. Niemand.
"""


def check(reading: Reading) -> None:
    """All passages are in the text, in order, and say what they point at."""
    text = reading.text
    for items in (reading.sections, reading.recommendations, reading.commitments, reading.references):
        starts = [one.span.start for one in items]
        assert starts == sorted(starts)
        for one in items:
            assert 0 <= one.span.start < one.span.end <= len(text)
    for one in (*reading.recommendations, *reading.commitments, *reading.references):
        assert one.span.of(text) == one.text
    for recommendation in reading.recommendations:
        assert 0 <= recommendation.confidence <= 1
        if recommendation.position is not None:
            assert recommendation.position.span.of(text).strip()
    known = {one.id for one in reading.recommendations}
    for commitment in reading.commitments:
        assert commitment.recommendation is None or commitment.recommendation in known
        if commitment.due is not None:
            assert commitment.due.span.of(text) == commitment.due.text
            first, last = commitment.due.earliest, commitment.due.latest
            assert first or last
            assert (first or date.min) <= (last or date.max)
    for first_one, second in zip(reading.recommendations, reading.recommendations[1:], strict=False):
        assert first_one.span.end <= second.span.start
    reading.as_json()


@pytest.mark.parametrize(
    "text",
    [NOVEL, SHOPPING, CODE, CV, NEWS, MINUTES],
    ids=["novel", "shopping", "code", "cv", "news", "minutes"],
)
def test_what_is_no_letter_gives_nothing_sure(text: str) -> None:
    reading = read_text(text)

    check(reading)
    assert len(reading.recommendations) + len(reading.commitments) <= 2
    assert all(one.confidence < SURE for one in reading.recommendations)


def test_a_text_about_nothing_of_the_kind_says_so() -> None:
    assert read_text(NOVEL).warnings == ("no_letter",)


@pytest.mark.parametrize("text", ["", "   \n\t "])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_text(text)
    assert caught.value.code == "empty"


def test_a_text_longer_than_any_letter_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_text("kabinet aanbeveling " * 260_000)
    assert caught.value.code == "too_large"


SENTENCE = "Het kabinet neemt de aanbeveling om te investeren in kennis over en zal dit eind 2026 doen"
HARD = {
    "one line without stops": f"{SENTENCE} " * 1100,
    "one line": f"{SENTENCE}. " * 1100,
    "one word": "aanbeveling " * 9000 + "kabinet",
    "open brackets": "kabinet aanbeveling 1 (" * 5000,
    "dates": "het kabinet zal 1 januari 2026 " * 4000,
    "pipes": "kabinet aanbeveling\n" + "|" * 60_000,
    "tables": "| Aanbeveling | Reactie kabinet | Planning |\n| Maak beleid | Overgenomen | Q1 2026 |\n\n"
    * 1200,
    "labels": "Aanbeveling 1: Maak beleid.\nReactie kabinet: Overgenomen.\n" * 1500,
    "headings": "Versterk de regie van het kabinet op de aanbeveling\n\n" * 2000,
    "references": "Het kabinet noemt Kamerstuk 32 735, nr. 1, en de aanbeveling. " * 1500,
    "quotes": "\u201c" * 50_000 + " kabinet aanbeveling",
    "blanks": "kabinet" + " " * 100_000 + "aanbeveling",
    "newlines": "kabinet" + "\n" * 100_000 + "aanbeveling",
    "footnotes": "kabinet aanbeveling [1: " * 5000,
    "english": "The government accepts the recommendation to do more by the end of 2026. " * 1300,
}


@pytest.mark.parametrize("name", HARD)
def test_no_text_of_a_hundred_thousand_characters_takes_long(name: str) -> None:
    started = time.process_time()
    reading = read_text(HARD[name])

    check(reading)
    assert time.process_time() - started < 6


WORDS = st.sampled_from(
    [
        "Het kabinet",
        "neemt",
        "de aanbeveling",
        "over",
        "niet",
        "deels",
        "Aanbeveling 1:",
        "Aanbeveling 2 (doe iets nieuws)",
        "Reactie:",
        "\n",
        "\n\n",
        ". ",
        "; ",
        ", ",
        "IOB beveelt aan",
        "om te investeren",
        "zal",
        "uiterlijk 1 juli 2026",
        "eind 2025",
        "in lijn met de aanbeveling",
        "Versterk de regie",
        "",
        " Aanbeveling ",
        " Reactie ",
        "\n",
        "Kamerstuk 32 735, nr. 3",
        "motie-Jansen c.s.",
        "(",
        ")",
        "“",
        "”",
        "1.",
        "1a.",
        "•",
        "\t",
        "\r\n",
        "ik",
        "daarom",
        "The Government accepts",
        "this recommendation",
        "Management response:",
        "should",
        "by end 2026",
        "We recommend that",
        "(Paragraph 3)",
        "İ",
        "ß",
        "😀",
        "\x0b",
        "\x0c",
        "\u2028",
        "[footnoteRef:1]",
        "[1: noot]",
        "Nawoord",
        "Geachte voorzitter,",
        "Hoogachtend,",
        "Aanbevelingen",
        "Ad 1.",
        "wordt overgenomen",
        "is niet wenselijk",
        "31-02-2026",
        "volgens de raad",
        "zou moeten",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join).filter(lambda text: text.strip() != "")


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, language=st.sampled_from(["nl", "en", None]))
def test_whatever_words_come_together(text: str, language: str | None) -> None:
    check(read_text(f"kabinet government aanbeveling recommendation {text}", language=language))


@settings(deadline=None, max_examples=150)
@given(text=st.text(min_size=1, max_size=400).filter(lambda text: text.strip() != ""))
def test_whatever_characters_come_together(text: str) -> None:
    check(read_text(f"kabinet aanbeveling {text}"))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=TEXTS,
    places=st.lists(st.integers(0, 400), max_size=12),
    kinds=st.lists(
        st.sampled_from(["heading", "paragraph", "cell", "list_item", "footnote"]), min_size=13, max_size=13
    ),
)
def test_whatever_form_a_document_says_it_has(text: str, places: list[int], kinds: list[str]) -> None:
    whole = f"kabinet aanbeveling {text}"
    cuts = sorted({0, len(whole), *(place % len(whole) for place in places)})
    blocks = tuple(
        Block(kind, start, end, row=at // 3, column=at % 3, table=0)
        if kind == "cell"
        else Block(kind, start, end)  # type: ignore[arg-type]
        for at, (kind, start, end) in enumerate(zip(kinds, cuts, cuts[1:], strict=False))
    )
    check(read_text(LetterText(whole, structure=blocks)))
