# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of the register: what they show, what they ask of the database, and what people do on them."""

import csv
import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment, ProgressNote, Recommendation
from praktijk.recommendations.queries import PAGE_SIZE
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    ProgressNoteFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
)
from tests.recommendations.evidence.files import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, units=[UnitFactory(code="DMM")], language="en")
    client.force_login(person)
    return person


def fill(count: int) -> None:
    document = DocumentFactory()
    for number in range(count):
        passage = PassageFactory(document=document, start=number, end=number + 5)
        recommendation = RecommendationFactory(passage=passage, position_passage=passage)
        ProgressNoteFactory(commitment=CommitmentFactory(recommendation=recommendation, passage=passage))


@pytest.mark.parametrize(
    "query",
    ["", "?sort=due", "?q=toezegging", "?overdue=on", "?on=2999-01-01", "register.csv", "register.xlsx"],
)
def test_the_number_of_queries_does_not_grow_with_the_register(client, person, query):
    address = f"/register/{query}"

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    fill(3)
    few = queries()
    fill(57)
    assert queries() <= few
    assert few < 45


def test_the_page_sums_up_and_counts_from_the_data(client, person):
    theme = ThemeFactory(name_en="Migration")
    CommitmentFactory(recommendation__theme=theme, due_latest=date(2025, 1, 1), unit=person.units.get())
    CommitmentFactory(recommendation__theme=theme)
    page = client.get(reverse("register"))
    assert page.context["lead"] == (
        "2 recommendations; of 2 commitments 1 is overdue, 0 wait for verification and 0 are settled. "
        "For 2 there is no evidence yet."
    )
    assert page.context["groups"][0].figures == "2 recommendations · 2 commitments · 1 overdue"
    assert {choice.label: choice.count for choice in page.context["quick"]} == {
        "Overdue": 1,
        "Without evidence": 2,
        "Waits for verification": 0,
        "Of my unit": 1,
        "Without an owner": 2,
    }


def test_a_filter_is_an_address_that_gives_the_same_again(client, person):
    CommitmentFactory(title_en="Late", due_latest=date(2025, 1, 1))
    CommitmentFactory(title_en="In time", due_latest=date(2999, 1, 1))
    page = client.get(reverse("register"))
    overdue = next(choice for choice in page.context["quick"] if choice.label == "Overdue")
    filtered = client.get(reverse("register") + overdue.address)
    assert b"Late" in filtered.content
    assert b"In time" not in filtered.content
    again = next(choice for choice in filtered.context["quick"] if choice.label == "Overdue")
    assert again.chosen
    assert client.get(reverse("register") + again.address).content.count(b"In time") >= 1


def test_text_is_found_by_the_first_letters_of_a_word(client, person):
    CommitmentFactory(title_nl="Een overkoepelende toolkit uitbrengen", title_en="Launch one toolkit")
    CommitmentFactory(title_nl="Iets anders", title_en="Something else")
    for words in ("toolk", "overkoep uitbr", "TOOLKIT"):
        page = client.get(reverse("register"), {"q": words})
        assert b"Launch one toolkit" in page.content, words
        assert b"Something else" not in page.content
    for words in ("':*", "&", "!", "\\", "x" * 200, "toolkit -launch"):
        assert client.get(reverse("register"), {"q": words}).status_code == 200


@pytest.mark.parametrize(
    "query,message",
    [
        ("on=2999-01-01", "nobody knows"),
        ("on=0001-01-01", "before 1990"),
        ("on=morgen", "not a date"),
        ("theme=nergens", "valid choice"),
        ("state=klaar", "valid choice"),
        ("document=x", "valid choice"),
    ],
)
def test_what_cannot_be_asked_is_said_and_never_taken_for_everything(client, person, query, message):
    CommitmentFactory(title_en="Here it is")
    page = client.get(f"{reverse('register')}?{query}")
    assert page.status_code == 200
    assert message in page.content.decode()
    assert b"Here it is" not in page.content
    assert page.context["form"].canonical_query == ""
    assert b"Here it is" in client.get(reverse("register")).content
    for file in ("register_file", "register_figure"):
        kinds = ["csv"] if file == "register_file" else ["deadlines", "csv"]
        refused = client.get(f"{reverse(file, args=kinds)}?{query}")
        assert refused.headers["Location"] == f"{reverse('register')}?{query}"


def test_the_table_holds_exactly_what_is_filtered(client, person):
    CommitmentFactory(title_en="=1+1", state="in_progress", recommendation__title_en="Advice")
    CommitmentFactory(title_en="Other")
    RecommendationFactory(title_en="Alone")
    file = client.get(reverse("register_file", args=["csv"])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file)))
    assert {row["Commitment"] for row in rows} == {"'=1+1", "Other", ""}
    assert "Alone" in {row["Recommendation"] for row in rows}
    file = client.get(reverse("register_file", args=["csv"]), {"state": "in_progress"}).content.decode()
    assert ("Advice" in file, "Other" in file, "Alone" in file) == (True, False, False)
    book = zipfile.ZipFile(io.BytesIO(client.get(reverse("register_file", args=["xlsx"])).content))
    sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"=1+1" in sheet
    assert b"<f>" not in sheet
    assert sheet.count(b"<row ") == 4


def test_a_recommendation_and_a_commitment_are_entered_by_hand(client, person):
    document, theme = DocumentFactory(), ThemeFactory()
    sent = client.post(
        reverse("add_recommendation"),
        {
            "document": document.pk,
            "title_en": "Do it",
            "theme": theme.pk,
            "position": "noted",
            "level": "public",
        },
    )
    recommendation = Recommendation.objects.get()
    assert sent.headers["Location"] == recommendation.get_absolute_url()
    assert (recommendation.level, recommendation.position, recommendation.number) == ("public", "noted", 1)
    begun = client.get(
        reverse("add_commitment"),
        {"recommendation": recommendation.pk, "document": document.pk, "theme": theme.pk},
    )
    assert begun.context["form"]["recommendation"].value() == recommendation.pk
    assert f'value="{recommendation.pk}"'.encode() in begun.content
    client.post(
        reverse("add_commitment"),
        {
            "document": document.pk, "recommendation": recommendation.pk, "title_en": "A plan",
            "due_earliest": "2026-10-01", "due_latest": "31-12-2026", "due_words_en": "end of 2026",
            "unit": person.units.get().pk, "level": "restricted", "restricted_to": [person.units.get().pk],
        },
    )  # fmt: skip
    commitment = Commitment.objects.get()
    assert (commitment.theme, commitment.due_latest) == (theme, date(2026, 12, 31))
    assert commitment.restricted_to == person.unit_ids
    assert b"restricted to DMM" in client.get(reverse("register")).content


@pytest.mark.parametrize(
    "wrong,field",
    [
        ({"title_en": ""}, "title_nl"),
        ({"due_earliest": "2027-01-01", "due_latest": "2026-01-01"}, "due_latest"),
        ({"level": "restricted"}, "restricted_to"),
        ({"due_latest": "31 februari"}, "due_latest"),
        ({"document": "999999"}, "document"),
    ],
)
def test_a_wrong_entry_comes_back_as_it_was_filled_in(client, person, wrong, field):
    filled = {
        "document": DocumentFactory().pk,
        "title_en": "A plan",
        "level": "internal",
        "due_words_en": "some day",
    }
    page = client.post(reverse("add_commitment"), filled | wrong)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert b"some day" in page.content
    assert not Commitment.objects.exists()


def test_a_life_from_promise_to_settled_by_a_second_person(client, person):
    commitment = CommitmentFactory(unit=person.units.get())

    def post(name: str, data: dict) -> int:
        return client.post(reverse(name, args=[commitment.pk]), data).status_code

    assert post("change_state", {"state": "delivered"}) == 422  # no evidence yet
    assert post("add_note", {"on": "2999-01-01", "text_nl": "Straks"}) == 422
    evil = SimpleUploadedFile("bewijs.pdf", b"MZ not a pdf")
    assert post("add_note", {"on": "2026-01-02", "text_nl": "Klaar", "evidence_file": evil}) == 422
    proof_bytes = pdf()
    proof = SimpleUploadedFile("../../bewijs.pdf", proof_bytes)
    assert post("add_note", {"on": "2026-01-02", "text_nl": "Klaar", "evidence_file": proof}) == 302
    assert post("change_state", {"state": "delivered"}) == 302
    assert post("change_state", {"state": "settled"}) == 422  # one's own delivery
    client.force_login(PersonFactory(role=Role.COORDINATOR, language="en"))
    assert post("change_state", {"state": "settled"}) == 302
    commitment.refresh_from_db()
    assert (commitment.state, commitment.delivered_by) == ("settled", person)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert [page.index(word) for word in ("settled", "delivered, to be verified")]
    note = ProgressNote.objects.get()
    file = client.get(reverse("evidence", args=[note.pk]))
    assert b"".join(file.streaming_content) == proof_bytes
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "/" not in file.headers["Content-Disposition"]


def test_moving_a_deadline_asks_why_and_keeps_what_it_was(client, person):
    commitment = CommitmentFactory(due_latest=date(2026, 1, 1), due_words_en="by New Year")
    address = reverse("move_due", args=[commitment.pk])
    assert client.post(address, {"due_latest": "2026-06-01", "reason": " "}).status_code == 422
    assert client.post(address, {"due_latest": "2026-06-01", "reason": "Illness"}).status_code == 302
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Deadline moved" in page
    assert "Illness" in page
    assert "1 Jan 2026" in page


def test_words_of_the_old_window_do_not_come_along_to_the_new_one(client, person):
    commitment = CommitmentFactory(
        due_latest=date(2027, 3, 31), due_words_nl="begin 2027", due_words_en="early 2027"
    )
    form = client.get(commitment.get_absolute_url()).context["forms"]["due"]
    assert not form["due_words_nl"].value()
    assert not form["due_words_en"].value()
    sent = {"due_latest": "2027-12-31", "due_words_en": "end of 2027", "reason": "Elections"}
    assert client.post(reverse("move_due", args=[commitment.pk]), sent).status_code == 302
    commitment.refresh_from_db()
    assert (commitment.due_words_nl, commitment.due_words_en) == ("", "end of 2027")
    move = commitment.due_moves.get()
    assert (move.old_words_nl, move.old_words_en) == ("begin 2027", "early 2027")
    person.language = "nl"
    person.save()
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert page.count("begin 2027") == 1  # in what happened
    assert "end of 2027" in page


def test_the_page_of_another_day_offers_no_forms(client, person):
    commitment = CommitmentFactory()
    today = client.get(commitment.get_absolute_url())
    past = client.get(commitment.get_absolute_url(), {"on": date.today().isoformat()})  # noqa: DTZ011
    assert today.context["forms"]
    assert not past.context["forms"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_file_of_the_register_is_a_read_of_the_restricted_records_in_it(client, person, kind):
    secret = CommitmentFactory(level=Level.RESTRICTED, restricted_to=person.unit_ids)
    CommitmentFactory()
    assert client.get(reverse("register_file", args=[kind])).status_code == 200
    assert AuditEvent.objects.get(action="read").record_id == str(secret.pk)


def test_the_file_of_a_restricted_note_is_a_read_of_it(client, person):
    secret = ProgressNoteFactory(
        commitment=CommitmentFactory(level=Level.RESTRICTED, restricted_to=person.unit_ids),
        level=Level.RESTRICTED,
        restricted_to=person.unit_ids,
        evidence_sha256="0" * 64,
        evidence_file=SimpleUploadedFile("bewijs.txt", b"Klaar"),
    )
    answer = client.get(reverse("evidence", args=[secret.pk]))
    assert b"".join(answer.streaming_content) == b"Klaar"
    assert AuditEvent.objects.get(action="read").record_id == str(secret.pk)
    secret.evidence_file.delete(save=False)


@pytest.mark.parametrize("kind", ["csv", "svg"])
def test_a_chart_that_names_restricted_records_is_a_read_of_them(client, person, kind):
    secret = CommitmentFactory(
        level=Level.RESTRICTED, restricted_to=person.unit_ids, due_latest=date(2026, 1, 1)
    )
    client.get(reverse("register_figure", args=["states", kind]))
    assert not AuditEvent.objects.filter(action="read").exists()
    client.get(reverse("register_figure", args=["deadlines", kind]))
    assert AuditEvent.objects.get(action="read").record_id == str(secret.pk)


def test_a_restricted_record_of_another_page_that_the_chart_names_is_read_too(client, person):
    secret = CommitmentFactory(
        level=Level.RESTRICTED, restricted_to=person.unit_ids, due_latest=date(2026, 1, 1)
    )
    RecommendationFactory.create_batch(PAGE_SIZE + 1)
    client.get(reverse("register"), {"page": 2})
    assert AuditEvent.objects.get(action="read").record_id == str(secret.pk)


def test_restricted_reads_are_in_the_trail_with_what_hangs_on_them(client, person):
    secret = CommitmentFactory(level=Level.RESTRICTED, restricted_to=person.unit_ids)
    ProgressNoteFactory(commitment=secret, level=Level.RESTRICTED, restricted_to=person.unit_ids)
    client.get(reverse("register"))
    kinds = AuditEvent.objects.filter(action="read", person=person).values_list("record_kind", flat=True)
    assert sorted(kinds) == ["recommendations.commitment", "recommendations.progressnote"]


def test_an_open_record_in_a_closed_letter_shows_nothing_of_the_letter(client, person):
    closed = DocumentFactory(
        title_nl="Geheime brief", title_en="Secret letter", text="Geheime woorden staan hier.",
        level=Level.RESTRICTED, restricted_to=[UnitFactory().pk],
    )  # fmt: skip
    passage = PassageFactory(document=closed, start=0, end=15)
    record = RecommendationFactory(
        document=closed, passage=passage, position_passage=passage, title_en="Open"
    )
    for address in (reverse("register"), record.get_absolute_url(), reverse("register_file", args=["csv"])):
        page = client.get(address).content.decode()
        assert "Open" in page
        assert "Geheime" not in page
        assert "Secret" not in page


def test_the_words_of_the_letter_stand_beside_and_lead_to_their_place(client, person):
    letter = DocumentFactory(text="Wij nemen dit over. En meer.")
    passage = PassageFactory(document=letter, start=0, end=18)
    record = RecommendationFactory(document=letter, passage=passage, position_passage=passage)
    for address in (reverse("register"), record.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Wij nemen dit over" in page
        assert f"{reverse('document', args=[letter.pk])}#p{passage.pk}" in page


@pytest.mark.parametrize(
    "role,offered",
    [(Role.POLICY_OFFICER, True), (Role.COORDINATOR, True), (Role.READER, False), (Role.EVALUATOR, False)],
)
def test_reading_a_letter_is_offered_on_the_register_to_who_may(client, role, offered):
    client.force_login(PersonFactory(role=role, language="en"))
    CommitmentFactory()
    page = client.get(reverse("register")).content.decode()
    assert (f'<a class="btn" href="{reverse("reading")}">Read a letter</a>' in page) is offered
