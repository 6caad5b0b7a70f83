# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The country page: whatever the rooms say, to whom they may say it."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from praktijk.access.models import AuditEvent, RoleAssignment, Unit
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.dossiers.gathering import gather
from praktijk.recommendations.actions import life
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.reference import country_sections
from praktijk.reference.country_sections import Section
from praktijk.reference.eu_guidelines import guidelines, that_apply
from praktijk.reference.exchange.terms import Kind, listed
from praktijk.web.blocks import Cell, Content, Facts, Headline, Item, Items, Table, Words
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    forget(monkeypatch)
    take_in()


@pytest.fixture
def officer():
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


def page(client, person, path="/countries/TD/"):
    client.force_login(person)
    answer = client.get(path, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_section_is_there_in_the_order_of_the_chain(client, officer):
    shown = page(client, officer)
    keys = ["who-we-are", "ratifications", "own-recommendations", "un-bodies", "eu-guidelines", "commitments"]
    places = [shown.index(f'<section id="{key}"') for key in [*keys, "latest-changes"]]
    assert places == sorted(places)
    assert "Let judges into each prison" in shown


def test_the_four_figures_that_matter_come_first(officer):
    dossier = gather(officer, "TD", timezone.localdate())
    assert [one.label for one in dossier.first][:1] != []
    assert len(dossier.first) <= 4
    orders = [one.order for one in dossier.headlines]
    assert orders == sorted(orders)


def test_what_became_of_ours_and_who_is_there(client, officer):
    UnitFactory(code="NDJ", name_en="Embassy in Ndjamena", kind=Unit.Kind.POST, countries=["TD"])
    actions.assess(
        by=officer,
        recommendation=UNRecommendation.objects.get(countries=["TD"]),
        state="regressed",
        on=timezone.localdate(),
        confidence="low",
        reason="They closed again.",
    )
    shown = page(client, officer)
    assert "Embassy in Ndjamena" in shown
    assert "regressed" in shown


def test_commitments_that_touch_the_country(client, officer):
    CommitmentFactory(title_en="Open the doors", countries=["TD"])
    CommitmentFactory(title_en="Elsewhere", countries=["KE"])
    shown = page(client, officer)
    assert "Open the doors" in shown
    assert "Elsewhere" not in shown


def test_what_is_restricted_is_hidden_from_others_and_audited_for_insiders(client, officer):
    unit = UnitFactory()
    CommitmentFactory(
        title_en="Quiet diplomacy", countries=["TD"], level=Level.RESTRICTED, restricted_to=[unit.pk]
    )
    assert "Quiet diplomacy" not in page(client, officer)
    insider = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], language="en")
    assert "Quiet diplomacy" in page(client, insider)
    assert AuditEvent.objects.filter(action="read", person=insider).count() == 1


def test_a_post_elsewhere_sees_what_is_public_and_no_more(client, officer):
    UnitFactory(kind=Unit.Kind.POST, countries=["TD"])
    actions.add_note(
        by=officer,
        recommendation=UNRecommendation.objects.get(countries=["TD"]),
        on=timezone.localdate(),
        text="The minister promised a visit",
    )
    other = PersonFactory(language="en")
    elsewhere = UnitFactory(kind=Unit.Kind.POST, countries=["KE"])
    RoleAssignment.objects.create(person=other, role=Role.POST_OFFICER, scope="post", unit=elsewhere)
    assert "The minister promised a visit" in page(client, officer)
    assert "The minister promised a visit" not in page(client, other)


def test_who_has_no_register_has_no_country_page(client):
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR))
    for path in ("/countries/", "/countries/TD/", "/countries/compare/?country=TD&country=KE"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("typed", ["td", "TCD", "Chad", "tsjaad", "Tchad"])
def test_other_ways_to_call_it_lead_there(client, officer, typed):
    client.force_login(officer)
    answer = client.get(f"/countries/{typed}/", follow=True)
    assert answer.redirect_chain[-1][0] == "/countries/TD/"


@pytest.mark.parametrize("typed", ["XX", "Atlantis", "<script>", "0", "T" * 300, "%00", "..", "TD;drop"])
def test_what_is_no_country_is_not_found(client, officer, typed):
    client.force_login(officer)
    assert client.get(f"/countries/{typed}/").status_code == 404


@pytest.mark.parametrize("code", ["NL", "VA", "TV", "TW", "PS", "XK"])
def test_a_country_of_which_nothing_is_known_has_its_page(client, officer, code):
    client.force_login(officer)
    assert client.get(f"/countries/{code}/", follow=True).status_code in (200, 404)
    if code != "XK":
        assert "ratification" in page(client, officer, f"/countries/{code}/")


def test_a_room_that_comes_later_adds_its_section_by_registering_it(client, officer, monkeypatch):
    monkeypatch.setattr(country_sections, "_sections", dict(country_sections._sections))
    content = Content(
        "Everything flows.",
        blocks=[
            Words("Some words."),
            Facts([("Term", Cell("Fact", "/x/"))]),
            Table("Caption", ["A", "B"], [[Cell("a"), Cell("7", number=7)]]),
            Items("Heading", [Item(Cell("One", tone="ok", icon="●"), "about", timezone.localdate())]),
        ],
        headlines=[Headline("Rivers", Cell("7", number=7), order=1)],
    )
    country_sections.register(Section("rivers", "Rivers", 15, lambda reader, country, today: content))
    shown = page(client, officer)
    for words in ("Everything flows.", "Some words.", "Fact", "Caption", "Heading", "about"):
        assert words in shown
    assert shown.index("<dt>Rivers") < shown.index("who-we-are")
    country_sections.register(Section("rivers", "Rivers", 15, lambda reader, country, today: None))
    assert "Everything flows." not in page(client, officer)


def test_the_number_of_queries_does_not_grow(client, officer, django_assert_max_num_queries):
    client.force_login(officer)
    with django_assert_max_num_queries(34):
        client.get("/countries/KE/")
    take_in(*(record(f"w{n}", Text=f"<p>150.{n} Dig well number {n} in the village</p>") for n in range(30)))
    for _ in range(20):
        CommitmentFactory(countries=["KE"])
    with django_assert_max_num_queries(34):
        client.get("/countries/KE/")


def test_countries_are_found_by_a_part_of_any_name_of_theirs(client, officer):
    assert "Chad" in page(client, officer, "/countries/?q=tsja")
    assert "Eswatini" in page(client, officer, "/countries/?q=Swaziland")
    assert "Côte d’Ivoire" in page(client, officer, "/countries/?q=ivoorkust")
    assert "No country is called that" in page(client, officer, "/countries/?q=atlantis")
    assert "/countries/TD/" not in page(client, officer, "/countries/?region=asia_pacific")


def test_where_we_have_a_post_comes_first(client, officer):
    UnitFactory(code="NDJ", kind=Unit.Kind.POST, countries=["TD"])
    shown = page(client, officer, "/countries/")
    assert shown.index("/countries/TD/") < shown.index("/countries/AF/")


def test_the_search_for_everything_leads_to_the_country(client, officer):
    assert "/countries/TD/" in page(client, officer, "/search/?q=chad")


def test_side_by_side(client, officer):
    shown = page(client, officer, "/countries/compare/?country=KE&country=Chad&country=SVN")
    for name in ("Kenya", "Chad", "Slovenia"):
        assert name in shown
    assert "Supported" in shown
    answer = client.get("/countries/compare/?country=KE&country=TD&as=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][2:] == ["Kenya", "Chad"]
    assert ["Our recommendations", "Recommendations of ours", "3", "1"] in rows


@pytest.mark.parametrize(
    "query,why",
    [
        ("country=KE", "at least two"),
        ("country=KE&country=ken", "at least two"),
        ("country=KE&country=Atlantis", "No country is called Atlantis"),
        ("country=KE&country=<script>alert(1)</script>", "No country is called"),
        (
            "&".join(f"country={code}" for code in ["KE", "TD", "SI", "NL", "FR", "DE"]),
            "five countries at most",
        ),
    ],
)
def test_what_cannot_be_compared_is_said(client, officer, query, why):
    client.force_login(officer)
    answer = client.get(f"/countries/compare/?{query}")
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert b"<script>alert" not in answer.content


def test_side_by_side_leads_to_the_pages_of_the_countries(client, officer, monkeypatch):
    monkeypatch.setattr(country_sections, "_sections", dict(country_sections._sections))
    content = Content("Everything flows.", compared=[("Rivers", Cell("7", "#rivers", number=7))])
    country_sections.register(Section("rivers", "Rivers", 15, lambda reader, country, today: content))
    shown = page(client, officer, "/countries/compare/?country=KE&country=TD")
    assert 'href="#' not in shown[shown.index("<table") :]
    assert 'href="/countries/KE/#rivers"' in shown
    assert 'href="/countries/TD/#rivers"' in shown


def test_the_figures_have_their_numbers_and_their_image(client, officer):
    shown = page(client, officer, "/countries/KE/")
    assert "/countries/KE/figures/un-bodies/1.csv" in shown
    answer = client.get("/countries/KE/figures/un-bodies/1.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Theme"
    assert len(rows) > 1
    assert client.get("/countries/KE/figures/un-bodies/1.svg").content.startswith(b"<svg")


@pytest.mark.parametrize("which", ["un-bodies/0", "un-bodies/2", "nothing/1", "who-we-are/1", "un-bodies/99"])
def test_a_figure_that_is_not_there_is_not_found(client, officer, which):
    client.force_login(officer)
    assert client.get(f"/countries/KE/figures/{which}.csv").status_code == 404


def test_the_first_line_says_it_from_the_data(client, officer):
    CommitmentFactory(countries=["TD"])
    assert "ommitments open: 1" in page(client, officer)


def test_what_is_not_shown_is_not_recorded_as_read(client):
    unit = UnitFactory()
    insider = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], language="en")
    for number in range(20):
        CommitmentFactory(
            title_en=f"Quiet {number}", countries=["TD"], level=Level.RESTRICTED, restricted_to=[unit.pk]
        )
    shown = page(client, insider)
    read = AuditEvent.objects.filter(action="read", person=insider).count()
    assert read == sum(f">Quiet {number}<" in shown for number in range(20)) == 15


def test_the_latest_changes_tell_of_states_deadlines_and_the_un(client, officer):
    commitment = CommitmentFactory(title_en="Open the doors", countries=["TD"])
    life.change_state(by=officer, commitment=commitment, state="in_progress")
    life.move_due(
        by=officer,
        commitment=commitment,
        due_earliest=None,
        due_latest=timezone.localdate() + timedelta(days=400),
        reason="The visit was late",
    )
    shown = page(client, officer)
    latest = shown[shown.index('<section id="latest-changes"') :]
    assert "commitment: in progress" in latest
    assert "deadline moved" in latest
    assert "paragraph of the UN" in latest


def test_without_names_there_is_a_form(client, officer):
    assert "two to five countries" in page(client, officer, "/countries/compare/")


def test_each_guideline_covers_themes_of_ours_and_revisions_come_after(officer):
    themes = listed(Kind.THEME)
    for one in guidelines():
        assert one.themes <= themes.keys(), one.key
        assert all(year > one.adopted for year in one.revised)
    assert [one.key for one in that_apply(["torture"])] == ["torture"]
    assert that_apply([]) == []
