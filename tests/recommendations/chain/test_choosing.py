# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing the earlier promise on the page of a letter, without script."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.recommendations.models import Commitment
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
    coordinator,
)
from tests.recommendations.intake.letters_read import proposal, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def web(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def reading(person):
    return taken_in(person)


def promised(identifier="", on=date(2026, 1, 5), **values):
    document = values.pop("document", None) or DocumentFactory(
        published_on=on, **({"identifier": identifier} if identifier else {})
    )
    return CommitmentFactory(recommendation=RecommendationFactory(document=document), **values)


def offered(web, reading, label, q="") -> list[int]:
    """The keys of the promises on the list, in its order."""
    key = proposal(reading, label).pk
    page = web.get(f"/reading/{reading.pk}/", {"show": "all", "current": key, "do": "answer", "q": q})
    assert page.status_code == 200
    return [int(one) for one in re.findall(r'name="answers" value="(\d+)"', page.content.decode())]


def choose(web, reading, label, **values):
    found = proposal(reading, label)
    return web.post(
        f"/reading/{reading.pk}/answer/",
        {"chosen": f"{found.pk}:{found.version}", "show": "all", **values},
    )


def test_the_likely_ones_come_first_and_say_why(web, reading):
    theme = ThemeFactory()
    other = [promised(title_nl=f"Iets anders {number}", title_en="") for number in range(9)]
    same_words = promised(title_nl="Een plan maken met gemeenten", title_en="")
    cited = promised("kst-39999-12", title_nl="De ambassades helpen", title_en="")
    later = promised(title_nl="Een plan maken", title_en="", on=date(2028, 1, 1))
    closed = promised(title_nl="Een plan maken", title_en="", state="lapsed", state_reason="x")
    of_theme = promised(title_nl="Wegen", title_en="")
    Commitment.objects.filter(pk=of_theme.pk).update(theme=theme)
    first = proposal(reading, "2")
    first.theme = theme
    first.save()
    found = offered(web, reading, "2")
    assert {same_words.pk, cited.pk, of_theme.pk} == set(found[:3])
    assert not {later.pk, closed.pk, *(one.pk for one in other)} & set(found)
    page = web.get(f"/reading/{reading.pk}/?show=all&current={first.pk}&do=answer").content.decode()
    assert "brief" in page
    assert "kst-39999-12" in page


def test_any_earlier_promise_is_found_by_number_words_or_letter(web, reading):
    wanted = promised("kst-11111-1", title_nl="Waterputten slaan", title_en="", number=4321)
    closed = promised(title_nl="Waterputten dempen", title_en="", state="lapsed", state_reason="x")
    assert offered(web, reading, "2", "4321") == [wanted.pk]
    assert offered(web, reading, "2", "kst-11111") == [wanted.pk]
    assert set(offered(web, reading, "2", "waterput")) == {wanted.pk, closed.pk}
    assert offered(web, reading, "2", "putten slaan") == [wanted.pk]
    assert offered(web, reading, "2", "paardrijden") == []
    for hostile in ("' OR 1=1", "&|!():*", "\x00", "9" * 300, "%", "<b>", " "):
        offered(web, reading, "2", hostile)


def test_restricted_promises_are_for_their_units_and_leave_a_read(web, person, reading):
    mine, theirs = UnitFactory(), UnitFactory()
    person.units.add(mine)
    shown = promised(title_nl="Waterputten", level=Level.RESTRICTED, restricted_to=[mine.pk])
    promised(title_nl="Waterputten", level=Level.RESTRICTED, restricted_to=[theirs.pk])
    assert offered(web, reading, "2", "waterputten") == [shown.pk]
    assert AuditEvent.objects.filter(action="read", record_id=str(shown.pk)).exists()


def test_choosing_saves_shows_and_takes_back(web, reading):
    earlier = promised(title_nl="Een plan maken", title_en="", number=7)
    answer = choose(web, reading, "2", answers=earlier.pk, answer_kind="settles", also_accept="on")
    assert answer.status_code == 302
    found = proposal(reading, "2")
    assert (found.answers, found.answer_kind, found.status) == (earlier, "settles", "accepted")
    page = web.get(f"/reading/{reading.pk}/?show=all&current={found.pk}").content.decode()
    assert f'<a href="/register/commitments/{earlier.pk}/">7. Een plan maken</a>' in page
    assert f"/register/commitments/{earlier.pk}/" in web.get(f"/reading/{reading.pk}/enter/").content.decode()
    assert choose(web, reading, "2", answers="", answer_kind="settles").status_code == 302
    assert proposal(reading, "2").answers is None


@pytest.mark.parametrize(
    "values",
    [
        {"answers": "x"},
        {"answers": "99999999"},
        {"answers": "-1"},
        {"answers": "{later}", "answer_kind": "settles"},
        {"answers": "{earlier}"},
        {"answers": "{earlier}", "answer_kind": "eats"},
        {"answers": "{earlier}", "answer_kind": "moves"},
        {"answers": "{hidden}", "answer_kind": "settles"},
    ],
)
def test_what_cannot_be_is_refused_with_what_was_filled_in(web, reading, values):
    keys = {
        "earlier": promised(title_nl="Een plan").pk,
        "later": promised(title_nl="Een plan", on=date(2029, 1, 1)).pk,
        "hidden": promised(level=Level.RESTRICTED, restricted_to=[UnitFactory().pk]).pk,
    }
    filled = {name: value.format(**keys) for name, value in values.items()}
    answer = choose(web, reading, "3", q="plan", **filled)
    assert answer.status_code == 422
    assert 'value="plan"' in answer.content.decode()
    assert proposal(reading, "3").answers is None


def test_an_old_page_changes_nothing(web, reading):
    earlier = promised()
    found = proposal(reading, "2")
    choose(web, reading, "2", answers=earlier.pk, answer_kind="settles")
    answer = web.post(
        f"/reading/{reading.pk}/answer/",
        {"chosen": f"{found.pk}:{found.version}", "answers": earlier.pk, "answer_kind": "replaces"},
    )
    assert answer.status_code == 422
    assert proposal(reading, "2").answer_kind == "settles"


def test_the_number_of_queries_does_not_grow_with_the_promises(web, reading):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            offered(web, reading, "2", "plan")
            offered(web, reading, "2")
        return len(captured)

    promised(title_nl="Een plan maken")
    queries()
    before = queries()
    for number in range(12):
        promised(title_nl=f"Een plan maken {number}", unit=UnitFactory())
    assert queries() == before
