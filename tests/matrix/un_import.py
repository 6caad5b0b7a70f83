# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import of the corpus in the browser, and the names to be decided on: a row each."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.matrix.canaries import World
from tests.matrix.rows import Row
from tests.matrix.viewers import EDITING


def _files(world: World) -> dict[str, Any]:
    return {"source": "uhri", "data_files": SimpleUploadedFile("export-full-en.json", b"[]")}


UN_IMPORT: dict[str, Row] = {
    "un/import/": Row("un/import/", queries=["", "page=2"], changing=EDITING, data=_files),
    "un/import/jobs/<int:pk>/": Row("un/import/jobs/{pk}/"),
    "un/import/jobs/<int:pk>/go-on/": Row("un/import/jobs/{pk}/go-on/"),
    "un/import/jobs/<int:pk>/leave/": Row("un/import/jobs/{pk}/leave/"),
    "un/import/<int:pk>/": Row("un/import/{pk}/", queries=["", "fault=no_text"]),
    "un/import/<int:pk>/report.csv": Row("un/import/{pk}/report.csv"),
    "un/names/": Row("un/names/", queries=["", "show=decided", "kind=theme"]),
    "un/names/<int:pk>/": Row("un/names/{pk}/"),
}
