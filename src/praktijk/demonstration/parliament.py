# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up motions and commitments as Parliament would keep them, for show."""

import io
import json
from typing import Any

from praktijk.demonstration.material import LOADER
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.parliament.actions import link
from praktijk.recommendations.parliament.models import ParliamentItem
from praktijk.recommendations.parliament.taking_in import Came, take_in


def load_parliament(made_up: dict[str, Any]) -> None:
    """Read the made-up rows as Parliament's open data are read, and link them. Part of `loading.load`."""
    rows = [one["row"] for one in made_up["rows"]]
    answer = io.BytesIO(json.dumps({"value": rows}).encode())
    outcome = take_in(by=LOADER, files=[answer], illustrative=True)
    assert outcome.count(Came.NEW) == len(rows), outcome
    for one in made_up["rows"]:
        if "link" in one:
            link(
                by=LOADER,
                item=ParliamentItem.objects.get(number=one["row"]["Nummer"]),
                commitment=Commitment.objects.get(illustrative=True, title_nl=one["link"]),
            )
