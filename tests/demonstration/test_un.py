# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up corpus of the demonstration: all of it is marked, and can be found."""

import pytest
from django.conf import settings as configured

from praktijk.access.roles import Role
from praktijk.demonstration.loading import load
from praktijk.demonstration.material import data
from praktijk.demonstration.wiping import wipe_illustrative
from praktijk.recommendations.un.followup.models import Assessment, FollowUp
from praktijk.recommendations.un.models import ImportFinding, SourceRecord, UNRecommendation
from praktijk.recommendations.un.search import finding, index
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded(settings, monkeypatch):
    monkeypatch.setattr(index, "_here", index.Index())
    finding._remembered.clear()
    settings.DEMO = True
    assert load()


def lines() -> int:
    told = data("un")
    return sum(len(one["made"]) for one in [*told["reviews"], *told["observations"]])


@pytest.mark.usefixtures("_loaded")
def test_every_line_arrives_marked_and_nothing_is_found_wrong_with_it():
    assert SourceRecord.objects.count() == lines()
    assert ImportFinding.objects.count() == 0
    assert UNRecommendation.objects.exists()
    assert not UNRecommendation.objects.filter(illustrative=False).exists()
    assert not UNRecommendation.objects.exclude(symbol__startswith="EXAMPLE/").exists()


@pytest.mark.usefixtures("_loaded")
def test_the_own_state_recommended_and_was_recommended_to():
    own = UNRecommendation.objects.filter(recommending__contains=[configured.OWN_STATE])
    assert len({tuple(one.countries) for one in own}) > 10
    assert {one.cycle for one in own} == {1, 2, 3, 4}
    assert UNRecommendation.objects.filter(countries=[configured.OWN_STATE]).exists()


@pytest.mark.usefixtures("_loaded")
def test_what_became_of_some_is_written_down_and_made_up_too():
    assert Assessment.objects.count() == len(data("un")["followed"])
    assert not Assessment.objects.filter(illustrative=False).exists()
    assert FollowUp.objects.exclude(next_look_on=None).exists()


@pytest.mark.usefixtures("_loaded")
def test_they_are_found_and_shown_as_made_up(client):
    client.force_login(PersonFactory(role=Role.READER, language="en"))
    page = client.get("/un/?q=torture&country=KE").content.decode()
    assert "Convention against" in page
    assert "illustrative" in page


@pytest.mark.usefixtures("_loaded")
def test_a_wipe_takes_them_out_of_the_search_too():
    wipe_illustrative()
    assert UNRecommendation.objects.count() == 0
    assert SourceRecord.objects.count() == 0
    assert len(index.index().live) == 0
