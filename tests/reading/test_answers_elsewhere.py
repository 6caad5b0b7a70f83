# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers that stand apart from their recommendations: in another chapter, together, or as a heading."""

from __future__ import annotations

import pytest

from praktijk.sources.reading import read_text

COURT = """Rapport Onderhoud van rijksmonumenten

2 Conclusies en aanbevelingen

Wij bevelen de minister van OCW aan:

1. Stel een meerjarig onderhoudsplan op voor alle rijksmonumenten.
2. Publiceer jaarlijks de onderhoudsachterstand.
3. Richt een revolverend fonds in voor eigenaren.
4. Verplicht eigenaren tot een inspectie om de zes jaar.
5. Verbeter de gegevensuitwisseling met provincies.

3 Reactie van de minister

De minister dankt de Rekenkamer voor het gedegen onderzoek. De aanbevelingen 1 en 5 neemt hij over. \
Het plan zal eind 2026 gereed zijn. Aan aanbeveling 2 wordt volgens de minister al voldaan via de \
monitor. Een revolverend fonds acht hij op dit moment niet nodig. De vierde aanbeveling wil hij eerst \
met eigenaren bespreken voordat hij een besluit neemt.

4 Nawoord

Wij betreuren dat de minister aanbeveling 3 niet overneemt. De minister neemt aanbeveling 2 over.
"""

OMBUDSMAN = """Geachte voorzitter,

Hierbij reageer ik op het rapport van de Nationale ombudsman. Hij doet vier aanbevelingen:

- Behandel klachten binnen zes weken.
- Wijs een vaste contactpersoon aan.
- Vergoed de kosten van een tolk.
- Rapporteer jaarlijks over klachten.

{answer}

Hoogachtend,
"""

UNDER_HEADINGS = """Government response to the Transport Committee

Recommendations accepted

1. The Department should publish a timetable for electrification.
2. The Department should consult passengers each year.

Recommendations not accepted

3. The Department should abolish peak fares.

Recommendations under consideration

4. The Department should merge the two regulators.
"""

COMMISSION = """Reply of the Commission to the special report

Recommendations

Recommendation 1 - Improve the data on border controls
Recommendation 2 - Simplify the rules for small projects
Recommendation 3 - Publish the results of audits

Replies of the Commission

Recommendation 1: The Commission accepts the recommendation. It will issue guidance by the end of 2026.
Recommendation 2: The Commission does not accept the recommendation. The rules are laid down by law.
Recommendation 3: The Commission partially accepts the recommendation. Some results are confidential.
"""


def positions(text: str, language: str) -> list[str | None]:
    found = read_text(text, language=language).recommendations
    return [one.position.value if one.position else None for one in found]


def test_a_reply_in_another_chapter_and_not_the_afterword() -> None:
    assert positions(COURT, "nl") == [
        "adopted",
        "already_practice",
        "not_adopted",
        "under_examination",
        "adopted",
    ]


@pytest.mark.parametrize(
    "answer, expected",
    [
        (
            "De eerste, tweede en vierde aanbeveling neem ik over. Het vergoeden van een tolk gaat mij te ver.",
            ["adopted", "adopted", "not_adopted", "adopted"],
        ),
        (
            "Met uitzondering van aanbeveling 3 neem ik de aanbevelingen over.",
            ["adopted", "adopted", "not_adopted", "adopted"],
        ),
        ("Deze vier aanbevelingen neem ik over.", ["adopted"] * 4),
        (
            "Aanbevelingen 1 en 2 neem ik over, aanbeveling 3 niet en aanbeveling 4 deels.",
            ["adopted", "adopted", "not_adopted", "partly_adopted"],
        ),
        (
            "Aanbeveling 1 t/m 3 onderschrijf ik. Op de laatste aanbeveling kom ik in het najaar terug.",
            ["adopted", "adopted", "adopted", "under_examination"],
        ),
    ],
)
def test_several_are_answered_together(answer: str, expected: list[str]) -> None:
    assert positions(OMBUDSMAN.format(answer=answer), "nl") == expected


def test_headings_above_groups_tell_the_position() -> None:
    assert positions(UNDER_HEADINGS, "en") == ["adopted", "adopted", "not_adopted", "under_examination"]


def test_replies_that_repeat_only_the_number() -> None:
    assert positions(COMMISSION, "en") == ["adopted", "not_adopted", "partly_adopted"]


def test_an_answer_before_its_recommendation() -> None:
    letter = (
        "Reactie op het advies Bomen in de stad\n\n"
        "Het kabinet gaat niet mee in het advies om elke gemeente een kapverbod op te leggen. "
        "In overweging wordt genomen de aanbeveling om de waarde van bomen in de wet op te nemen. "
        "Niet overgenomen wordt de aanbeveling om een boomfonds in te stellen.\n"
    )

    assert positions(letter, "nl") == ["not_adopted", "under_examination", "not_adopted"]


@pytest.mark.parametrize(
    "answer, expected",
    [
        ("Het project is een jaar verschoven.", "paused"),
        ("De politie heeft zo'n loket al.", "already_practice"),
        ("Dat zou het werk alleen maar bemoeilijken.", "not_adopted"),
        ("Ik laat de kosten hiervan eerst in beeld brengen.", "under_examination"),
        ("Hiervoor maak ik in 2027 twee miljoen euro vrij.", "adopted"),
    ],
)
def test_what_is_only_implied_is_proposed_with_a_doubt(answer: str, expected: str) -> None:
    (found,) = read_text(
        "Kabinetsreactie op het rapport\n\nHet kabinet reageert op het rapport van de commissie.\n\n"
        f"Aanbeveling 1: Richt een landelijk meldpunt voor vermiste rijwielen in.\n\n{answer}\n"
    ).recommendations

    assert found.position is not None
    assert found.position.value == expected
    assert found.confidence < 0.75
    assert found.doubts
