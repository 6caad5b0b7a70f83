# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of 500 recommendations, put together and written, beside its queries and bare typesetting."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import typst
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import filling
from bench.measuring import Row, beside
from praktijk.accountability.followup.files import as_file, for_parliament

_RECOMMENDATIONS, _EACH = 500, 1


def rows() -> Iterator[Row]:
    """What Parliament gets, from a register of that size."""
    filling.register(_RECOMMENDATIONS, commitments_each=_EACH)
    filling.analyse()
    size = f"{_RECOMMENDATIONS} recommendations"
    with CaptureQueriesContext(connection) as captured:
        report = for_parliament(language="nl")
    questions = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]

    def ask() -> None:
        with connection.connection.cursor() as cursor:
            for question in questions:
                cursor.execute(question.encode()).fetchall()

    yield beside(
        f"the report of {size}, put together",
        lambda: for_parliament(language="nl"),
        f"its {len(questions)} bare queries",
        ask,
    )
    with _compilations() as compiled:
        as_file(report, "pdf")
    source, arguments = compiled[-1]
    yield beside(
        f"the report of {size} as PDF",
        lambda: as_file(for_parliament(language="nl"), "pdf"),
        "typesetting alone, by Typst",
        lambda: typst.Compiler(**source).compile(**arguments),
    )
    for file_format in ("odt", "html"):
        yield beside(
            f"the report of {size} as {file_format.upper()}",
            lambda file_format=file_format: as_file(for_parliament(language="nl"), file_format),  # type: ignore[misc]
            "putting it together",
            lambda: for_parliament(language="nl"),
        )


@contextmanager
def _compilations() -> Iterator[list[tuple[dict[str, Any], dict[str, Any]]]]:
    """What Typst is asked meanwhile: what the compiler is made with, and what it is to compile."""
    seen: list[tuple[dict[str, Any], dict[str, Any]]] = []
    real = typst.Compiler

    class Watched:
        def __init__(self, **source: Any) -> None:
            self._source = source

        def compile(self, **arguments: Any) -> Any:
            seen.append((self._source, arguments))
            return real(**self._source).compile(**arguments)

    with patch.object(typst, "Compiler", Watched):
        yield seen
