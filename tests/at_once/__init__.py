# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at the same moment, each in a transaction of their own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet


def at_once(gate: QuerySet, *acts: Callable[[], Any]) -> list[Any]:
    """Run the acts side by side, all of them having come as far as the rows of `gate`.

    Those rows are locked until each act waits for them, so every act has read what was there before. Returns
    what each act gave or, where it was refused, its exception.
    """
    outcomes: list[Any] = [None] * len(acts)
    servers: dict[int, int] = {}

    def run(number: int) -> None:
        try:
            connection.ensure_connection()
            servers[number] = connection.connection.info.backend_pid
            outcomes[number] = acts[number]()
        except Exception as refused:  # the test says which ones there may be
            outcomes[number] = refused
        finally:
            connection.close()

    people = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    with transaction.atomic():
        assert list(gate.select_for_update(of=("self",))), "a gate without rows holds nobody"
        for person in people:
            person.start()
        while any(person.is_alive() for person in people) and _waiting(servers) < len(acts):
            pass
        assert all(person.is_alive() for person in people), outcomes
    for person in people:
        person.join()
    return outcomes


def _waiting(servers: dict[int, int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid = ANY(%s)",
            [list(servers.values())],
        )
        return int(cursor.fetchone()[0])
