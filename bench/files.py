# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole register as a file, and the mail of all deadlines, beside the questions that these ask."""

from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.measuring import Row, beside
from bench.register import ask, questions
from praktijk.access.models import Person
from praktijk.recommendations.models import Commitment
from praktijk.recommendations.notices.planned import planned


def rows() -> Iterator[Row]:
    """Files of all that there is, for a co-ordinator, and what every owner is to be mailed of it."""
    size = f"{Commitment.objects.count():,} commitments"
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(Person.objects.get(email="bench@example.org"))
    for kind in ("csv", "xlsx", "ods"):
        address = reverse("register_file", args=[kind])
        _, asked = questions(client, address)
        yield beside(
            f"all of the register as {kind.upper()} ({size})",
            lambda address=address: client.get(address),  # type: ignore[misc]
            f"its {len(asked)} bare queries",
            lambda asked=asked: ask(asked),  # type: ignore[misc]
        )
    with CaptureQueriesContext(connection) as captured:
        mails = sum(bool(plan.digest) for plan in planned())
    selects = [query["sql"].encode() for query in captured.captured_queries if "SELECT" in query["sql"][:10]]
    yield beside(
        f"what everybody is to be mailed of {size}, in {mails} mails",
        planned,
        f"its {len(selects)} bare queries",
        lambda: ask(selects),
    )
