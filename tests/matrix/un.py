# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The search of the corpus, and the searches that somebody keeps: a row each."""

from tests.matrix.canaries import WORD
from tests.matrix.rows import Row
from tests.matrix.viewers import REGISTER

UN: dict[str, Row] = {
    "un/": Row("un/", queries=["", f"q={WORD}", "country=KE&sort=country", "meaning=on&q=water"]),
    "un/values/<str:facet>/": Row("un/values/country/", queries=["", "q=water"]),
    r"^un/recommendations\.(?P<kind>csv|xlsx|ods|json)$": Row(
        "un/recommendations.csv", queries=["", "country=KE"]
    ),
    "un/saved/": Row("un/saved/"),
    "un/saved/new/": Row(
        "un/saved/new/", changing=REGISTER, data=lambda world: {"name": "Water", "query": "q=water"}
    ),
    "un/saved/<int:pk>/": Row("un/saved/{pk}/", records=["saved-search"]),
    "un/saved/<int:pk>/remove/": Row("un/saved/{pk}/remove/", records=["saved-search"]),
}
