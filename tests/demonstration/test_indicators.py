# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up series of the demonstration: for each group of criteria, marked, and gone when wiped."""

from collections import Counter

import pytest

from praktijk.demonstration.indicators import load_indicators
from praktijk.demonstration.material import data
from praktijk.demonstration.wiping import wipe_illustrative
from praktijk.indicators.models import Observation, Series, Vintage
from tests.indicators.made import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded():
    load_indicators(data("indicators"))


def test_each_group_of_criteria_has_its_series():
    told = Counter(one["group"] for one in data("indicators")["series"])
    assert told == {"situation": 3, "influence": 2, "effect": 2, "interests": 3}
    assert Series.objects.count() == told.total()


def test_all_of_it_is_marked_and_no_publisher_is_named():
    for series in Series.objects.all():
        assert series.illustrative
        assert series.key.startswith("demo-")
        assert "voorbeeld" in series.title_nl
        assert "example" in series.title_en
        assert not series.publisher
        assert series.about_nl


def test_there_are_enough_countries_and_some_have_no_value():
    for vintage in Vintage.objects.all():
        assert vintage.countries > 40
    assert len({one.countries for one in Vintage.objects.all()}) > 1


def test_wiping_takes_them_and_leaves_what_is_real():
    plain("KEN,2024,3", key="real")
    wiped = wipe_illustrative()
    assert wiped.removed["series"] == 10
    assert list(Series.objects.values_list("key", flat=True)) == ["real"]
    assert Observation.objects.count() == 1
