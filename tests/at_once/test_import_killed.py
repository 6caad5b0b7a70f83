# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An import that is killed half-way leaves nothing, and started again it ends as if it had never been."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from praktijk.recommendations.un.models import ImportRun, SourceRecord, UNRecommendation
from praktijk.recommendations.un.search import index
from tests.recommendations.un.made_uhri import as_json, record, taken_in

EXPORT = as_json(*(record(f"w{n}", Text=f"<p>143.{n} Dig well number {n}</p>") for n in range(1, 13)))


def killed_at(moment: str, file: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.at_once.import_held",
            str(file),
            connection.settings_dict["NAME"],
            moment,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        process.kill()
        process.wait(30)


def all_of_it() -> list[tuple]:
    return sorted(
        UNRecommendation.objects.values_list(
            "identity", "wording", "paragraph", "position", "texts__text", "texts__language"
        )
    )


@pytest.mark.parametrize("moment", ["0", "6", "11", "merged", "stored"])
def test_killed_and_started_again_it_ends_with_the_same_result(moment, tmp_path, monkeypatch):
    monkeypatch.setattr(index, "_here", index.Index())
    file = tmp_path / "export.json"
    file.write_bytes(EXPORT)
    killed_at(moment, file)
    for kind in (UNRecommendation, SourceRecord, ImportRun):
        assert not kind.objects.exists()
    taken_in(EXPORT)
    after = all_of_it()
    assert len(after) == 12
    assert len(index.index().live) == 12
    taken_in(EXPORT)
    assert all_of_it() == after
