# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking the database for thousands of records by their keys."""

from collections.abc import Iterable

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Value


class Among(Func):
    """That a field holds one of many keys, sent as one value: `filter(Among("pk", keys))`.

    Thousands of parameters take longer than the query, and what is joined instead is planned badly while a
    table has just been filled.
    """

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, field: str, keys: Iterable[int]) -> None:
        super().__init__(F(field), Value(list(keys), output_field=ArrayField(BigIntegerField())))
