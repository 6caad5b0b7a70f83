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


MORE_ANSWERS = [
    ("adopted", "Het kabinet geeft gehoor aan deze oproep."),
    ("adopted", "Met deze aanbeveling ga ik aan de slag."),
    ("adopted", "Het kabinet herkent zich in deze aanbeveling en zal deze uitvoeren."),
    ("adopted", "Deze aanbeveling krijgt opvolging."),
    ("adopted", "Deze aanbeveling sluit aan bij de inzet van het kabinet."),
    ("adopted", "Het kabinet staat positief tegenover deze aanbeveling."),
    ("adopted", "Ik ben het eens met de onderzoekers."),
    ("adopted", "Dit pak ik op."),
    ("adopted", "Het kabinet zal deze aanbeveling opvolgen."),
    ("adopted", "Het kabinet neemt deze aanbeveling ter harte."),
    ("adopted", "Ik deel deze aanbeveling."),
    ("adopted", "Hieraan zal uitvoering worden gegeven."),
    ("adopted", "Het kabinet steunt deze aanbeveling."),
    ("adopted", "Overgenomen."),
    ("partly_adopted", "Deze aanbeveling nemen wij gedeeltelijk over."),
    ("partly_adopted", "Het kabinet onderschrijft de aanbeveling op hoofdlijnen."),
    ("partly_adopted", "Het kabinet neemt het eerste deel van de aanbeveling over, het tweede deel niet."),
    (
        "partly_adopted",
        "Het kabinet onderschrijft deze aanbeveling, met uitzondering van het punt over de kosten.",
    ),
    (
        "partly_adopted",
        "Ik neem deze aanbeveling over, met dien verstande dat kleine gemeenten worden uitgezonderd.",
    ),
    ("not_adopted", "Het kabinet is geen voorstander van een meldpunt."),
    ("not_adopted", "Dit acht ik niet opportuun."),
    ("not_adopted", "Een meldpunt heeft geen meerwaarde."),
    ("not_adopted", "Het kabinet gaat hier niet in mee."),
    ("not_adopted", "Ik zie hiertoe geen noodzaak."),
    ("not_adopted", "Het kabinet deelt deze aanbeveling niet."),
    ("not_adopted", "Aan deze aanbeveling wordt geen gevolg gegeven."),
    ("not_adopted", "Ik neem deze aanbeveling daarom niet over."),
    ("not_adopted", "Hiervoor is geen draagvlak; het kabinet kiest hier niet voor."),
    ("not_adopted", "Dit is niet uitvoerbaar en daarom zie ik ervan af."),
    ("not_adopted", "De aanbeveling kan niet worden overgenomen."),
    ("already_practice", "Dit is onderdeel van het staande beleid."),
    ("already_practice", "Dit doet het kabinet reeds."),
    ("already_practice", "Deze werkwijze wordt al toegepast."),
    ("already_practice", "Een dergelijk meldpunt bestaat al."),
    ("already_practice", "Deze aanbeveling is inmiddels uitgevoerd."),
    ("already_practice", "Hieraan voldoet het ministerie al."),
    ("already_practice", "Dit sluit aan bij de bestaande praktijk."),
    ("already_practice", "Hiermee is in 2024 reeds begonnen."),
    ("already_practice", "Dit is al geruime tijd de praktijk."),
    ("interpreted", "Het kabinet interpreteert deze aanbeveling als een oproep om beter samen te werken."),
    ("interpreted", "Het kabinet verstaat deze aanbeveling ruimer."),
    ("interpreted", "Ik lees deze aanbeveling zo dat het gaat om grote gemeenten."),
    ("under_examination", "Het kabinet beraadt zich hierop."),
    ("under_examination", "Hier kom ik op terug."),
    ("under_examination", "Dit vergt nader onderzoek."),
    ("under_examination", "De mogelijkheden hiertoe worden verkend."),
    ("under_examination", "Het kabinet zal bezien of dit mogelijk is."),
    ("under_examination", "Dit wordt betrokken bij de evaluatie van de wet."),
    ("under_examination", "Ik ga na of dit kan."),
    ("under_examination", "Ik laat dit over aan een volgend kabinet."),
    ("under_examination", "Hierover is nog geen besluit genomen."),
    ("noted", "Het kabinet neemt kennis van deze aanbeveling."),
    ("noted", "Het kabinet heeft nota genomen van deze aanbeveling."),
    ("noted", "Voor kennisgeving aangenomen."),
    ("paused", "Dit traject is voorlopig stilgelegd."),
    ("paused", "De uitvoering is opgeschort tot na de evaluatie."),
    ("paused", "Ik houd deze aanbeveling aan."),
]

MORE_ANSWERS_IN_ENGLISH = [
    ("adopted", "The Government accepts this recommendation in full."),
    ("adopted", "We accept."),
    ("adopted", "The Government supports this recommendation."),
    ("adopted", "Fully agree."),
    ("adopted", "The recommendation is accepted."),
    ("adopted", "Management fully concurs."),
    ("adopted", "The Department agrees with this recommendation and will act on it."),
    ("adopted", "UNICEF accepts the recommendation."),
    ("adopted", "The government will follow this recommendation."),
    ("partly_adopted", "The Government partially accepts this recommendation."),
    ("partly_adopted", "We accept this recommendation in principle."),
    ("partly_adopted", "Management partially agrees."),
    ("partly_adopted", "Agree in principle, subject to funding."),
    ("not_adopted", "The Government rejects this recommendation."),
    ("not_adopted", "We do not agree."),
    ("not_adopted", "The recommendation is not accepted."),
    ("not_adopted", "The Government does not believe this is necessary."),
    ("not_adopted", "The government sees no reason to do so."),
    ("not_adopted", "The government will not adopt this recommendation."),
    ("not_adopted", "The Government is not persuaded of the need for this."),
    ("already_practice", "This is already standard practice."),
    ("already_practice", "The Government already does this."),
    ("already_practice", "Such a desk already exists."),
    ("already_practice", "This has already been done."),
    ("interpreted", "Management understands this recommendation to refer to field offices only."),
    ("under_examination", "We will look into this further."),
    ("under_examination", "The Government is considering this recommendation."),
    ("under_examination", "Management will explore the feasibility of this."),
    ("noted", "The Government notes the recommendation."),
    ("noted", "Noted."),
    ("paused", "This work has been paused."),
    ("paused", "Implementation has been deferred."),
]


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
    "position, answer",
    [*((p, answer) for p, answers in ANSWERS.items() for answer in answers), *MORE_ANSWERS],
)
def test_a_dutch_answer(position: str, answer: str) -> None:
    (found,) = dutch(answer).recommendations

    assert found.text == "Richt een landelijk meldpunt voor vermiste rijwielen in."
    assert found.position is not None
    assert found.position.value == position


@pytest.mark.parametrize(
    "position, answer",
    [
        *((p, answer) for p, answers in ANSWERS_IN_ENGLISH.items() for answer in answers),
        *MORE_ANSWERS_IN_ENGLISH,
    ],
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
