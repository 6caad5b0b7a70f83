# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year of a register, lived through the actions that people use: 2025, with twenty promises of two letters.

Everything happens at noon. At eight the reminders go: on every morning around a day that matters (of a term,
thirty days before it, after something happened, thirty days after that), and once a month besides. What was
true on three days, and whom what reminder should have reached, is written down by hand in `test_a_year`, not
asked of the register.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import mail
from django.core.exceptions import ValidationError

from praktijk.access.models import Person, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.actions import add_commitment, add_note, change_state, move_due
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.chain.splitting import Part, split_commitment
from praktijk.recommendations.intake import actions as reading_actions
from praktijk.recommendations.intake.actions import Chosen
from praktijk.recommendations.intake.entering import enter
from praktijk.recommendations.intake.models import LetterReading
from praktijk.recommendations.intake.taking_in import take_in
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.sending import send_digests
from praktijk.reference.models import Theme
from praktijk.sources.models import Document
from praktijk.sources.reading.model import Commitment as Found
from praktijk.sources.reading.model import Due, Reading, Source, Span
from tests.factories import DocumentFactory, PersonFactory, ThemeFactory, UnitFactory

ZONE = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2025, 1, 15), date(2026, 1, 14)

#: The terms of the twenty promises, as the two letters name them.
LETTER_A = {
    "A1": date(2025, 4, 30), "A2": date(2025, 5, 1), "A3": date(2025, 6, 30), "A4": date(2025, 6, 30),
    "A5": date(2025, 7, 31), "A6": date(2025, 8, 31), "A7": date(2025, 9, 30), "A8": date(2025, 10, 31),
    "A9": date(2025, 12, 31), "A10": date(2025, 9, 15), "A11": date(2025, 12, 15), "A12": None,
}  # fmt: skip
LETTER_B = {
    "B1": date(2025, 6, 15), "B2": date(2025, 8, 1), "B3": date(2025, 9, 1), "B4": date(2025, 12, 1),
    "B5": date(2026, 1, 31), "B6": date(2025, 7, 15), "B7": date(2025, 11, 15), "B8": date(2025, 10, 10),
}  # fmt: skip

#: The third letter answers three promises of the first: what it says, and the term that it names.
SAYS = {
    "replaces": ("De minister zal een breder plan C1 maken.", date(2026, 6, 30)),
    "moves": ("De minister zal plan A10 later sturen.", date(2026, 3, 31)),
    "settles": ("De minister zal plan A11 bij deze brief voegen.", None),
}
#: Terms that come up later: moved, split off, and of the third letter.
OTHERS = [date(2025, 11, 30), date(2026, 2, 28), date(2026, 3, 31), date(2026, 6, 30)]
ANSWERED = {"replaces": "A9", "moves": "A10", "settles": "A11"}


@dataclass
class Year:
    """The people, the promises by name, and the mails that went, by day and address."""

    anna: Person
    bram: Person
    carla: Person
    daan: Person
    eva: Person
    fred: Person
    unit_a: Unit
    unit_b: Unit
    theme: Theme
    promises: dict[str, Commitment] = field(default_factory=dict)
    mails: dict[tuple[date, str], str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    reading: LetterReading | None = None
    today: date = FIRST
    happened: set[date] = field(default_factory=set)

    def on(self, month: int, day: int, year: int = 2025) -> datetime:
        """Noon of a day, after the reminders of the mornings until then have gone."""
        until = date(year, month, day)
        while self.today < until:
            self.today += timedelta(days=1)
            if self.today.day == 1 or self.today in self._mornings():
                self._morning()
        self.happened.add(until)
        return datetime.combine(until, time(12), tzinfo=ZONE)

    def _mornings(self) -> set[date]:
        """The mornings of the days that matter, and the one before or after that."""
        terms = [due for due in [*LETTER_A.values(), *LETTER_B.values(), *OTHERS] if due]
        days = {due - timedelta(days=before) for due in terms for before in (31, 30, 0, -1)}
        return days | {day + timedelta(days=after) for day in self.happened for after in (1, 2, 30)}

    def _morning(self) -> None:
        mail.outbox.clear()
        send_digests(now=datetime.combine(self.today, time(8), tzinfo=ZONE))
        for message in mail.outbox:
            key = (self.today, message.to[0])
            assert key not in self.mails, key
            self.mails[key] = message.body

    def promise(self, letter: Document, name: str, due: date | None, now: datetime, **who: Any) -> None:
        self.promises[name] = add_commitment(
            by=self.daan,
            document=letter,
            title_nl=f"Toezegging {name}",
            title_en=f"Promise {name}",
            theme=self.theme,
            due_latest=due,
            level=Level.PUBLIC,
            now=now,
            **who,
        )

    def becomes(self, name: str, state: str, by: Person, now: datetime, reason: str = "") -> None:
        self.promises[name] = change_state(
            by=by, commitment=self.promises[name], state=state, reason=reason, now=now
        )

    def proven(self, name: str, by: Person, now: datetime, words: str = "Het stuk is gepubliceerd.") -> None:
        add_note(
            by=by,
            commitment=self.promises[name],
            on=now.date(),
            text_nl=words,
            evidence_title=f"Stuk {name}",
            evidence_address=f"https://example.org/{name}",
            publish=True,
            now=now,
        )

    def delivered(self, name: str, by: Person, now: datetime) -> None:
        self.proven(name, by, now)
        self.becomes(name, "delivered", by, now)

    def try_in_vain(self, what: str, name: str, state: str, by: Person, now: datetime) -> None:
        """Somebody wants what may not be; the register says why, and stays as it was."""
        try:
            self.becomes(name, state, by, now)
        except ValidationError as refusal:
            self.refused[what] = str(refusal.code)


def a_year() -> Year:
    """Live the year."""
    unit_a, unit_b = UnitFactory(code="AAA"), UnitFactory(code="BBB")
    about: dict[str, Any] = {"language": "en"}
    year = Year(
        anna=PersonFactory(name="Anna", role=Role.COORDINATOR, units=[unit_a], **about),
        bram=PersonFactory(name="Bram", role=Role.POLICY_OFFICER, units=[unit_a], **about),
        carla=PersonFactory(name="Carla", role=Role.COORDINATOR, **about),
        daan=PersonFactory(name="Daan", role=Role.COORDINATOR, **about),
        eva=PersonFactory(name="Eva", role=Role.POLICY_OFFICER, units=[unit_b], **about),
        fred=PersonFactory(name="Fred", role=Role.POLICY_OFFICER, units=[unit_b], **about),
        unit_a=unit_a,
        unit_b=unit_b,
        theme=ThemeFactory(),
    )
    _winter(year)
    _spring(year)
    _summer(year)
    _autumn(year)
    year.on(1, 14, 2026)
    return year


def _winter(year: Year) -> None:
    """Two letters promise twenty things; a first promise is given up."""
    now = year.on(1, 15)
    letter = DocumentFactory(
        title_nl="Brief A", published_on=now.date(), level=Level.PUBLIC, identifier="kst-99999-901"
    )
    who = {"unit": year.unit_a, "owner": year.anna, "deputy": year.bram, "verifier": year.carla}
    for name, due in LETTER_A.items():
        year.promise(letter, name, due, now, **who)
    year.becomes("A1", "in_progress", year.anna, year.on(2, 1))
    year.becomes("A6", "lapsed", year.anna, year.on(3, 1), reason="Het verdrag gaat niet door.")
    now = year.on(3, 2)
    letter = DocumentFactory(
        title_nl="Brief B", published_on=now.date(), level=Level.PUBLIC, identifier="kst-99999-902"
    )
    for name, due in LETTER_B.items():
        year.promise(letter, name, due, now, unit=year.unit_b, owner=year.fred, verifier=year.daan)


def _spring(year: Year) -> None:
    """What was given up is opened again; a delivery is returned; a deadline moves; a promise is two."""
    now = year.on(4, 1)
    year.becomes("A6", "open", year.daan, now, reason="Het verdrag gaat toch door.")
    year.becomes("B4", "in_progress", year.fred, now)
    year.try_in_vain("nothing shows it", "A1", "delivered", year.anna, year.on(4, 20))
    now = year.on(4, 25)
    year.delivered("A1", year.anna, now)
    year.try_in_vain("one's own", "A1", "settled", year.anna, now)
    year.becomes("A1", "settled", year.carla, year.on(5, 2))
    move_due(
        by=year.anna,
        commitment=year.promises["A3"],
        due_earliest=date(2025, 10, 1),
        due_latest=date(2025, 11, 30),
        due_words_nl="najaar 2025",
        reason="De Kamer vroeg om een tweede onderzoek.",
        now=year.on(5, 15),
    )
    year.delivered("B6", year.fred, year.on(5, 28))
    now = year.on(6, 1)
    year.becomes("B6", "settled", year.daan, now)
    year.delivered("B1", year.fred, now)
    first, second = split_commitment(
        by=year.anna,
        commitment=year.promises["A8"],
        parts=[
            Part(
                title_nl="Toezegging A8, het plan",
                title_en="Promise A8, the plan",
                unit=year.unit_a,
                owner=year.anna,
                due_latest=LETTER_A["A8"],
            ),
            Part(
                title_nl="Toezegging A8b, het fonds",
                title_en="Promise A8b, the fund",
                unit=year.unit_a,
                owner=year.anna,
                due_latest=date(2026, 2, 28),
            ),
        ],
        reason="Het fonds vraagt een eigen besluit.",
        now=now,
    )
    year.promises |= {"A8": first, "A8b": second}
    year.becomes("B1", "settled", year.daan, year.on(6, 5))
    year.delivered("A4", year.bram, year.on(6, 10))
    now = year.on(6, 20)
    year.becomes("A4", "in_progress", year.carla, now, reason="Het stuk gaat over een ander land.")
    year.becomes("A5", "lapsed", year.anna, now, reason="De commissie is opgeheven.")


def _summer(year: Year) -> None:
    """Fred is posted elsewhere and hands all of his over to Eva; part of a promise is settled."""
    hand_over(
        by=year.fred,
        leaving=year.fred,
        successors={Seat.OWNER: year.eva},
        note="Ik ga naar de post in Nairobi.",
        closed=True,
        now=year.on(7, 1),
    )
    year.delivered("A4", year.anna, year.on(7, 5))
    year.becomes("A4", "settled", year.carla, year.on(7, 10))
    year.delivered("B2", year.eva, year.on(7, 30))
    year.delivered("A7", year.anna, year.on(8, 1))
    year.becomes("A7", "partly_settled", year.carla, year.on(8, 15), reason="De bijlage ontbreekt nog.")


def _autumn(year: Year) -> None:
    """A third letter settles, moves and replaces promises of the first; the last ones come in, or not."""
    year.reading = the_third_letter(year)
    now = year.on(9, 2)
    for proposal in year.reading.proposals.all():
        kind = next(kind for kind, (words, _) in SAYS.items() if proposal.title_nl == words)
        proposal.refresh_from_db()
        reading_actions.answer(
            by=year.daan,
            reading=year.reading,
            chosen=Chosen(proposal.pk, proposal.version),
            answers=year.promises[ANSWERED[kind]],
            answer_kind=kind,
            also_accept=True,
        )
    listed = [Chosen(one.pk, one.version) for one in year.reading.proposals.all()]
    enter(by=year.daan, reading=year.reading, listed=listed, now=now)
    year.promises["C1"] = Commitment.objects.get(document=year.reading.document)
    for name in ("A9", "A10", "A11"):
        year.promises[name].refresh_from_db()
    year.try_in_vain("one's own, by a letter", "A11", "settled", year.daan, now)
    year.becomes("A11", "settled", year.carla, year.on(9, 10))
    year.delivered("B3", year.eva, year.on(9, 20))
    year.becomes("B3", "settled", year.daan, year.on(9, 30))
    now = year.on(10, 1)
    year.promises["B6"].refresh_from_db()
    year.becomes("B6", "in_progress", year.daan, now, reason="Het besluit is vernietigd.")
    year.promises["B8"].refresh_from_db()
    year.becomes("B8", "lapsed", year.eva, now, reason="De conferentie gaat niet door.")
    year.delivered("A7", year.bram, year.on(10, 20))
    year.becomes("A7", "settled", year.carla, year.on(10, 25))
    year.delivered("B7", year.eva, year.on(11, 10))
    year.delivered("A3", year.anna, year.on(11, 20))
    year.becomes("A3", "settled", year.carla, year.on(12, 1))


def the_third_letter(year: Year) -> LetterReading:
    """The third letter, read and waiting to be reviewed."""
    text = "\n\n".join(words for words, _ in SAYS.values())
    found = []
    for kind, (words, due) in SAYS.items():
        start = text.index(words)
        span = Span(start, start + len(words))
        found.append(Found(kind, words, span, Due("dan", span, None, due) if due else None, None, None, 0.9))
    source = Source("c.txt", f"{901:064x}", "Brief C", "nl", date(2025, 9, 1))
    read = Reading(
        source=source,
        text=text,
        sections=(),
        recommendations=(),
        commitments=tuple(replace(one) for one in found),
        references=(),
    )
    return take_in(by=year.daan, read=read, file_name="c.txt", identifier="kst-99999-903", level=Level.PUBLIC)
