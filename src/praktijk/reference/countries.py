# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Countries by their ISO 3166-1 codes, with the names that CLDR gives them."""

from functools import lru_cache

import pycountry
from babel import Locale


@lru_cache(maxsize=4)
def country_names(language: str) -> dict[str, str]:
    """Two-letter code to name in the language (`nl`, `en`), in the order of the names."""
    territories = Locale.parse(language).territories
    names = {
        country.alpha_2: territories.get(country.alpha_2, country.name) for country in pycountry.countries
    }
    return dict(sorted(names.items(), key=lambda item: item[1]))
