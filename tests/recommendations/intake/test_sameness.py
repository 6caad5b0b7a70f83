# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same letter in another file: told at upload, and entered or answered once."""

import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from praktijk.access.publication import Level
from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.entering import enter
from praktijk.recommendations.intake.models import LetterReading
from praktijk.recommendations.intake.sameness import SAME, resemblance, sketch
from praktijk.recommendations.models import Answer, Commitment
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    RecommendationFactory,
    UnitFactory,
    coordinator,
)
from tests.recommendations.intake.letters_read import LETTER, a_reading, proposal, seen, taken_in

pytestmark = pytest.mark.django_db

RESPONSE = """Kabinetsreactie op het rapport Bruggen bouwen

De onderzoekers bevelen aan om meer samen te werken met gemeenten. Het kabinet neemt deze aanbeveling over.
Het kabinet zal eind 2027 een plan van aanpak naar de Kamer sturen. De onderzoekers bevelen aan om vaker te
meten wat een brug kost. Ook deze aanbeveling neemt het kabinet over; de minister zal dat ieder jaar doen.
"""
OTHER = RESPONSE.replace("brug", "weg").replace("Brug", "Weg").replace("gemeenten", "provincies")


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def web(client, person):
    client.force_login(person)
    return client


def upload(web, words, name="brief.txt", **values):
    file = SimpleUploadedFile(name, words.encode())
    return web.post("/reading/", {"file": file, "level": "internal", **values})


def test_layout_changes_little_and_another_letter_much():
    laid_out = re.sub(r"\\n", "\\r\\n   ", RESPONSE).replace(" brug ", " Brug, ")
    assert resemblance(sketch(RESPONSE), sketch(laid_out)) >= 0.9
    assert resemblance(sketch(RESPONSE), sketch(RESPONSE + " Met groet, de minister.")) >= SAME
    assert resemblance(sketch(RESPONSE), sketch(LETTER)) < 0.2
    assert sketch("") == []
    assert resemblance([], []) == 0
    assert len(sketch("een")) == 1


@pytest.mark.parametrize(
    "words,values",
    [
        (RESPONSE + "\n\nPagina 1 van 1\n", {}),
        (RESPONSE.replace("\n", "\r\n"), {}),
        (OTHER * 3, {"identifier": "KST-39999-14"}),
    ],
)
def test_a_letter_that_is_here_already_is_told_and_read_only_when_it_is_another(web, words, values):
    assert upload(web, RESPONSE, identifier="kst-39999-14").status_code == 302
    first = LetterReading.objects.get()
    answer = upload(web, words, "anders.txt", **values)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert first.get_absolute_url() in page
    assert 'name="another"' in page
    assert LetterReading.objects.count() == 1
    assert upload(web, words, "anders.txt", another="on", **values).status_code == 302
    assert LetterReading.objects.count() == 2


def test_another_letter_is_simply_read(web):
    upload(web, RESPONSE)
    answer = upload(web, LETTER + "\n\n")
    assert answer.status_code == 302
    assert 'name="another"' not in web.get("/reading/").content.decode()


def test_nobody_hears_of_a_letter_that_they_may_not_see(web, person):
    unit = UnitFactory()
    member = coordinator()
    member.units.add(unit)
    taken_in(member, level=Level.RESTRICTED, restricted_to=[unit.pk])
    assert upload(web, LETTER + "\n").status_code == 302


def read_again(person):
    """The same letter once more, from another file."""
    other = hashlib.sha256(b"another file").hexdigest()
    return taken_in(person, read=replace(a_reading(), source=replace(a_reading().source, sha256=other)))


def test_what_one_file_of_a_letter_brought_in_no_other_file_brings_in(web, person):
    first = taken_in(person)
    for label in ("1", "2"):
        actions.accept(by=person, reading=first, chosen=seen(first, label))
    enter(by=person, reading=first, listed=[seen(first, "1"), seen(first, "2")])
    second = read_again(person)
    page = web.get(f"/reading/{second.pk}/?show=all").content.decode()
    assert Commitment.objects.get().get_absolute_url() in page
    actions.accept(by=person, reading=second, chosen=seen(second, "2"))
    with pytest.raises(ValidationError) as refusal:
        enter(by=person, reading=second, listed=[seen(second, "2")])
    assert refusal.value.code == "entered_before"
    assert Commitment.objects.count() == 1
    assert proposal(second, "2").status == "accepted"


def test_a_letter_in_two_files_answers_a_promise_once(person):
    document = DocumentFactory(published_on=date(2026, 1, 1))
    earlier = CommitmentFactory(recommendation=RecommendationFactory(document=document))
    first, second = taken_in(person), read_again(person)
    for reading in (first, second):
        actions.answer(
            by=person,
            reading=reading,
            chosen=seen(reading, "2"),
            answers=earlier,
            answer_kind="moves",
            also_accept=True,
        )
    enter(by=person, reading=first, listed=[seen(first, "2")])
    with pytest.raises(ValidationError) as refusal:
        enter(by=person, reading=second, listed=[seen(second, "2")])
    assert refusal.value.code == "not_entered"
    assert Answer.objects.count() == 1


def test_queries_do_not_grow_with_the_letters(web, person):
    reading = taken_in(person)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            web.get(f"/reading/{reading.pk}/?show=all")
        return len(captured)

    read_again(person)
    queries()
    before = queries()
    for number in range(4):
        source = replace(a_reading().source, sha256=f"{number:064x}")
        taken_in(person, read=replace(a_reading(), source=source))
    assert queries() == before
