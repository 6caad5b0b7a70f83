# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A database in which these tests store for good, so that another connection sees it; emptied after each.

Audit trail and history refuse to be emptied: their triggers rest while that is done, and only then.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection


def _triggers(how: str) -> None:
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model.__module__.startswith("praktijk."):
                cursor.execute(f'ALTER TABLE "{model._meta.db_table}" {how} TRIGGER USER')


@pytest.fixture
def triggers_afterwards(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The triggers back after the database was emptied."""
    yield
    with django_db_blocker.unblock():
        _triggers("ENABLE")
        connection.close()


@pytest.fixture(autouse=True)
def stored_for_good(triggers_afterwards: None, transactional_db: None) -> Iterator[None]:
    """What a test stores is there for every connection, and gone afterwards."""
    yield
    _triggers("DISABLE")
