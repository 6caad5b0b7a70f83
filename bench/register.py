# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register at 10,000 commitments: whole pages, beside their own queries and their own rendering alone."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.template import loader
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.urls import reverse
from django.utils import timezone

from bench import filling
from bench.measuring import Row, beside
from praktijk.recommendations.models import Commitment, Recommendation

_COMMITMENTS, _EACH = 10_000, 2
_PAGES = {
    "the register": "",
    "the register, page 100": "?page=100",
    "the register, overdue of one theme": "?theme=theme-3&overdue=on",
    "the register, of two units, by last note": "?state=in_progress&state=open&unit=D3&unit=D4&sort=noted",
    "the register, searched for two words": "?q=plan+kamer",
    "the register, as known today": f"?on={timezone.localdate().isoformat()}",
}


def rows() -> Iterator[Row]:
    """Pages of a register that has grown to its size, for somebody who may see all of it."""
    more = (_COMMITMENTS - Commitment.objects.count()) // _EACH
    filling.register(more, commitments_each=_EACH)
    filling.analyse()
    size = f"{Commitment.objects.count():,} commitments"
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(filling.person())
    pages = {name: f"{reverse('register')}{query}" for name, query in _PAGES.items()}
    pages["one recommendation"] = Recommendation.objects.order_by("-pk")[0].get_absolute_url()
    pages["one commitment"] = Commitment.objects.order_by("-pk")[0].get_absolute_url()
    for name, address in pages.items():
        queries, rendering, count = _parts(client, address)

        def least(queries: Callable[[], None] = queries, rendering: Callable[[], object] = rendering) -> None:
            queries()
            rendering()

        yield beside(
            f"{name} ({size})",
            lambda address=address: client.get(address),  # type: ignore[misc]
            f"its {count} bare queries and its bare rendering",
            least,
        )


def questions(client: Client, address: str) -> tuple[Any, list[bytes]]:
    """The answer at an address, and what was asked of the database to make it."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    asked = [query["sql"].lstrip() for query in captured.captured_queries]
    return answer, [
        question.encode() for question in asked if question.startswith(("SELECT", "(SELECT", "WITH"))
    ]


def ask(asked: list[bytes]) -> None:
    """Ask the database this, and read the answers as they come."""
    with connection.connection.cursor() as cursor:
        for question in asked:
            cursor.execute(question).fetchall()


def _parts(client: Client, address: str) -> tuple[Callable[[], None], Callable[[], object], int]:
    """What a page asks of the database, and its template with what it was given, each to be done alone."""
    setup_test_environment(debug=False)  # so that the answer tells its templates
    try:
        answer, asked = questions(client, address)
    finally:
        teardown_test_environment()
    template = next(one.name for one in answer.templates if (one.name or "").startswith("recommendations/"))
    given = answer.context[0].flatten()

    def render() -> object:
        return loader.get_template(template).render(given, request=given["request"])

    return lambda: ask(asked), render, len(asked)
