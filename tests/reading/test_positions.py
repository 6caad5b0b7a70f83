# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The position that an answer shows, in a letter of one recommendation."""

from __future__ import annotations

import pytest

from praktijk.sources.reading import Reading, read_text

ANSWERS = {
    "adopted": [
        "Het kabinet neemt deze aanbeveling over.",
        "Deze aanbeveling neem ik over.",
        "Deze aanbeveling wordt overgenomen.",
        "Het kabinet omarmt deze aanbeveling.",
        "Ik onderschrijf deze aanbeveling van harte.",
        "Ik kan mij goed vinden in deze aanbeveling.",
        "Het kabinet is het hiermee eens.",
        "Aan deze aanbeveling zal gevolg worden gegeven.",
    ],
    "partly_adopted": [
        "Het kabinet neemt deze aanbeveling deels over.",
        "Deze aanbeveling wordt gedeeltelijk overgenomen.",
        "Ik kan deze aanbeveling slechts ten dele volgen.",
    ],
    "not_adopted": [
        "Het kabinet neemt deze aanbeveling niet over.",
        "Deze aanbeveling volg ik niet.",
        "Daar ziet het kabinet geen aanleiding toe.",
        "Het kabinet acht dit niet wenselijk.",
        "Ik ben niet voornemens dit te doen.",
        "Het kabinet wijst deze aanbeveling af.",
        "Het kabinet ziet hier daarom van af.",
    ],
    "already_practice": [
        "Dit is reeds staande praktijk.",
        "Hieraan wordt al uitvoering gegeven.",
        "Dit gebeurt al.",
        "Dit is staand beleid.",
        "Aan deze aanbeveling is daarmee reeds voldaan.",
    ],
    "interpreted": [
        "Het kabinet vat deze aanbeveling breder op.",
        "Het kabinet leest deze aanbeveling als een oproep tot meer overleg.",
        "Het kabinet geeft aan deze aanbeveling een beperktere uitleg.",
    ],
    "under_examination": [
        "Ik laat onderzoeken of dit uitvoerbaar is.",
        "Dit wordt nog bezien.",
        "Een besluit hierover is aan een volgend kabinet.",
        "Het kabinet neemt deze aanbeveling in overweging.",
    ],
    "noted": [
        "Het kabinet heeft kennisgenomen van deze aanbeveling.",
        "Ik neem nota van deze aanbeveling.",
    ],
    "paused": [
        "De besluitvorming hierover is aangehouden.",
        "Dit is uitgesteld tot na de verkiezingen.",
        "De voorbereiding ligt stil.",
    ],
}

ANSWERS_IN_ENGLISH = {
    "adopted": [
        "Accept.",
        "The Government accepts this recommendation.",
        "Management concurs with this recommendation.",
        "We agree with this recommendation.",
    ],
    "partly_adopted": [
        "Partially accepted.",
        "The Government accepts this recommendation in part.",
        "Accept in principle.",
    ],
    "not_adopted": [
        "Reject.",
        "The Government does not accept this recommendation.",
        "Management does not concur.",
    ],
    "already_practice": ["This is already the case.", "This recommendation has already been implemented."],
    "interpreted": ["The Government interprets this recommendation as a call for more consultation."],
    "under_examination": [
        "The Government will consider this recommendation.",
        "This is under consideration.",
    ],
    "noted": ["The Government notes this recommendation.", "Management takes note of this recommendation."],
    "paused": ["Work on this has been put on hold.", "This has been postponed."],
}


def dutch(answer: str) -> Reading:
    return read_text(
        "Kabinetsreactie op het rapport\n\nInleiding\n\nHet kabinet reageert op het rapport van de commissie.\n\n"
        f"Aanbeveling 1: Richt een landelijk meldpunt voor vermiste rijwielen in.\n\n{answer}\n"
    )


def english(answer: str) -> Reading:
    return read_text(
        "Government response to the report\n\nIntroduction\n\nThis is the Government's response to the report.\n\n"
        f"Recommendation 1: Establish a national desk for bicycles that went missing.\n\n{answer}\n",
        language="en",
    )


@pytest.mark.parametrize(
    "position, answer", [(p, answer) for p, answers in ANSWERS.items() for answer in answers]
)
def test_a_dutch_answer(position: str, answer: str) -> None:
    (found,) = dutch(answer).recommendations

    assert found.text == "Richt een landelijk meldpunt voor vermiste rijwielen in."
    assert found.position is not None
    assert found.position.value == position


@pytest.mark.parametrize(
    "position, answer", [(p, answer) for p, answers in ANSWERS_IN_ENGLISH.items() for answer in answers]
)
def test_an_english_answer(position: str, answer: str) -> None:
    (found,) = english(answer).recommendations

    assert found.text == "Establish a national desk for bicycles that went missing."
    assert found.position is not None
    assert found.position.value == position


def test_nothing_is_made_up_where_no_words_show_a_position() -> None:
    (found,) = dutch(
        "Rijwielen zijn een belangrijk vervoermiddel. In 2024 waren er 23 miljoen."
    ).recommendations

    assert found.position is None
    assert "no_position_words" in found.doubts


def test_what_an_adviser_says_is_not_the_governments_position() -> None:
    (found,) = dutch(
        "De commissie neemt kennis van cijfers. Het kabinet neemt deze aanbeveling niet over."
    ).recommendations

    assert found.position is not None
    assert found.position.value == "not_adopted"


@pytest.mark.parametrize(
    "sentence, owner, due",
    [
        (
            "De minister van Financiën stuurt uiterlijk 1 juli 2026 een voorstel.",
            "De minister van Financiën",
            "2026-07-01",
        ),
        ("Het RIVM zal in 2027 een meting doen.", "RIVM", "2027-12-31"),
        ("Het kabinet zal een voorstel doen.", "Het kabinet", None),
        ("Een voorstel zal door de inspectie worden gedaan.", "de inspectie", None),
        ("Ik zal een voorstel doen.", None, None),
    ],
)
def test_a_promise_has_its_owner_and_time(sentence: str, owner: str | None, due: str | None) -> None:
    (found,) = dutch(f"Deze aanbeveling wordt overgenomen. {sentence}").commitments

    assert found.text == sentence
    assert found.owner == owner
    assert (found.due.latest.isoformat() if found.due and found.due.latest else None) == due
    assert found.recommendation == "r1"


@pytest.mark.parametrize(
    "sentence",
    [
        "Het zal duidelijk zijn dat dit veel vraagt.",
        "De vraag zal naar verwachting verder toenemen.",
        "Het kabinet zal dit niet doen.",
        "Vorig jaar stuurde het kabinet een voorstel.",
        "Hieronder zal ik ingaan op het rapport.",
        "Bij rijwielen gaat het om grote aantallen.",
        "Zal het kabinet dit doen?",
    ],
)
def test_what_promises_nothing(sentence: str) -> None:
    assert dutch(f"Deze aanbeveling wordt overgenomen. {sentence}").commitments == ()
