# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Series of our own at each level: canaries in their words, and a row for each address."""

from datetime import date

from praktijk.access.publication import Level
from praktijk.indicators.models import Observation, Series, Vintage
from tests.matrix.canaries import World
from tests.matrix.rows import Row
from tests.matrix.viewers import REGISTER

LEVELS = (Level.INTERNAL, Level.RESTRICTED)


def plant_indicators(world: World) -> None:
    """A series at each level with a vintage and a value, on the page of every country that is looked at."""
    for level in LEVELS:
        restricted = level is Level.RESTRICTED
        about = {"restricted": restricted}
        series = Series.objects.create(
            level=level,
            restricted_to=[world.units["GEHEIM"].pk] if restricted else [],
            key=f"reeks-{level.value}",
            source="plain",
            title_nl=world.plant(f"series{level.value}", REGISTER, **about),
            title_en=world.plant(f"seriesen{level.value}", REGISTER, shown=False),
            about_nl=world.plant(f"seriesabout{level.value}", REGISTER, **about),
            publisher=world.plant(f"seriespublisher{level.value}", REGISTER, **about),
            licence=world.plant(f"serieslicence{level.value}", REGISTER, **about),
            direction="more",
            measure_nl=world.plant(f"seriesunit{level.value}", REGISTER, **about),
            is_key=True,
        )
        vintage = Vintage.objects.create(
            series=series,
            name=world.plant(f"vintage{level.value}", REGISTER, **about),
            read_on=date(2026, 1, 2),
            files="own.csv",
            digest="0" * 64,
            content="0" * 64,
            first_year=2024,
            last_year=2024,
            countries=1,
            values=1,
        )
        for country in ("TD", "KE"):
            Observation.objects.create(vintage=vintage, country=country, year=2024, value=1)


INDICATORS: dict[str, Row] = {
    "indicators/": Row("indicators/"),
    "indicators/<slug:key>/": Row("indicators/reeks-internal/", queries=["", "vintage=x"]),
    r"^indicators/(?P<key>[-\w]+)/values\.(?P<kind>csv|svg)$": Row("indicators/reeks-internal/values.csv"),
}
