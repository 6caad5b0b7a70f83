# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""All values of a vintage as a table to take along."""

import csv
import io

from praktijk.indicators.models import Vintage
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import iso_3
from praktijk.web.cells import harmless

_COLUMNS = ("iso3", "country", "year", "value", "low", "high", "sd", "series", "vintage")


def as_csv(vintage: Vintage) -> str:
    """The values of all countries and years as CSV, in UTF-8 with a mark; it can be imported as `plain`."""
    text = io.StringIO()
    write = csv.writer(text)
    write.writerow(_COLUMNS)
    about = (vintage.series.key, harmless(vintage.name))
    values = vintage.observations.order_by("country", "year")
    for country, *numbers in values.values_list("country", "year", "value", "low", "high", "sd"):
        write.writerow([iso_3(country), harmless(country_name(country)), *numbers, *about])
    return "\ufeff" + text.getvalue()
