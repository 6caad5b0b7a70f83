# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of what Parliament keeps: proposals, decisions, differences, and files that are sent."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from praktijk.access.acting import System
from praktijk.access.models import AuditEvent, RoleAssignment
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.models import Commitment, DueMove
from praktijk.recommendations.parliament import actions
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink, SetAside
from praktijk.recommendations.parliament.taking_in import take_in
from praktijk.sources.models import Document
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PersonFactory,
    RecommendationFactory,
    UnitFactory,
)
from tests.recommendations.parliament.made import answer, toezegging, zaak

pytestmark = pytest.mark.django_db
ABOUT = "De minister informeert de Kamer over de bescherming van mensenrechtenverdedigers in Verzonnenland."


@pytest.fixture
def person(client):
    """A co-ordinator who works in English, signed in."""
    person = PersonFactory(role=Role.COORDINATOR, units=[UnitFactory(code="DMM")], language="en")
    client.force_login(person)
    return person


def held(*rows, entity="Toezegging"):
    take_in(by=System("test"), files=[answer(*rows, entity=entity)])
    return ParliamentItem.objects.get(number=rows[0]["Nummer"])


def ours(title="Bescherming van mensenrechtenverdedigers versterken", **values):
    return CommitmentFactory(title_nl=title, title_en="", **values)


def test_a_new_one_is_proposed_to_be_linked_with_why(client, person):
    likely = ours(due_latest=date(2025, 12, 31))
    ours("Belastingverdrag met een ander land herzien")
    item = held(toezegging(Tekst=ABOUT))
    page = client.get(reverse("parliament"))
    (shown,) = page.context["page"]
    (suggestion,) = shown.likely
    assert suggestion.commitment == likely
    with override("en"):
        why = suggestion.why
    assert why == "both speak of bescherming, mensenrechtenverdedigers; both are due on 31 Dec 2025"
    assert "Link to this one" in page.content.decode()
    client.post(reverse("parliament_link", args=[item.pk]), {"commitment": likely.pk})
    link = ParliamentLink.objects.get()
    assert (link.commitment, link.item, link.main, link.by) == (likely, item, True, person)
    assert AuditEvent.objects.get(action="parliament.link").details == {"number": "TZ209901-001"}
    (shown,) = client.get(reverse("parliament")).context["page"]
    assert shown.decision == "linked"
    assert not shown.likely


def test_the_document_that_parliament_names_speaks_for_what_stands_in_it(client, person):
    document = DocumentFactory(identifier="kst-32735-999")
    named = CommitmentFactory(
        recommendation=RecommendationFactory(document=document), title_nl="Iets heel anders"
    )
    held(toezegging(Tekst="Terugkomen op de brief Kamerstuk 32 735, nr. 999."))
    (shown,) = client.get(reverse("parliament")).context["page"]
    assert [one.commitment for one in shown.likely] == [named]
    with override("en"):
        assert shown.likely[0].why == "Parliament names the document it stands in"


def test_what_one_may_not_see_is_not_proposed_nor_found_nor_linked(client, person):
    secret = ours(level=Level.RESTRICTED, restricted_to=[UnitFactory().pk])
    item = held(toezegging(Tekst=ABOUT))
    (shown,) = client.get(reverse("parliament")).context["page"]
    assert not shown.likely
    found = client.get(item.get_absolute_url(), {"q": "mensenrechtenverdedigers"})
    assert not found.context["found"]
    client.post(reverse("parliament_link", args=[item.pk]), {"commitment": secret.pk})
    assert not ParliamentLink.objects.exists()


def test_a_link_to_what_one_may_not_see_is_not_told(client, person):
    unit = UnitFactory(code="GEHEIM")
    secret = ours("Zqx geheim", level=Level.RESTRICTED, restricted_to=[unit.pk])
    item = held(toezegging(Tekst=ABOUT))
    actions.link(by=System("test"), item=item, commitment=secret)
    for address in (
        reverse("parliament"),
        item.get_absolute_url(),
        reverse("parliament_differences"),
        reverse("parliament_file"),
    ):
        page = client.get(address).content.decode()
        assert "Zqx" not in page
    (shown,) = client.get(reverse("parliament"), {"decision": "to_link"}).context["page"]
    assert shown == item
    assert not client.get(reverse("parliament"), {"decision": "linked"}).context["page"].object_list
    refused = client.post(reverse("parliament_set_aside", args=[item.pk]), {"reason": "Of another."})
    assert refused.status_code == 422
    assert "It is linked" not in refused.content.decode()
    assert (
        client.post(reverse("parliament_unlink", args=[ParliamentLink.objects.get().pk])).status_code == 404
    )


def test_search_another_and_link(client, person):
    other = ours("Vrijheid van religie bevorderen")
    item = held(toezegging(Tekst=ABOUT))
    page = client.get(item.get_absolute_url(), {"q": "religie"})
    assert page.context["found"] == [other]
    client.post(reverse("parliament_link", args=[item.pk]), {"commitment": other.pk})
    again = client.post(reverse("parliament_link", args=[item.pk]), {"commitment": other.pk}, follow=True)
    assert "linked already" in again.content.decode()
    assert ParliamentLink.objects.count() == 1


def test_a_link_taken_back_stays_in_the_history_and_the_next_becomes_the_main_one(client, person):
    commitment = ours()
    first, second = held(toezegging()), held(toezegging("TZ209901-002"))
    actions.link(by=person, item=first, commitment=commitment)
    actions.link(by=person, item=second, commitment=commitment)
    assert [link.main for link in ParliamentLink.objects.order_by("pk")] == [True, False]
    client.post(reverse("parliament_main", args=[ParliamentLink.objects.get(item=second).pk]))
    assert ParliamentLink.objects.get(main=True).item == second
    client.post(reverse("parliament_unlink", args=[ParliamentLink.objects.get(item=second).pk]))
    assert ParliamentLink.objects.get(main=True).item == first
    assert ParliamentLink.objects.get(item=second).withdrawn
    assert ParliamentItem.objects.decided(person).get(pk=second.pk).decision == "to_link"
    actions.link(by=person, item=second, commitment=commitment)
    assert not ParliamentLink.objects.get(item=second).withdrawn


def test_set_aside_needs_a_reason_and_can_be_taken_up_again(client, person):
    item = held(toezegging())
    refused = client.post(reverse("parliament_set_aside", args=[item.pk]), {"reason": "  "})
    assert refused.status_code == 422
    assert not SetAside.objects.exists()
    client.post(reverse("parliament_set_aside", args=[item.pk]), {"reason": "Of another directorate."})
    assert ParliamentItem.objects.decided(person).get().decision == "set_aside"
    second = client.post(reverse("parliament_set_aside", args=[item.pk]), {"reason": "Another reason."})
    assert second.status_code == 422
    assert SetAside.objects.get().reason == "Of another directorate."
    assert (
        "Of another directorate."
        in client.get(reverse("parliament"), {"decision": "set_aside"}).content.decode()
    )
    assert client.get(reverse("parliament"), {"decision": "to_link"}).context["page"].paginator.count == 0
    client.post(reverse("parliament_take_up", args=[item.pk]))
    assert ParliamentItem.objects.decided(person).get().decision == "to_link"


def test_who_edits_within_a_unit_links_what_is_of_that_unit_and_decides_nothing_else(client):
    unit = UnitFactory()
    officer = PersonFactory(language="en", units=[unit])
    RoleAssignment.objects.create(person=officer, role=Role.POLICY_OFFICER, scope="unit", unit=unit)
    client.force_login(officer)
    item = held(toezegging(Tekst=ABOUT))
    mine, other = ours(unit=unit), ours()
    assert client.post(reverse("parliament_link", args=[item.pk]), {"commitment": other.pk}).status_code in {
        302,
        403,
    }
    assert not ParliamentLink.objects.exists()
    client.post(reverse("parliament_link", args=[item.pk]), {"commitment": mine.pk})
    assert ParliamentLink.objects.get().commitment == mine
    second = held(toezegging("TZ209901-002"))
    assert client.post(reverse("parliament_set_aside", args=[second.pk]), {"reason": "x"}).status_code == 403
    actions.set_aside(by=System("test"), item=second, reason="Of another directorate.")
    refused = client.post(reverse("parliament_link", args=[second.pk]), {"commitment": mine.pk}, follow=True)
    assert "This item was set aside." in refused.content.decode()
    assert SetAside.objects.get().item == second
    assert not ParliamentLink.objects.filter(item=second).exists()
    assert client.get(reverse("parliament_read")).status_code == 403


def test_a_commitment_is_made_from_an_item(client, person):
    item = held(toezegging(Tekst=ABOUT))
    address = reverse("parliament_promise", args=[item.pk])
    assert client.get(address).context["form"]["due_latest"].value() == date(2025, 12, 31)
    refused = client.post(address, {"title_nl": "", "level": "internal"})
    assert refused.status_code == 422
    assert not Document.objects.exists()
    given = {
        "title_nl": "Kamer informeren over verdedigers",
        "level": "internal",
        "due_latest": "2025-12-31",
        "unit": UnitFactory().pk,
    }
    answered = client.post(address, given)
    commitment = Commitment.objects.get()
    assert answered.url == commitment.get_absolute_url()
    assert (commitment.due_latest, commitment.document.kind) == (date(2025, 12, 31), "parliament")
    assert (commitment.document.identifier, commitment.document.published_on) == (
        "TZ209901-001",
        date(2025, 3, 3),
    )
    assert commitment.document.official_address == ""
    assert ParliamentLink.objects.get().commitment == commitment
    again = client.post(address, given)
    assert again.status_code == 422
    assert "It is linked to a commitment." in again.content.decode()
    assert Commitment.objects.count() == 1
    actions.unlink(by=person, link=ParliamentLink.objects.get())
    client.post(address, given)
    assert (Commitment.objects.count(), Document.objects.count()) == (2, 1)


def test_a_motion_shows_on_the_commitment_and_leads_to_its_official_page(client, person):
    commitment = ours()
    item = held(zaak(), entity="Zaak")
    actions.link(by=person, item=item, commitment=commitment)
    assert (
        "https://www.tweedekamer.nl/kamerstukken/detail?id=2099Z00001"
        in client.get(item.get_absolute_url()).content.decode()
    )
    assert "Motie van het lid Verzonnen" in client.get(commitment.get_absolute_url()).content.decode()


def test_the_commitment_says_number_status_deadline_and_differences_as_of_a_day(client, person):
    commitment = ours(due_latest=date(2026, 3, 31))
    item = held(toezegging())
    actions.link(by=person, item=item, commitment=commitment)
    page = client.get(commitment.get_absolute_url()).content.decode()
    assert "TZ209901-001" in page
    assert "Our term ends 31 Mar 2026, 90 days after the day Parliament keeps, 31 Dec 2025." in page
    assert (
        "TZ209901-001" not in client.get(commitment.get_absolute_url(), {"on": "2020-01-01"}).content.decode()
    )


def test_parliaments_deadline_is_taken_over_with_its_reason_and_never_by_itself(client, person):
    commitment = ours(due_latest=date(2026, 3, 31), due_earliest=date(2026, 1, 1))
    item = held(toezegging())
    made = actions.link(by=person, item=item, commitment=commitment)
    held(toezegging(DatumNakoming="2026-02-15", GewijzigdOp="2025-09-01T00:00:00Z"))
    commitment.refresh_from_db()
    assert commitment.due_latest == date(2026, 3, 31)
    listed = client.get(reverse("parliament_differences"), {"kind": "deadline"})
    (row,) = listed.context["parts"][0][2].object_list
    with override("en"):
        assert (row.ours, row.theirs) == ("1 Jan – 31 Mar 2026", "15 Feb 2026")
    client.post(
        reverse("parliament_accept_deadline", args=[made.pk]), {"back": reverse("parliament_differences")}
    )
    commitment.refresh_from_db()
    assert (commitment.due_earliest, commitment.due_latest) == (date(2026, 1, 1), date(2026, 2, 15))
    assert DueMove.objects.get().reason == "As Parliament keeps it: TZ209901-001."
    assert client.get(reverse("parliament_differences")).context["tabs"][1][2] == 0


def test_what_became_of_parliaments_deadline_is_said_on_the_page_that_asked(client, person):
    commitment = ours(due_latest=date(2026, 3, 31))
    made = actions.link(by=person, item=held(toezegging()), commitment=commitment)
    held(toezegging(DatumNakoming="2026-02-15", GewijzigdOp="2025-09-01T00:00:00Z"))
    place = commitment.get_absolute_url()
    said = client.post(reverse("parliament_accept_deadline", args=[made.pk]), {"back": place}, follow=True)
    assert said.redirect_chain == [(place, 302)]
    assert "The deadline is now the one that Parliament keeps." in said.content.decode()


def test_back_leads_nowhere_else(client, person):
    item = held(toezegging())
    away = client.post(
        reverse("parliament_link", args=[item.pk]),
        {"commitment": ours().pk, "back": "//evil.example/register/"},
    )
    assert away.url == item.get_absolute_url()


def test_all_kinds_of_difference_are_counted_and_listed(client, person):
    numberless = CommitmentFactory(recommendation=RecommendationFactory(document__kind="letter"))
    closed, open_one, gone = (
        ours(state="lapsed", state_reason="x"),
        ours(),
        ours(due_latest=date(2025, 12, 31)),
    )
    for number, commitment in (("001", closed), ("002", open_one), ("003", gone)):
        actions.link(by=person, item=held(toezegging(f"TZ209901-{number}")), commitment=commitment)
    held(toezegging("TZ209901-002", Status="Voldaan", GewijzigdOp="2025-09-01T00:00:00Z"))
    held(toezegging("TZ209901-003", Verwijderd=True, GewijzigdOp="2025-09-01T00:00:00Z"))
    held(toezegging("TZ209901-004"))
    page = client.get(reverse("parliament_differences"))
    assert [(tab[0], tab[2]) for tab in page.context["tabs"]] == [
        ("state", 2),
        ("deadline", 0),
        ("removed", 1),
        ("unlinked", 1),
        ("unnumbered", 1),
    ]
    parts = {part[0]: list(part[2].object_list) for part in page.context["parts"]}
    with override("en"):
        told = [(row.item.number, row.ours, row.theirs) for row in parts["state"]]
    assert told == [
        ("TZ209901-001", "lapsed", "open at Parliament"),
        ("TZ209901-002", "open", "met, says Parliament"),
    ]
    assert all(row.since for row in parts["state"] + parts["removed"])
    assert parts["unnumbered"] == [numberless]


def test_what_is_refused_is_said_in_red_until_the_next_reading(client, person):
    held(toezegging(), toezegging("TZ209901-002", Status="Vervallen"))
    page = client.get(reverse("parliament")).content.decode()
    assert "The last reading refused 1 row" in page
    assert "TZ209901-002: its status “Vervallen” is unknown here" in page
    held(toezegging())
    assert "refused" not in client.get(reverse("parliament")).content.decode()


def _sent(*rows, name="pagina.json"):
    return SimpleUploadedFile(name, answer(*rows).getvalue(), content_type="application/json")


def test_files_are_looked_at_first_and_stored_after(client, person):
    address = reverse("parliament_read")
    looked = client.post(
        address, {"data_files": [_sent(toezegging()), _sent(toezegging("TZ209901-002", Status="?"))]}
    )
    assert looked.context["outcome"].only_looked
    page = looked.content.decode()
    assert "2 rows read: 1 new, 1 refused. This is what would happen; nothing was stored." in page
    assert not ParliamentItem.objects.exists()
    stored = client.post(address, {"waiting": looked.context["waiting"]})
    assert "2 rows read: 1 new, 1 refused." in stored.content.decode()
    assert ParliamentItem.objects.get().number == "TZ209901-001"
    gone = client.post(address, {"waiting": looked.context["waiting"]})
    assert gone.status_code == 422
    assert "no longer there" in gone.content.decode()


def test_the_files_of_another_page_are_not_taken_for_these(client, person):
    address = reverse("parliament_read")
    first = client.post(address, {"data_files": [_sent(toezegging())]}).context["waiting"]
    client.post(address, {"data_files": [_sent(toezegging("TZ209901-002"))]})
    assert client.post(address, {"waiting": first}).status_code == 422
    assert not ParliamentItem.objects.exists()


@pytest.mark.parametrize(
    "file,told",
    [
        (SimpleUploadedFile("x.json", b"<html>"), "This is a web page or XML"),
        (SimpleUploadedFile("x.json", b'{"value":['), "breaks off"),
        (SimpleUploadedFile("x.json", b""), "The file is empty."),
        (None, "Choose a file."),
    ],
)
def test_a_file_that_is_broken_is_said_beside_the_field(client, person, file, told):
    answered = client.post(reverse("parliament_read"), {"data_files": [file]} if file else {})
    assert answered.status_code == 422
    assert told in answered.content.decode()


def test_filters_words_numbers_and_order(client, person):
    held(
        toezegging(Tekst=ABOUT),
        zaak(),
        toezegging("TZ209901-003", Status="Voldaan", Aanmaakdatum="2025-05-01"),
        entity="",
    )

    def numbers(**query):
        return [item.number for item in client.get(reverse("parliament"), query).context["page"]]

    assert numbers(kind="motion") == ["2099Z00001"]
    assert numbers(q="mensenrechtenverdedigers") == ["TZ209901-001"]
    assert numbers(q="tz209901-003") == ["TZ209901-003"]
    assert numbers(status="met") == ["TZ209901-003"]
    assert numbers(sort="number") == ["2099Z00001", "TZ209901-001", "TZ209901-003"]
    assert numbers(removed="on") == []
    assert numbers(kind="nonsense", sort="nonsense", page="x")[0] == "TZ209901-003"
    text = client.get(reverse("parliament_file"), {"kind": "motion"}).content.decode("utf-8-sig")
    assert text.count("\n") == 2
    assert "2099Z00001" in text


def test_the_search_for_everything_finds_a_number(client, person):
    held(toezegging())
    assert "TZ209901-001" in client.get("/search/", {"q": "TZ209901-001"}).content.decode()


def test_the_item_page_tells_what_changed_reading_after_reading(client, person):
    item = held(toezegging())
    held(
        toezegging(
            Status="Voldaan",
            DatumNakoming=None,
            KamerbriefNakoming=[{"DocumentNummer": "2099D00007"}],
            IsHerhalingVan=[{"Nummer": "TZ209901-002"}],
            GewijzigdOp="2025-09-01T00:00:00Z",
        )
    )
    other = held(toezegging("TZ209901-002"))
    page = client.get(item.get_absolute_url())
    newest, first = page.context["readings"]
    assert first.first
    assert ("Openstaand", "Voldaan") in [(change.was, change.now) for change in newest.changes]
    assert "detail?id=2099D00007" in page.content.decode()
    assert other.get_absolute_url() in page.content.decode()
    assert [one.how for one in client.get(other.get_absolute_url()).context["related"]] == ["is repeated by"]


@pytest.mark.parametrize(
    "address",
    ["/register/parliament/", "/register/parliament/items.csv", "/register/parliament/differences/"],
)
def test_the_number_of_queries_does_not_grow(client, person, address):
    def fill(first, last):
        for number in range(first, last):
            item = held(toezegging(f"TZ209901-{number:03}", Tekst=f"{ABOUT} Deel {number}."))
            commitment = ours(due_latest=date(2026, 1, 1), recommendation__document__kind="letter")
            if number % 2:
                actions.link(by=person, item=item, commitment=commitment)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    fill(1, 5)
    few = queries()
    fill(5, 25)
    assert queries() <= few
    assert few < 45


def test_what_only_looks_like_a_key_leaves_the_page_standing(client, person):
    item = held(toezegging(IsHerhalingVan=["z" * 36]))
    page = client.get(item.get_absolute_url())
    assert page.status_code == 200
    assert "z" * 36 in page.content.decode()
