# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map of the world: every country has its place, and no value is not zero."""

import json

import pycountry
import pytest

from praktijk.web.charts import PALETTE, Figure
from praktijk.web.shapes import shapes
from praktijk.web.worldmap import Place, world_map

#: Nobody lives there but scientists, or nobody at all.
EMPTY = {"AQ"}


def figure(places, bounds=(1, 5)):
    spec = world_map(places, legend="Recommendations", bounds=bounds)
    return Figure("map", "Map", "One country has most.", spec, ["Country"], [["x"]])


def test_every_country_has_a_shape_or_a_dot_and_only_one():
    drawn = [one["id"] for one in shapes()]
    assert len(drawn) == len(set(drawn))
    missing = {country.alpha_2 for country in pycountry.countries} - set(drawn) - EMPTY
    assert missing == set()


@pytest.mark.parametrize("code", ["MC", "NR", "TV", "SM", "MV", "MT", "LI", "ST"])
def test_small_states_are_dots(code):
    (dot,) = [one["geometry"] for one in shapes() if one["id"] == code]
    assert dot["type"] == "Point"
    longitude, latitude = dot["coordinates"]
    assert -180 <= longitude <= 180
    assert -60 <= latitude <= 80


def test_what_lies_within_another_country_is_drawn_after_it():
    order = [one["id"] for one in shapes()]
    assert order.index("ZA") < order.index("LS")
    assert order.index("IT") < order.index("SM")


def test_no_ring_runs_the_wrong_way_round_which_would_fill_the_world():
    for country in [one for one in shapes() if one["geometry"]["type"] == "MultiPolygon"]:
        for (ring,) in country["geometry"]["coordinates"]:
            turned = sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))
            assert turned < 0, country["id"]


def test_on_paper_the_shapes_are_drawn_in_and_zero_is_not_nothing():
    def coloured(*places):
        return figure(places).svg().count(f'fill="{PALETTE.teal}"')

    nothing = coloured(Place("KE", None, "Kenya: not known"))
    assert coloured(Place("KE", 0, "Kenya: 0")) > nothing
    assert coloured(Place("KE", 0, "Kenya: 0"), Place("MC", 7, "Monaco: 7")) > coloured(
        Place("KE", 0, "Kenya: 0")
    )


def test_on_the_page_the_shapes_are_fetched_once():
    page = figure([Place("KE", 3, "Kenya: 3")]).spec_for_page()
    assert "/static/web/world.json" in page
    assert len(page) < 5_000
    assert '"var(--praktijk-chart-teal)"' in page
    json.loads(page)


@pytest.mark.parametrize("bounds", [(5, 1), (1, 1), (1, 2, 3, 4, 5)])
def test_steps_rise_and_are_five_at_most(bounds):
    with pytest.raises(ValueError, match="bounds"):
        world_map([], legend="x", bounds=bounds)
