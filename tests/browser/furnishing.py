# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Adds to the demonstration what tests in the browser need: ``python -m tests.browser.furnishing``.

People who are signed in already, one for each language; records of their own for tests that write; and what
is hard to show: a word without an end, a restricted record, a register in which one sees nothing. Prints
JSON: `sessions` by person, `records` by name, and the page for a `failure`.
"""

import os
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any

from praktijk.serving import database

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "praktijk.config.settings"
    database.at_hand()
    import django

    django.setup()

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.serializers.json import json
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from praktijk.access import actions as access
from praktijk.access.acting import System
from praktijk.access.models import Person, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.access.stepping_in import BACKEND
from praktijk.focus.actions import add_round, add_run, weigh
from praktijk.focus.beginning import begun
from praktijk.focus.models import Round
from praktijk.focus.running import finish
from praktijk.recommendations import actions
from praktijk.recommendations.assigning.handing_over import hand_over
from praktijk.recommendations.assigning.rules import Seat
from praktijk.recommendations.bulk import actions as bulk
from praktijk.recommendations.intake.actions import ChosenWithTheme, accept_sure
from praktijk.recommendations.intake.taking_in import take_in
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.recommendations.parliament.models import ParliamentItem
from praktijk.recommendations.rules import Position, State
from praktijk.recommendations.saved_views.actions import save_view
from praktijk.recommendations.un.clusters.models import Cluster
from praktijk.recommendations.un.clusters.proposing import propose
from praktijk.recommendations.un.followup.actions import Piece, assess
from praktijk.recommendations.un.followup.actions import add_note as follow_note
from praktijk.recommendations.un.models import ImportJob, ImportRun, UNRecommendation
from praktijk.recommendations.un.reviews.actions import add_draft
from praktijk.recommendations.un.saved.actions import save_search
from praktijk.recommendations.un.search.asked import Asked
from praktijk.sources.models import Document
from praktijk.sources.reading import read_bytes
from praktijk.web.errors import server_error
from tests.browser.letters import another_letter
from tests.recommendations.un.made_uhri import as_json, record, taken_in

BUILDER = System("furnishing")
PASSWORD = "een-lange-wachtzin-om-mee-binnen-te-komen"

#: Who there is in each language, with the roles they hold.
PEOPLE = {
    "chief": [Role.COORDINATOR, Role.EVALUATOR, Role.ADMINISTRATOR],
    "colleague": [Role.POLICY_OFFICER],
    "newcomer": [],
}
ENDLESS = "Arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersvertegenwoordigersoverleg" * 2


def furnish() -> dict[str, Any]:
    """Add everything; gives what is printed."""
    unit = Unit.objects.get(code="DMM")
    _take_in_corpus()
    sessions = {}
    people = {}
    for name, roles in PEOPLE.items():
        for language in ("nl", "en"):
            person = access.create_person(
                by=BUILDER,
                email=f"{name}-{language}@example.org",
                name=f"{name.capitalize()} ({language})",
                units=[unit],
                language=language,
                password=PASSWORD,
            )
            for role in roles:
                access.assign_role(by=BUILDER, person=person, role=role)
            people[f"{name}-{language}"] = person
            sessions[f"{name}-{language}"] = _session(person)
            if name == "chief":
                save_view(by=person, name=ENDLESS[:80], query="overdue=on", shared_with=unit)
                save_view(by=person, name="Weg", query="theme=gone")
                save_search(by=person, name=ENDLESS[:80], asked=Asked(words="water"))
    records = _records(unit) | {
        "person": f"/administration/people/{people['newcomer-nl'].pk}/",
        "new_password": _link_to_new_password(people["newcomer-nl"]),
    }
    records |= _handed_over(people) | _done_in_bulk(people["chief-nl"])
    records |= _corpus(people["chief-nl"]) | _rounds(people["chief-nl"])
    return {"sessions": sessions, "records": records, "failure": _failure()}


def _take_in_corpus() -> None:
    """Recommendations of the UN: a few pages, an endless word, a name that nobody can tell, a row refused."""
    wells = [record(f"well-{n}", Text=f"<p>143.{n} Dig well {n} for clean water</p>") for n in range(1, 31)]
    endless = record("endless", Text=f"<p>144.1 {ENDLESS} {ENDLESS} water</p>", Themes=[f"{ENDLESS[:60]} x"])
    taken_in(as_json(*wells, endless, record("refused", Text="")))


def _corpus(chief: Person) -> dict[str, str]:
    """What was new since a search was kept, one recommendation, and imports that went well and not so well."""
    taken_in(as_json(record("later", Text="<p>144.2 Clean the water of each village</p>")), whole=False)
    failed = ImportJob.objects.create(
        source="uhri",
        files=[{"name": f"{ENDLESS}.json"}],
        state=ImportJob.State.FAILED,
        busy=False,
        person=chief,
        sent_at=timezone.now(),
        failure="broken_off",
    )
    ours = _followed(chief)
    propose("KE")
    return {
        "un_ours": ours.get_absolute_url(),
        "un_cluster": Cluster.objects.filter(country="KE").earliest("pk").get_absolute_url(),
        "un_recommendation": UNRecommendation.objects.get(texts__text__contains=ENDLESS).get_absolute_url(),
        "un_import_run": ImportRun.objects.earliest("at").get_absolute_url(),
        "un_import_job": failed.get_absolute_url(),
    }


def _rounds(chief: Person) -> dict[str, str]:
    """The round of the demonstration, which is decided, and one that is not, with an endless word in it."""
    decided = Round.objects.filter(illustrative=True).earliest("pk")
    definition = begun(reader=chief, year=timezone.localdate().year, how_many=5, title=ENDLESS[:200])
    still_open = add_round(by=chief, definition=replace(definition, left_out={"AF": ENDLESS[:200]}))
    weigh(by=chief, round_=still_open, said={"weights": {"situation": [0.3, 0.4]}})
    finish(add_run(by=chief, round_=still_open))
    return {
        "round": decided.get_absolute_url(),
        "round_pk": str(decided.pk),
        "open_round": still_open.get_absolute_url(),
    }


def _followed(chief: Person) -> UNRecommendation:
    """A recommendation of ours with all that can be written about it, and a draft for the next review."""
    ours = UNRecommendation.objects.filter(texts__text__startswith="143.").earliest("pk")
    today = timezone.localdate()
    assess(
        by=chief,
        recommendation=ours,
        state="regressed",
        on=today - timedelta(days=700),
        confidence="low",
        reason=f"{ENDLESS} was closed.",
        evidence=[
            Piece("for", ENDLESS[:150], "https://example.org/for"),
            Piece("against", "", "https://example.org/against"),
        ],
    )
    assess(
        by=chief, recommendation=ours, state="some_progress", on=today, confidence="high", reason="Dug again."
    )
    follow_note(by=chief, recommendation=ours, on=today, text=f"Asked the minister. {ENDLESS}")
    add_draft(
        by=chief, country="KE", text="Dig a well in each village and clean all water by 2030", theme="water"
    )
    return ours


def _handed_over(people: dict[str, Person]) -> dict[str, str]:
    """Somebody with promises to hand over, and a hand-over that was done."""
    leaving, successor = people["colleague-nl"], people["chief-nl"]
    keys = list(Commitment.objects.filter(unit__code="DMM", state=State.OPEN).values_list("pk", flat=True))
    Commitment.objects.filter(pk__in=keys[:1]).update(owner=leaving)
    done = hand_over(
        by=BUILDER, leaving=leaving, successors={Seat.OWNER: successor}, note=f"Let op: {ENDLESS}"
    )
    Commitment.objects.filter(pk__in=keys[1:3]).update(owner=leaving)
    return {
        "to_hand_over": f"/register/hand-over/{leaving.pk}/",
        "handed_over": f"/register/handed-over/{done.pk}/",
    }


def _done_in_bulk(chief: Person) -> dict[str, str]:
    """Updates that were asked of many at once."""
    prepared = bulk.prepare(by=chief, kind="ask", values={"words": f"Hoe staat het? {ENDLESS}"})
    return {"bulk_done": bulk.do(by=chief, prepared=prepared).get_absolute_url()}


def _session(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _records(unit: Unit) -> dict[str, str]:
    real = Document.objects.get(identifier="kst-32735-403")
    made_up = Document.objects.get(identifier="voorbeeld-2025-1")
    restricted = actions.add_recommendation(
        by=BUILDER,
        document=made_up,
        title_nl="Houd geheim waarover wij met de verdediger spreken",
        title_en="Keep secret what we speak about with the defender",
        position=Position.INTERPRETED,
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
    )
    endless = actions.add_commitment(
        by=BUILDER,
        document=made_up,
        recommendation=restricted,
        title_nl=ENDLESS,
        title_en=ENDLESS,
        unit=unit,
        due_latest=timezone.localdate() - timedelta(days=1),
        due_words_nl="in de loop van het jaar waarin dit was toegezegd en daarna nog een keer",
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
    )
    actions.add_note(
        by=BUILDER,
        commitment=endless,
        on=timezone.localdate(),
        text_nl=f"{ENDLESS} {ENDLESS}",
        evidence_title=ENDLESS,
        evidence_address=f"https://example.org/{ENDLESS}",
    )
    late = Commitment.objects.filter(
        document=real, state=State.OPEN, due_latest__lt=timezone.localdate()
    ).first()
    settled = Commitment.objects.filter(state=State.SETTLED).first()
    answered = (
        Recommendation.objects.filter(document=real, commitments__isnull=False).order_by("number").first()
    )
    assert late
    assert settled
    assert answered
    found: dict[str, Any] = {
        "restricted": restricted,
        "endless": endless,
        "late": late,
        "settled": settled,
        "recommendation": answered,
        "real_letter": real,
        "letter": made_up,
        "reading": made_up.reading,
    }
    for name, number in (("to_link", "TZ209901-002"), ("linked", "TZ209901-001"), ("motion", "2099Z00001")):
        found[f"item_{name}"] = ParliamentItem.objects.get(number=number)
    for name in ("keys", "two", "sure", "choosing"):
        found[f"reading_{name}"] = take_in(
            by=BUILDER,
            read=read_bytes(another_letter(name), filename=f"{name}.txt"),
            file_name=f"{name}.txt",
            title=f"Verzonnen brief voor een proef ({name})",
        )
    reading = found["reading_sure"]
    listed = [ChosenWithTheme(one.pk, one.version) for one in reading.proposals.order_by("start")[:3]]
    accept_sure(by=BUILDER, reading=reading, listed=listed)
    for name in ("without_script", "with_script"):
        found[f"promise_{name}"] = actions.add_commitment(
            by=BUILDER,
            document=made_up,
            title_nl=f"Een toezegging voor een proef ({name})",
            title_en=f"A commitment for a test ({name})",
            unit=unit,
            due_latest=timezone.localdate() + timedelta(days=30),
            due_words_nl="over een maand",
        )
    return {name: record.get_absolute_url() for name, record in found.items()}


def _link_to_new_password(person: Person) -> str:
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return reverse("account_reset_password_from_key", args=key.split("-", 1))


def _failure() -> str:
    return server_error(RequestFactory().get("/")).content.decode()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(furnish()))
