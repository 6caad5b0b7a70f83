# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Views of the register that people keep: whose they are, who sees them, and what becomes of them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.saved_views import actions
from praktijk.recommendations.saved_views.models import SavedView
from tests.factories import CommitmentFactory, PersonFactory, ThemeFactory, UnitFactory

pytestmark = pytest.mark.django_db


def somebody(**about):
    return PersonFactory(role=Role.COORDINATOR, language="en", **about)


@pytest.fixture
def unit():
    return UnitFactory(code="DMM")


@pytest.fixture
def person(client, unit):
    person = somebody(name="Ans", units=[unit])
    client.force_login(person)
    return person


def save(client, name: str, query: str = "", **more):
    return client.post(reverse("save_view"), {"name": name, "query": query} | more)


def test_a_view_is_saved_in_its_one_form_and_stands_above_the_register_as_the_present_one(client, person):
    CommitmentFactory(title_en="Open one")
    answer = save(client, "  What  is open ", "state=in_progress&q=&state=open&page=3&unknown=x")
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("What is open", "state=in_progress&state=open")
    assert answer.headers["Location"] == "/register/?state=in_progress&state=open"
    page = client.get(answer.headers["Location"]).content.decode()
    assert 'href="/register/?state=in_progress&amp;state=open" aria-current="true">What is open' in page
    assert 'aria-current="true">What is open' not in client.get(reverse("register")).content.decode()


def test_the_day_of_as_known_on_is_kept(client, person):
    save(client, "Then", "on=2026-01-01&overdue=on")
    assert SavedView.objects.get().query == "overdue=on&on=2026-01-01"


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_has_words_and_an_end(client, person, name):
    answer = save(client, name, "overdue=on")
    assert answer.status_code == 422
    assert not SavedView.objects.exists()
    assert 'value="overdue=on"' in answer.content.decode()
    with pytest.raises(ValidationError):
        actions.save_view(by=person, name=name, query="")


def test_a_name_is_used_once_by_each_person_whatever_its_capitals(client, person):
    save(client, "Mijn werk")
    answer = save(client, "mijn  WERK", "overdue=on")
    assert answer.status_code == 422
    assert "You have a view with this name already" in answer.content.decode()
    other = somebody()
    actions.save_view(by=other, name="Mijn werk", query="")
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize(
    "query", ["theme=gone", "state=nonsense", "on=yesterday", "document=999999", "due_from=x"]
)
def test_what_is_not_understood_is_not_kept(client, person, query):
    answer = save(client, "View", query)
    assert answer.status_code == 422
    assert "not understood" in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_hundred_is_the_most(client, person):
    SavedView.objects.bulk_create(
        SavedView(person=person, name=f"v{n}", query="") for n in range(actions.MOST)
    )
    answer = save(client, "One more")
    assert answer.status_code == 422
    assert "100 views" in answer.content.decode()
    actions.delete_view(by=person, view=SavedView.objects.first())
    assert save(client, "One more").status_code == 302


def test_it_is_shared_with_a_unit_of_ones_own_only(client, person, unit):
    other = UnitFactory()
    assert save(client, "View", shared_with=other.pk).status_code == 422
    with pytest.raises(ValidationError):
        actions.save_view(by=person, name="View", query="", shared_with=other)
    assert save(client, "View", shared_with=unit.pk).status_code == 302


def test_colleagues_see_name_and_who_and_never_more_than_they_may(client, person, unit):
    secret = UnitFactory()
    CommitmentFactory(title_en="Seen by all", state="open")
    CommitmentFactory(title_en="Seen by few", level=Level.RESTRICTED, restricted_to=[secret.pk])
    view = actions.save_view(by=person, name="Ours", query="state=open", shared_with=unit)
    colleague, stranger = somebody(units=[unit]), somebody()
    client.force_login(colleague)
    page = client.get(reverse("register")).content.decode()
    assert "Ours" in page
    assert "by Ans, DMM" in page
    opened = client.get(view.get_absolute_url()).content.decode()
    assert "Seen by all" in opened
    assert "Seen by few" not in opened
    assert client.get(reverse("change_view", args=[view.pk])).status_code == 403
    assert client.post(reverse("delete_view", args=[view.pk])).status_code == 403
    client.force_login(stranger)
    assert "Ours" not in client.get(reverse("register")).content.decode()
    assert client.get(reverse("change_view", args=[view.pk])).status_code == 404
    assert SavedView.objects.filter(pk=view.pk).exists()


@pytest.mark.parametrize("how", ["left", "closed"])
def test_who_leaves_the_unit_takes_their_views_along(client, person, unit, how):
    actions.save_view(by=person, name="Ours", query="", shared_with=unit)
    if how == "left":
        person.units.clear()
    else:
        person.is_active = False
        person.save()
    assert not SavedView.objects.visible_to(somebody(units=[unit])).exists()


def test_only_ones_own_is_changed_and_deleted(person):
    view = actions.save_view(by=person, name="Mine", query="")
    other = somebody()
    with pytest.raises(PermissionDenied):
        actions.change_view(by=other, view=view, name="Theirs", shared_with=None)
    with pytest.raises(PermissionDenied):
        actions.delete_view(by=other, view=view)
    assert AuditEvent.objects.filter(action__startswith="view.", result="refused", person=other).count() == 2


def test_renaming_and_sharing_and_deleting(client, person, unit):
    view = actions.save_view(by=person, name="Old", query="overdue=on")
    actions.save_view(by=person, name="Taken", query="")
    address = reverse("change_view", args=[view.pk])
    assert client.post(address, {"name": "taken"}).status_code == 422
    assert client.post(address, {"name": "old", "shared_with": unit.pk}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.shared_with, view.query) == ("old", unit, "overdue=on")
    assert client.post(reverse("delete_view", args=[view.pk])).status_code == 302
    assert [one.name for one in SavedView.objects.all()] == ["Taken"]
    trail = AuditEvent.objects.filter(person=person, action__startswith="view.").order_by("pk")
    assert list(trail.values_list("action", flat=True)) == [
        "view.save", "view.save", "view.change", "view.delete",
    ]  # fmt: skip


def test_a_view_of_what_is_gone_says_so_and_shows_nothing_in_its_place(client, person):
    theme = ThemeFactory(key="weg")
    save(client, "Lost", "theme=weg")
    save(client, "Fine", "overdue=on")
    CommitmentFactory(title_en="Another")
    assert "holds no more" not in client.get(reverse("saved_views")).content.decode()
    theme.delete()
    for address in (reverse("register"), reverse("saved_views")):
        page = client.get(address).content.decode()
        assert page.count("holds no more") == 1, address
    opened = client.get("/register/?theme=weg").content.decode()
    assert "weg" in opened
    assert "Another" not in opened


def test_the_number_of_queries_does_not_grow_with_the_views(client, person, unit):
    def queries() -> int:
        client.get(reverse("register"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("register")).status_code == 200
        return len(captured)

    actions.save_view(by=person, name="First", query="overdue=on", shared_with=unit)
    few = queries()
    for number in range(20):
        actions.save_view(by=person, name=f"More {number}", query="state=open", shared_with=unit)
        actions.save_view(by=somebody(units=[unit]), name="Theirs", query="overdue=on", shared_with=unit)
    assert queries() == few
