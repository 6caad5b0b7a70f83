# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of more than a sentence, in which other words stand around those that tell the position."""

from __future__ import annotations

import pytest

from tests.reading.test_positions import dutch, english

DUTCH = [
    (
        "adopted",
        "Ik deel de constatering dat aangiften nu versnipperd raken. Daarom neem ik deze "
        "aanbeveling over. De politie richt in 2027 een meldpunt in. Kleine korpsen hoeven daar "
        "niet aan mee te doen.",
    ),
    (
        "adopted",
        "Het kabinet neemt de aanbeveling over. Uit eerder onderzoek bleek dat niet alle fietsen "
        "geregistreerd zijn. Met de RDW wordt bezien hoe het register kan worden verbeterd.",
    ),
    (
        "adopted",
        "De commissie signaleert terecht dat dit beter kan. Het meldpunt zal voor de zomer van "
        "2027 opengaan, en gemeenten worden daarover geïnformeerd.",
    ),
    (
        "not_adopted",
        "De gedachte achter deze aanbeveling is sympathiek. Toch kies ik hier niet voor, omdat de "
        "politie al een landelijk nummer heeft.",
    ),
    (
        "not_adopted",
        "Ik begrijp de wens van de commissie. Een landelijk meldpunt zou echter een derde loket "
        "toevoegen aan twee bestaande. De aanbeveling wordt daarom niet opgevolgd.",
    ),
    (
        "not_adopted",
        "Ik heb deze mogelijkheid onderzocht met de politie en de RDW. De conclusie is dat de "
        "kosten hoog zijn en de opbrengst gering. Het kabinet ziet er daarom van af.",
    ),
    (
        "already_practice",
        "Fietseigenaren kunnen sinds 2018 terecht bij het digitale loket van de RDW. Daarmee is "
        "in de praktijk aan deze aanbeveling voldaan. Ik zal de bekendheid van het loket "
        "vergroten.",
    ),
    (
        "already_practice",
        "Het kabinet hecht aan goede registratie. Om die reden bestaat al sinds 2012 een "
        "landelijk register, dat jaarlijks wordt vernieuwd.",
    ),
    (
        "partly_adopted",
        "De minister onderschrijft het belang van een meldpunt. Voor stedelijke gebieden neemt "
        "hij de aanbeveling over. In landelijke gebieden acht hij een meldpunt niet nodig.",
    ),
    (
        "partly_adopted",
        "Een digitaal meldpunt komt er in 2027. Een fysieke balie, zoals de commissie ook "
        "bepleit, acht ik te kostbaar.",
    ),
    (
        "under_examination",
        "Het kabinet staat hier positief tegenover. Voordat een besluit wordt genomen, wordt in "
        "2026 een proef gehouden in Utrecht en Zwolle. Op basis daarvan valt in 2027 een "
        "beslissing.",
    ),
    (
        "under_examination",
        "De aanbeveling raakt aan bevoegdheden van gemeenten. Daarom treed ik met de VNG in "
        "overleg. In het najaar informeer ik uw Kamer over de uitkomst.",
    ),
    (
        "interpreted",
        "Een meldpunt kan vele vormen hebben. Het kabinet leest de aanbeveling als een oproep om "
        "aangifte te vergemakkelijken en werkt daarom aan een betere app.",
    ),
    (
        "paused",
        "In 2023 is begonnen met de bouw van een meldpunt. Door de bezuiniging op de politie ligt "
        "dit werk stil. Wanneer het wordt hervat, is nog niet te zeggen.",
    ),
    (
        "noted",
        "De commissie richt deze aanbeveling aan de verzekeraars. Het kabinet heeft daarvan "
        "kennisgenomen en laat de afweging aan hen.",
    ),
    (
        "adopted",
        "Met de commissie vind ik dat slachtoffers nu te veel worden doorverwezen. Ik heb de "
        "politie daarom gevraagd een meldpunt in te richten. Dat opent medio 2027.",
    ),
    (
        "adopted",
        "Het kabinet is de commissie erkentelijk voor deze aanbeveling en zal haar uitvoeren, ook "
        "al zal dat niet op korte termijn overal lukken.",
    ),
    (
        "not_adopted",
        "Het kabinet waardeert de suggestie, maar is van mening dat de verantwoordelijkheid voor "
        "de fiets bij de eigenaar ligt. Een rol voor het Rijk ziet het kabinet niet.",
    ),
    (
        "adopted",
        "Gedeputeerde Staten nemen deze aanbeveling over en verwerken haar in het uitvoeringsprogramma.",
    ),
    ("adopted", "Graag geef ik aan dat verzoek gehoor; de voorbereidingen zijn gestart."),
    (
        "adopted",
        "Het ministerie heeft het advies opgevolgd door een werkgroep in te stellen die dit uitwerkt.",
    ),
    ("adopted", "De minister zegt toe dat dit zal gebeuren."),
    ("adopted", "Daar ben ik het van harte mee eens."),
    (
        "adopted",
        "Wij zullen de aanbeveling betrekken in het nieuwe beleidskader en haar zo uitvoeren.",
    ),
    ("adopted", "Met ingang van het nieuwe schooljaar wordt dit verplicht."),
    ("adopted", "Het kabinet onderstreept het belang hiervan en zal een meldpunt inrichten."),
    ("adopted", "Deze aanbeveling wordt ter hand genomen."),
    ("adopted", "Hier wil ik werk van maken."),
    ("adopted", "Ik span mij in om dit voor het einde van het jaar te regelen."),
    ("partly_adopted", "De aanbeveling neem ik over, behalve waar het om bromfietsen gaat."),
    (
        "partly_adopted",
        "De minister onderschrijft de aanbeveling, maar acht een landelijke dekking niet haalbaar.",
    ),
    ("partly_adopted", "Het kabinet gaat hier slechts tot op zekere hoogte in mee."),
    ("partly_adopted", "Deze aanbeveling kan niet in haar geheel worden overgenomen."),
    ("not_adopted", "Het kabinet ziet vooralsnog geen noodzaak voor aanvullende maatregelen."),
    ("not_adopted", "De regering vindt dat dit niet thuishoort bij het Rijk."),
    ("not_adopted", "Hiertoe ben ik niet bereid."),
    ("not_adopted", "Het is naar de mening van het kabinet niet zinvol een meldpunt op te zetten."),
    ("not_adopted", "Deze aanbeveling volgt de minister niet op."),
    ("not_adopted", "Ik heb daarom besloten dit niet te doen."),
    ("not_adopted", "De minister verwacht hier weinig van."),
    ("not_adopted", "De nadelen zijn groter dan de voordelen."),
    ("not_adopted", "Hiermee zou de overheid op de stoel van de verzekeraar gaan zitten."),
    ("not_adopted", "Het kabinet blijft bij zijn eerdere standpunt dat gemeenten dit zelf kunnen."),
    ("not_adopted", "Voor een dergelijke verplichting ontbreekt een wettelijke grondslag."),
    ("already_practice", "De RDW beheert sinds 2015 een dergelijk register."),
    ("already_practice", "Dit is reeds onderdeel van de opleiding."),
    ("already_practice", "Op dit punt is het beleid vorig jaar al aangepast."),
    ("already_practice", "Met de nieuwe wet is aan deze aanbeveling tegemoetgekomen."),
    ("already_practice", "Het ministerie publiceert deze cijfers al elk kwartaal."),
    ("already_practice", "Deze werkwijze wordt momenteel al gevolgd."),
    ("already_practice", "Dat hebben wij inmiddels gedaan."),
    ("interpreted", "Ik versta deze aanbeveling als een oproep om de samenwerking te versterken."),
    (
        "interpreted",
        "Het kabinet leest de aanbeveling in samenhang met de vorige en verstaat haar als een "
        "pleidooi voor preventie.",
    ),
    ("interpreted", "De minister vat het advies ruimer op dan de raad."),
    ("interpreted", "Waar de commissie spreekt van een meldpunt, lees ik: een website."),
    ("under_examination", "Het kabinet neemt deze aanbeveling mee in de lopende verkenning."),
    (
        "under_examination",
        "De minister gaat hierover in gesprek met de sector en komt er in het najaar op terug.",
    ),
    ("under_examination", "Dit wordt nader onderzocht."),
    ("under_examination", "Ik zal bezien of de wet op dit punt aanpassing behoeft."),
    ("under_examination", "Besluitvorming hierover is aan een nieuw kabinet."),
    ("under_examination", "De haalbaarheid hiervan is nog onderwerp van studie."),
    ("under_examination", "Het is nog te vroeg om hierover een oordeel te geven."),
    ("under_examination", "Ik weet nog niet of dat kan."),
    ("noted", "De minister heeft kennisgenomen van deze aanbeveling."),
    ("noted", "Ik breng deze aanbeveling over aan de gemeenten."),
    ("noted", "Het kabinet neemt de suggestie ter kennisgeving aan."),
    ("paused", "De uitvoering hiervan is in verband met de bezuinigingen opgeschort."),
    ("paused", "Het wetsvoorstel is door de Kamer controversieel verklaard en blijft liggen."),
    ("paused", "Ik heb deze maatregel voorlopig in de wacht gezet."),
    ("paused", "Dit is on hold gezet tot de nieuwe begroting."),
]

ENGLISH = [
    (
        "adopted",
        "The Government accepts this recommendation. Not all forces hold the data at present. The "
        "Home Office will set up a desk by March 2027 and will review its work after two years.",
    ),
    (
        "adopted",
        "We agree. Since 2019 several pilots have been run, none of which was evaluated. A "
        "national desk will open in 2027.",
    ),
    (
        "not_adopted",
        "The Government recognises the concern behind this recommendation. However, police forces "
        "are operationally independent and the Government does not believe that a national desk "
        "is necessary.",
    ),
    (
        "not_adopted",
        "We have considered this carefully. The current system was reviewed in 2024 and found to "
        "work well. We will not be taking this forward.",
    ),
    (
        "already_practice",
        "The Department recognises the value of a single point of contact. Such a desk has been "
        "operating since 2021 and handled 40,000 cases last year. We will continue to promote it.",
    ),
    (
        "partly_adopted",
        "The Government accepts that victims need a point of contact. It will open an online desk "
        "in 2027, but does not accept that a telephone line is needed.",
    ),
    (
        "under_examination",
        "The Department is sympathetic to this recommendation. It will pilot a desk in two "
        "regions before deciding whether to roll it out nationally.",
    ),
    (
        "under_examination",
        "The Government understands why the Committee makes this recommendation. We are "
        "discussing it with chief constables and will write to the Committee in the autumn.",
    ),
    (
        "noted",
        "The Commission takes note of this recommendation, which is addressed to the Member "
        "States. It stands ready to support them.",
    ),
    (
        "paused",
        "Work on a national desk began in 2023. It has been put on hold following the change in "
        "funding, and no date for its resumption has been set.",
    ),
    (
        "interpreted",
        "The Department reads this recommendation as concerning stolen bicycles. On that basis, "
        "it will extend the existing register.",
    ),
    (
        "adopted",
        "Management agrees with the recommendation and recognizes that earlier efforts were not "
        "sustained. Country offices will appoint focal points by the end of 2026.",
    ),
    ("adopted", "HM Government supports this recommendation."),
    ("adopted", "FAO accepts the recommendation and will revise its policy by June 2027."),
    ("adopted", "Management welcomes the recommendation and will implement it."),
    ("adopted", "The Ministry will act on this recommendation."),
    ("adopted", "The Government is committed to doing so."),
    ("adopted", "We fully endorse the Committee's conclusion and will set up a desk."),
    ("adopted", "The Department welcomes this and has begun work."),
    ("partly_adopted", "The Government agrees in part with this recommendation."),
    ("partly_adopted", "Management partially concurs."),
    ("partly_adopted", "We agree with the objective but consider a statutory duty disproportionate."),
    ("partly_adopted", "The Government accepts this recommendation, with the exception of the deadline."),
    ("not_adopted", "The Government does not intend to establish a desk."),
    ("not_adopted", "The Secretariat is not in a position to accept the recommendation."),
    ("not_adopted", "We do not consider that a national desk is required."),
    ("not_adopted", "The Government respectfully disagrees."),
    ("not_adopted", "At this time the Department does not propose to take this forward."),
    ("not_adopted", "Management regrets that it cannot accept the recommendation."),
    ("not_adopted", "The Government is of the view that existing measures are sufficient."),
    ("not_adopted", "Primary legislation is not the right vehicle."),
    ("already_practice", "This is already being done."),
    ("already_practice", "UNDP has had such a mechanism in place since 2021."),
    ("already_practice", "The recommendation reflects existing practice."),
    ("already_practice", "We already publish these figures."),
    ("already_practice", "The Department has now implemented this recommendation."),
    ("interpreted", "The Government interprets the recommendation as applying to England only."),
    ("interpreted", "Management understands the recommendation as a request for better guidance."),
    (
        "under_examination",
        "The Government will consider this recommendation as part of the spending review.",
    ),
    ("under_examination", "This recommendation is under review."),
    ("under_examination", "Management will explore options."),
    ("under_examination", "We are consulting on this and will respond in due course."),
    ("under_examination", "We will keep this under review."),
    ("noted", "The Government notes the Committee's recommendation."),
    ("noted", "Noted. This is a matter for Parliament."),
    ("noted", "The recommendation is noted."),
    ("noted", "This recommendation is for the devolved administrations."),
    ("paused", "Implementation has been paused pending the review."),
    ("paused", "This is currently on hold."),
    ("paused", "The pilot was suspended in 2025 and has not resumed."),
]


@pytest.mark.parametrize("position, answer", DUTCH)
def test_a_dutch_answer_among_other_words(position: str, answer: str) -> None:
    (found,) = dutch(answer).recommendations

    assert found.position is not None
    assert found.position.value == position


@pytest.mark.parametrize("position, answer", ENGLISH)
def test_an_english_answer_among_other_words(position: str, answer: str) -> None:
    (found,) = english(answer).recommendations

    assert found.position is not None
    assert found.position.value == position
