# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody else holds a record for longer than one waits: the form comes back as it was filled in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from praktijk.access.roles import Role
from praktijk.recommendations.assigning.linking import link
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from praktijk.recommendations.work.actions import mark_seen
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory

WORDS = "Nooit opnieuw te typen"


@contextmanager
def held(records) -> Iterator[None]:
    """These records in the hands of another connection, while this one waits for next to nothing."""
    taken, done = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                list(records.select_for_update(of=("self",)))
                taken.set()
                done.wait(60)
        finally:
            connection.close()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert taken.wait(30)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        yield
    finally:
        done.set()
        other.join()
        connection.close()


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, language="en", units=[UnitFactory()])
    client.force_login(person)
    return person


@pytest.fixture
def promise(person) -> Commitment:
    unit = person.units.get()
    return CommitmentFactory(unit=unit, owner=PersonFactory(role=Role.POLICY_OFFICER, units=[unit]))


TOMORROW = str(timezone.localdate() + timedelta(days=1))
FORMS = {
    "add_note": {"on": "2026-01-05", "text_nl": WORDS},
    "change_state": {"state": "lapsed", "reason": WORDS},
    "move_due": {"due_latest": TOMORROW, "reason": WORDS},
    "edit_commitment": {"title_nl": WORDS, "title_en": "Title", "level": "internal"},
    "add_comment": {"text": WORDS},
    "ask_update": {"words": WORDS},
    "split_commitment": {
        "reason": WORDS,
        "part-TOTAL_FORMS": 2,
        "part-INITIAL_FORMS": 2,
        "part-0-title_nl": "Het ene",
        "part-1-title_nl": "Het andere",
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_comes_back_when_another_holds_the_promise(client, promise, name):
    with held(Commitment.objects.all()):
        units = {f"part-{number}-unit": promise.unit_id for number in range(2)}
        answer = client.post(reverse(name, args=[promise.pk]), FORMS[name] | units)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Nothing was done: try again." in page
    assert WORDS in page


def test_who_looks_after_it_and_its_links_are_refused_in_words_too(client, person, promise):
    other = CommitmentFactory(unit=promise.unit)
    made = link(by=person, commitment=promise, other=other)
    with held(Commitment.objects.all()):
        owner = person.units.get().people.exclude(pk=person.pk).first() or promise.owner
        pages = [
            client.post(reverse("assign", args=[promise.pk]), {"unit": promise.unit_id, "owner": owner.pk}),
            client.post(reverse("unlink_commitment", args=[promise.pk, made.pk]), follow=True),
        ]
    assert [page.status_code for page in pages] == [409, 200]
    assert all("Nothing was done: try again." in page.content.decode() for page in pages)


def test_reading_a_promise_does_not_wait_for_mail_about_it(client, person, promise):
    about = {"person": person, "commitment": promise, "kind": Notice.Kind.COMMENT, "at": timezone.now()}
    Notice.objects.create(**about)
    mailed = Notice.objects.filter(pk=Notice.objects.get().pk)
    fresh = Notice.objects.create(**about)
    with held(mailed):
        assert client.get(promise.get_absolute_url()).status_code == 200
        assert list(Notice.objects.filter(seen_at=None)) == list(mailed)
        assert mark_seen(by=person) == 0
    fresh.refresh_from_db()
    assert fresh.seen_at is not None
    assert mark_seen(by=person) == 1
