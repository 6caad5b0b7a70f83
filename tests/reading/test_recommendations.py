# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2

"""The forms in which letters state a recommendation, or only report it."""

from __future__ import annotations

import pytest

from praktijk.sources.reading import Reading, read_text

FORMS = [
    (
        "nl",
        "De commissie adviseert het kabinet de wet aan te passen. Het kabinet doet dit.",
        "de wet aan te passen",
    ),
    (
        "nl",
        "Een van de aanbevelingen is het instellen van een meldpunt voor burgers. Dit neemt het kabinet over.",
        "het instellen van een meldpunt",
    ),
    (
        "nl",
        "De IOB beveelt het ministerie aan meer te investeren in kennis. Dit wordt overgenomen.",
        "meer te investeren in kennis",
    ),
    (
        "nl",
        "De Rekenkamer beveelt de minister van Financiën aan de regeling te evalueren. Ik zal dit doen.",
        "de regeling te evalueren",
    ),
    (
        "nl",
        "De onderzoekers geven als aanbeveling mee om de regeling te vereenvoudigen. Dit neem ik over.",
        "de regeling te vereenvoudigen",
    ),
    (
        "nl",
        "In aanbeveling 4 wordt gevraagd om een betere monitoring van resultaten. Dit neem ik over.",
        "een betere monitoring",
    ),
    (
        "nl",
        "Met betrekking tot de vierde aanbeveling, het versterken van de monitoring, merkt het kabinet op dat dit al gebeurt.",
        "het versterken van de monitoring",
    ),
    (
        "nl",
        "De raad adviseert ten eerste de uitvoering te versterken, ten tweede de wet te evalueren. Het kabinet neemt beide aanbevelingen over.",
        "de uitvoering te versterken",
    ),
    (
        "nl",
        "Tevens wordt aanbevolen een onafhankelijke voorzitter te benoemen. Deze aanbeveling neemt het kabinet over.",
        "een onafhankelijke voorzitter te benoemen",
    ),
    (
        "nl",
        "Daarnaast geeft de AIV het kabinet in overweging een gezant te benoemen. Het kabinet doet dit niet.",
        "een gezant te benoemen",
    ),
    (
        "nl",
        "De WRR roept het kabinet op tot meer samenhang in het beleid. Het kabinet onderschrijft dit.",
        "meer samenhang in het beleid",
    ),
    (
        "nl",
        "De Raad van State adviseert het voorstel niet in te dienen. Dit advies volgt het kabinet niet.",
        "het voorstel niet in te dienen",
    ),
    (
        "nl",
        "Aanbeveling 1: de posten zouden meer ruimte moeten krijgen voor eigen keuzes.\n\nHet kabinet is het hiermee eens.",
        "de posten zouden meer ruimte moeten krijgen",
    ),
    (
        "nl",
        "1. De minister moet zorgen voor betere cijfers (aanbeveling 1)\n\nIk neem deze aanbeveling over.",
        "betere cijfers",
    ),
    (
        "nl",
        "Aanbeveling 1\nDe minister zorgt voor betere cijfers over armoede.\n\nReactie\nIk neem deze aanbeveling over.",
        "De minister zorgt voor betere cijfers",
    ),
    (
        "nl",
        "Wij bevelen de minister van VWS aan om:\n- de wachttijden jaarlijks te publiceren;\n- de regels te vereenvoudigen.\n\nBeide aanbevelingen neem ik over.",
        "de wachttijden jaarlijks te publiceren",
    ),
    (
        "nl",
        "De volgende aanbevelingen worden gedaan:\n- Het vergroten van de capaciteit van de inspectie.\n- Het verbeteren van de informatievoorziening.\n\nHet kabinet neemt deze aanbevelingen over.",
        "Het vergroten van de capaciteit",
    ),
    (
        "nl",
        "Het rapport beveelt onder meer aan de subsidies meerjarig te maken. Het kabinet neemt dit over.",
        "de subsidies meerjarig te maken",
    ),
    (
        "nl",
        "De aanbeveling van de Rekenkamer om beleid beter te evalueren neem ik ter harte.",
        "om beleid beter te evalueren",
    ),
    (
        "nl",
        "De inspectie vindt dat scholen meer tijd moeten krijgen. Daar ben ik het mee eens.",
        "scholen meer tijd moeten krijgen",
    ),
    (
        "nl",
        "Gelet op het advies om de termijn te verlengen, heeft het kabinet besloten de termijn te verlengen tot drie jaar.",
        "de termijn te verlengen",
    ),
    (
        "nl",
        "Aanbeveling: versterk de positie van lokale partners\nHet kabinet neemt deze aanbeveling over.",
        "versterk de positie van lokale partners",
    ),
    (
        "nl",
        "Aanbeveling 2 IOB: Versterk de positie van lokale partners.\n\nKabinetsreactie: Deze wordt overgenomen.",
        "Versterk de positie van lokale partners",
    ),
    (
        "nl",
        "De aanbevelingen 1 en 2 (betere monitoring en meer evaluaties) neemt het kabinet over.",
        "betere monitoring",
    ),
    (
        "nl",
        "Het advies luidt de termijn te verlengen naar drie jaar. Dat advies volg ik.",
        "de termijn te verlengen naar drie jaar",
    ),
    (
        "nl",
        "De AIV stelt voor een nationaal plan op te stellen. Het kabinet ziet daar geen meerwaarde in.",
        "een nationaal plan op te stellen",
    ),
    (
        "nl",
        "Voorts wordt bepleit dat het toezicht onafhankelijk wordt ingericht. Het kabinet onderzoekt dit.",
        "het toezicht onafhankelijk wordt ingericht",
    ),
    (
        "en",
        "Recommendation 1. UNHCR should develop a strategy for returns.\n\nManagement response: Agreed.",
        "should develop a strategy for returns",
    ),
    (
        "en",
        "The third recommendation concerns the appointment of a coordinator. The government will appoint one.",
        "the appointment of a coordinator",
    ),
    (
        "en",
        "The AIV advises the government to increase its contribution to the fund. The government adopts this recommendation.",
        "increase its contribution",
    ),
    (
        "en",
        "The Committee called for a moratorium on new licences. The Government does not agree.",
        "a moratorium on new licences",
    ),
    (
        "en",
        "We recommend the Government publishes a strategy. We agree with this recommendation.",
        "publishes a strategy",
    ),
    (
        "en",
        "Recommendation 2 (ICAI): FCDO should protect spending on girls' education.\n\nAccept.",
        "FCDO should protect spending",
    ),
    (
        "en",
        "R1. Strengthen coordination with partners.\n\nResponse: Accepted.",
        "Strengthen coordination with partners",
    ),
    (
        "en",
        "Recommendation A: Strengthen coordination with partners.\n\nManagement Response: Accepted.",
        "Strengthen coordination with partners",
    ),
    (
        "en",
        "In line with the recommendation of the evaluators, the ministry will set up a help desk.",
        "set up a help desk",
    ),
    (
        "en",
        "The report also recommends simplifying the application procedure. The Minister will do so.",
        "simplifying the application procedure",
    ),
]

NONE = [
    "Het kabinet doet de Tweede Kamer een voorstel toekomen over de termijn.",
    "De Gezondheidsraad adviseerde destijds om de financiering anders in te richten.",
    "De Europese Rekenkamer deed een vergelijkbare oproep aan de Europese Commissie.",
    "Over de motie van het lid Jansen, die vraagt om een onderzoek, is uw Kamer geïnformeerd.",
    "Het kabinet neemt naar aanleiding van het rapport de volgende maatregelen:\n- meer toezicht op scholen;\n- betere cijfers.",
    "Het kabinet roept gemeenten op om mee te doen.",
]


def read(language: str, body: str) -> Reading:
    if language == "nl":
        head = "Kabinetsreactie op het rapport\n\nInleiding\n\nHet kabinet reageert op het rapport.\n\nInhoud\n\n"
    else:
        head = "Government response to the report\n\nIntroduction\n\nThis is the Government's response.\n\nSubstance\n\n"
    return read_text(f"{head}{body}\n", language=language)


@pytest.mark.parametrize("language, body, words", FORMS)
def test_a_form_is_found(language: str, body: str, words: str) -> None:
    found = [one.text for one in read(language, body).recommendations]

    assert any(words in text for text in found)
    assert len(found) <= 2


@pytest.mark.parametrize("body", NONE)
def test_what_recommends_nothing(body: str) -> None:
    assert read("nl", body).recommendations == ()


def test_points_in_a_list_are_recommendations_each() -> None:
    body = "Wij bevelen de minister aan om:\n- de wachttijden te publiceren;\n- de regels te vereenvoudigen.\n\nBeide aanbevelingen neem ik over."
    found = read("nl", body).recommendations

    assert [one.text for one in found] == ["de wachttijden te publiceren;", "de regels te vereenvoudigen."]
    assert [one.position.value if one.position else None for one in found] == ["adopted", "adopted"]


def test_a_recommendation_said_twice_counts_beside_its_answer() -> None:
    body = (
        "De aanbevelingen zijn:\n1. Versterk het toezicht op kleine scholen.\n2. Publiceer de cijfers ieder jaar.\n\n"
        "Ad 1\nDit neem ik over.\n\nAd 2\nDit neem ik niet over.\n"
    )
    found = read("nl", body).recommendations

    assert [one.number for one in found] == ["1", "2"]
    assert [one.position.value if one.position else None for one in found] == ["adopted", "not_adopted"]
