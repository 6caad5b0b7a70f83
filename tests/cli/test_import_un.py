# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import uhri`: what it says, in English whatever the language of the pages, and its report."""

import csv
import json

import pytest

from praktijk import cli
from praktijk.cli import installation
from praktijk.recommendations.un.models import UNRecommendation
from tests.recommendations.un.made_uhri import as_json, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _open(monkeypatch):
    monkeypatch.setattr(installation, "open_up", lambda: None)


@pytest.fixture
def export(tmp_path):
    """Writes records to a file and gives its name."""

    def write(*records):
        path = tmp_path / "export-full-en.json"
        path.write_bytes(as_json(*records))
        return str(path)

    return write


def run(capsys, *arguments):
    code = cli.carry_out(["import", "uhri", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_it_counts_the_rows_and_says_when_nothing_changed(capsys, export):
    file = export(record("a"), record("b"), record("c", Text="<p></p>"))
    counts = "3 rows: imported 2, updated 0, unchanged 0, repaired 0, rejected 1\n"
    assert run(capsys, file) == (0, counts + "New recommendations: 2.\n", "")
    again = "3 rows: imported 0, updated 0, unchanged 2, repaired 0, rejected 1\n"
    assert run(capsys, file) == (0, again + "Nothing changed.\n", "")


def test_a_dry_run_keeps_nothing(capsys, export):
    code, out, _err = run(capsys, export(record()), "--dry-run")
    assert (code, out.splitlines()[0]) == (0, "A dry run: nothing was changed.")
    assert not UNRecommendation.objects.exists()


def test_as_json_the_counts_add_up(capsys, export):
    file = export(record("a"), record("b", Countries=["Atlantis"]), record("c", Text=""))
    code, out, _err = run(capsys, file, "--json")
    told = json.loads(out)
    kinds = ("imported", "updated", "unchanged", "repaired", "rejected")
    assert (code, [told[kind] for kind in kinds]) == (0, [1, 0, 0, 1, 1])
    assert sum(told[kind] for kind in kinds) == told["rows"]


def test_the_report_names_each_fault_and_holds_no_formula(capsys, export, tmp_path):
    report = tmp_path / "findings.csv"
    file = export(record(Countries=["=HYPERLINK(1)"]))
    run(capsys, file, "--report", str(report))
    header, line = csv.reader(report.read_text("utf-8-sig").splitlines())
    assert header == ["file", "row", "field", "found", "what is wrong", "what was done"]
    assert line == [
        "1",
        "1",
        "Countries",
        "'=HYPERLINK(1)",
        "unknown country; somebody has to say which it is",
        "kept",
    ]


def test_a_broken_file_is_refused_in_a_sentence_and_changes_nothing(capsys, tmp_path):
    path = tmp_path / "export.json"
    path.write_bytes(as_json(record())[:-40])
    code, out, err = run(capsys, str(path))
    assert (code, out) == (2, "")
    assert "The file ends in the middle: it was not downloaded whole. Nothing was changed." in err
    assert not UNRecommendation.objects.exists()
