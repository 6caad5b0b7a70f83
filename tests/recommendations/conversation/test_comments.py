# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Comments: who may write and read them, who is told, and what becomes of one that is taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, Person, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Permission, Role
from praktijk.recommendations import actions as register
from praktijk.recommendations.conversation.actions import add_comment, withdraw_comment
from praktijk.recommendations.conversation.models import Comment
from praktijk.recommendations.conversation.queries import MOST_AT_FIRST, who_may_read
from praktijk.recommendations.conversation.rules import LONGEST
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.models import Notice
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    ProgressNoteFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def me(client):
    person = PersonFactory(name="Mina Me", role=Role.READER, language="en")
    client.force_login(person)
    return person


@pytest.fixture
def anne():
    return PersonFactory(name="Anne Bakker", email="anne@example.org", role=Role.POLICY_OFFICER)


@pytest.fixture
def commitment():
    """A commitment that has been in the register for a while."""
    return register.add_commitment(
        by=System("test"),
        document=DocumentFactory(),
        title_nl="Toezegging",
        title_en="Commitment",
        unit=UnitFactory(),
        now=NOW - timedelta(days=30),
    )


def told() -> set[tuple[str, str]]:
    return {(notice.person.name, notice.kind) for notice in Notice.objects.select_related("person")}


def address(commitment) -> str:
    return f"/register/commitments/{commitment.pk}/comments/"


def fresh(person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_who_is_named_is_told_and_so_are_those_concerned(me, anne, commitment):
    owner, verifier = (PersonFactory(name=name, role=Role.COORDINATOR) for name in ("Owner", "Verifier"))
    Commitment.objects.filter(pk=commitment.pk).update(owner=owner, verifier=verifier)
    chosen = PersonFactory(name="Chosen", role=Role.READER)
    comment = add_comment(by=me, commitment=commitment, text="@Anne and @owner, look", also=[chosen])
    assert told() == {
        ("Anne Bakker", "mentioned"),
        ("Owner", "mentioned"),
        ("Chosen", "mentioned"),
        ("Verifier", "comment"),
    }
    assert set(comment.told) == {anne.pk, owner.pk, chosen.pk}
    assert not any("look" in str(notice.details) for notice in Notice.objects.all())


def test_who_wrote_before_hears_the_answer(me, anne, commitment):
    add_comment(by=anne, commitment=commitment, text="How is this going?")
    add_comment(by=me, commitment=commitment, text="Well.")
    assert told() == {("Anne Bakker", "comment")}


@pytest.mark.parametrize("text", ["", "   \n ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_is_refused(me, commitment, text):
    with pytest.raises(ValidationError) as refused:
        add_comment(by=me, commitment=commitment, text=text)
    assert "text" in refused.value.error_dict
    assert not Comment.objects.exists()


def test_the_longest_text_is_taken_however_a_browser_ends_its_lines(me, commitment):
    lines = ["x" * 99] * (LONGEST // 100)
    assert add_comment(by=me, commitment=commitment, text="\r\n".join(lines)).text == "\n".join(lines)


@pytest.mark.parametrize(
    "text, said",
    [
        ("@Piet, kijk eens", "Nobody here is called “Piet”"),
        ("@piet@example.org kijk eens", "Nobody here is called “piet@example.org”"),
        ("@Jan, kijk eens", "“@Jan” can be more than one person: Jan Bos (bos@example.org), Jan Smit"),
        ("@Outsider, kijk eens", "Outsider may not see this commitment"),
        ("@Gone, kijk eens", "Nobody here is called “Gone”"),
    ],
)
def test_a_name_that_reaches_nobody_is_refused_with_who_and_the_text_is_kept(
    client, me, commitment, text, said
):
    PersonFactory(name="Jan Bos", email="bos@example.org", role=Role.READER)
    PersonFactory(name="Jan Smit", role=Role.READER)
    PersonFactory(name="Outsider", role=Role.ADMINISTRATOR)
    PersonFactory(name="Gone", role=Role.READER, is_active=False)
    answer = client.post(address(commitment), {"text": text})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert text in page
    assert not Comment.objects.exists()
    assert not Notice.objects.exists()


def test_of_two_of_one_name_the_one_who_may_see_it_is_meant(me, commitment):
    jan = PersonFactory(name="Jan Bos", role=Role.READER)
    PersonFactory(name="Jan Smit", role=Role.ADMINISTRATOR)
    assert add_comment(by=me, commitment=commitment, text="@Jan!").told == [jan.pk]


def test_somebody_who_may_not_see_it_cannot_be_ticked_either(client, me, commitment):
    outsider = PersonFactory(name="Outsider", role=Role.ADMINISTRATOR)
    answer = client.post(address(commitment), {"text": "Hello", "also": [outsider.pk]})
    assert answer.status_code == 422
    with pytest.raises(ValidationError):
        add_comment(by=me, commitment=commitment, text="Hello", also=[outsider])
    assert not Comment.objects.exists()


def test_sent_twice_by_a_slip_of_the_hand_it_is_there_once(me, anne, commitment):
    first = add_comment(by=me, commitment=commitment, text="@Anne", now=NOW)
    again = add_comment(by=me, commitment=commitment, text="@Anne ", now=NOW + timedelta(seconds=5))
    later = add_comment(by=me, commitment=commitment, text="@Anne", now=NOW + timedelta(minutes=5))
    assert again == first != later
    assert Notice.objects.count() == 2


@pytest.mark.parametrize("level", [Level.PUBLIC, Level.INTERNAL])
def test_a_comment_is_never_public(me, level):
    commitment = CommitmentFactory(level=level)
    comment = add_comment(by=me, commitment=commitment, text="Between us.")
    assert comment.level == Level.INTERNAL
    assert not Comment.objects.visible_to(Public()).exists()
    with pytest.raises(IntegrityError):
        Comment.objects.filter(pk=comment.pk).update(level=Level.PUBLIC)


def test_on_a_restricted_commitment_it_is_restricted_as_well(me, anne, client):
    unit = UnitFactory(code="GEHEIM")
    me.units.add(unit)
    commitment = CommitmentFactory(level=Level.RESTRICTED, restricted_to=[unit.pk])
    comment = add_comment(by=fresh(me), commitment=commitment, text="Between us.")
    assert (comment.level, comment.restricted_to) == (Level.RESTRICTED, [unit.pk])
    with pytest.raises(ValidationError, match="Anne may not see this commitment"):
        add_comment(by=fresh(me), commitment=commitment, text="@Anne, look")
    assert "Between us." in client.get(commitment.get_absolute_url()).content.decode()
    assert AuditEvent.objects.filter(action="read", record_kind="recommendations.comment").exists()


def test_what_was_said_is_hidden_when_the_commitment_becomes_restricted(me, anne, commitment, client):
    unit = UnitFactory(code="GEHEIM")
    comment = add_comment(by=anne, commitment=commitment, text="Between us.", now=NOW - timedelta(days=3))
    ProgressNoteFactory(commitment=commitment)
    register.move_due(
        by=System("test"),
        commitment=commitment,
        due_earliest=None,
        due_latest=timezone.localdate(),
        reason="Later.",
    )
    register.change_commitment(
        by=System("test"), commitment=commitment, level=Level.RESTRICTED, restricted_to=[unit.pk]
    )
    assert comment.level == Level.INTERNAL
    person = fresh(me)
    for hanging in (Comment, *(type(one) for one in (commitment.notes.get(), commitment.due_moves.get()))):
        assert not hanging.objects.visible_to(person).filter(commitment=commitment).exists()
    for query in ("", f"?on={timezone.localdate() - timedelta(days=1)}"):
        assert client.get(commitment.get_absolute_url() + query).status_code == 404
    assert client.post(address(commitment), {"text": "x"}).status_code == 404
    client.force_login(anne)
    assert client.post(f"/register/comments/{comment.pk}/withdraw/").status_code == 404


def test_taken_back_it_keeps_its_place_and_loses_its_words_on_every_page(me, commitment, client):
    comment = add_comment(by=me, commitment=commitment, text="Spoken too soon", now=NOW - timedelta(days=3))
    on = timezone.localdate() - timedelta(days=1)
    assert "Spoken too soon" in client.get(f"{commitment.get_absolute_url()}?on={on}").content.decode()
    answer = client.post(f"/register/comments/{comment.pk}/withdraw/")
    assert answer.headers["Location"].endswith(f"#comment-{comment.pk}")
    for query in ("", f"?on={on}"):
        page = client.get(commitment.get_absolute_url() + query).content.decode()
        assert "Withdrawn by who wrote it." in page
        assert "Spoken too soon" not in page
    assert Comment.pgh_event_model.objects.filter(text="Spoken too soon").count() == 1
    withdraw_comment(by=me, comment=comment)
    assert Comment.pgh_event_model.objects.filter(pgh_obj=comment).count() == 2


def test_nobody_takes_back_what_another_said(me, anne, commitment):
    comment = add_comment(by=anne, commitment=commitment, text="Mine.")
    with pytest.raises(PermissionDenied):
        withdraw_comment(by=me, comment=comment)
    comment.refresh_from_db()
    assert comment.text == "Mine."
    assert AuditEvent.objects.filter(action="comment.withdraw", result="refused", person=me).exists()


def test_as_known_on_a_day_shows_what_had_been_said_by_then(me, commitment, client):
    add_comment(by=me, commitment=commitment, text="Said earlier", now=NOW - timedelta(days=9))
    add_comment(by=me, commitment=commitment, text="Said later", now=NOW - timedelta(days=2))
    on = timezone.localdate() - timedelta(days=5)
    page = client.get(f"{commitment.get_absolute_url()}?on={on}").content.decode()
    assert "Said earlier" in page
    assert "Said later" not in page
    assert "Place the comment" not in page


def test_only_the_words_are_shown_whatever_they_are(me, commitment, client):
    add_comment(by=me, commitment=commitment, text="<script>alert(1)</script>\n{{ 7 }} & more")
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>{{ 7 }} &amp; more" in page


def test_the_newest_stand_last_and_the_earlier_ones_are_a_click_away(me, commitment, client):
    for number in range(MOST_AT_FIRST + 2):
        add_comment(by=me, commitment=commitment, text=f"Nr{number}.", now=NOW + timedelta(hours=number))
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Nr1." not in page
    assert page.index("Nr2.") < page.index(f"Nr{MOST_AT_FIRST + 1}.")
    assert "Show 2 earlier comments" in page
    assert "Nr1." in client.get(f"{commitment.get_absolute_url()}?comments=all").content.decode()


def test_the_number_of_queries_does_not_grow_with_what_was_said(me, commitment, client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(commitment.get_absolute_url())
        return len(captured)

    for number in range(2):
        person = PersonFactory(role=Role.READER)
        add_comment(by=person, commitment=commitment, text=f"{number}", also=[me])
    before = queries()
    for number in range(8):
        person = PersonFactory(role=Role.READER)
        add_comment(by=person, commitment=commitment, text=f"{number}", also=[me])
    assert queries() == before


def test_who_writes_from_a_page_comes_back_to_what_was_written(me, anne, commitment, client):
    Commitment.objects.filter(pk=commitment.pk).update(owner=anne)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "Tell also" in page
    answer = client.post(address(commitment), {"text": "Hello", "also": [anne.pk]})
    comment = Comment.objects.get()
    assert answer.headers["Location"] == f"{commitment.get_absolute_url()}#comment-{comment.pk}"
    assert comment.told == [anne.pk]


def test_no_file_of_the_register_and_no_report_holds_comments(me, commitment, client):
    add_comment(by=me, commitment=commitment, text="Between us only")
    for path in ("/register/", "/register/register.csv", "/register/?q=between", "/reports/follow-up/"):
        assert b"Between us only" not in client.get(path).content


@pytest.mark.parametrize("restricted", [False, True])
def test_the_list_of_who_may_agrees_with_asking_each(restricted):
    here, there, secret = (UnitFactory(code=code) for code in ("HERE", "THERE", "SECRET"))
    here.countries = ["KE"]
    here.save()
    people = []
    for role in Role:
        for scope in (
            {},
            {"scope": "unit", "unit": here},
            {"scope": "unit", "unit": there},
            {"scope": "countries", "countries": ["KE"]},
            {"scope": "countries", "countries": ["NL"]},
        ):
            for units in ([], [secret]):
                person = PersonFactory(units=units)
                RoleAssignment.objects.create(person=person, role=role, **scope)
                people.append(person)
    people.append(PersonFactory(role=Role.COORDINATOR, is_active=False, units=[secret]))
    level = {"level": Level.RESTRICTED, "restricted_to": [secret.pk]} if restricted else {}
    for about in ({"unit": here}, {"unit": None}, {"unit": None, "countries": ["NL"]}):
        commitment = CommitmentFactory(**level, **about)
        asked = {one.pk for one in people if fresh(one).may(Permission.VIEW_REGISTER, commitment)}
        assert asked
        assert {one.pk for one in who_may_read(commitment)} == asked


def test_somebody_is_found_by_a_part_of_the_name_and_stays_ticked(me, anne, commitment, client):
    PersonFactory(name="Anne Outsider", role=Role.ADMINISTRATOR)
    ticked = PersonFactory(name="Bo Ticked", role=Role.READER)
    at = f"/register/commitments/{commitment.pk}/people/"
    assert "Find somebody else" in client.get(at).content.decode()
    page = client.get(at, {"find": "ann", "also": [ticked.pk]}).content.decode()
    assert "Anne Bakker" in page
    assert "Outsider" not in page
    assert f'value="{ticked.pk}" id="tell-{ticked.pk}" checked' in page
    for words in ("a", "", " ", "x" * 300):
        assert "Anne" not in client.get(at, {"find": words, "also": "x"}).content.decode()
    assert "Nobody of this name" in client.get(at, {"find": "zzz"}).content.decode()
    # Who was found and not ticked before can be told.
    assert client.post(address(commitment), {"text": "Hello", "also": [anne.pk]}).status_code == 302
    assert told() == {("Anne Bakker", "mentioned")}
