# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import indicator`."""

import json

import pytest
from click.testing import CliRunner

from praktijk.cli import installation
from praktijk.cli.indicators import indicator
from praktijk.errors import UserError
from praktijk.indicators.importers.sources import SOURCES
from praktijk.indicators.models import Series
from tests.factories import UnitFactory
from tests.indicators.made import table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _installed(monkeypatch):
    monkeypatch.setattr(installation, "open_up", lambda: None)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(table("KEN,2024,3", "Ruritania,2024,3"), "utf-8")
    return str(path)


NEW = ["--series", "staff", "--title", "Staff", "--direction", "more"]


def run(*arguments):
    return CliRunner().invoke(indicator, arguments, catch_exceptions=False)


def test_every_source_is_offered():
    assert set(indicator.params[0].type.choices) == {*SOURCES, "plain"}


def test_a_plain_file_goes_in_with_all_that_is_told_of_it(file):
    unit = UnitFactory(code="DMM")
    answer = run(
        "plain", file, *NEW, "--title-nl", "Mensen", "--scale", "0:", "--unit", "fte", "--vintage", "2026",
        "--level", "restricted", "--restricted-to", "DMM", "--key-indicator",
    )  # fmt: skip
    assert answer.exit_code == 0
    assert "2 values: imported 1, repaired 0, given twice 0, empty 0, rejected 1" in answer.output
    assert "a country that nobody knows" in answer.output
    series = Series.objects.get()
    assert (series.title_nl, series.title_en, series.scale_min, series.scale_max) == (
        "Mensen",
        "Staff",
        0,
        None,
    )
    assert (series.level, series.restricted_to, series.is_key) == ("restricted", [unit.pk], True)
    assert "Nothing changed." in run("plain", file, "--series", "staff").output


def test_as_json_and_as_a_dry_run(file):
    told = json.loads(run("plain", file, *NEW, "--dry-run", "--json").output)
    assert (told["imported"], told["rejected"], told["dry_run"]) == (1, 1, True)
    assert told["findings"][0]["row"] == 3
    assert told["series"][0]["countries"] == 1
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    "options, words",
    [
        ([], "--series"),
        (["--series", "two words"], "--series"),
        (["--series", "staff"], "title"),
        (["--series", "staff", "--title", "Staff"], "direction"),
        ([*NEW, "--scale", "10"], "--scale"),
        ([*NEW, "--scale", "a:b"], "--scale"),
        ([*NEW, "--scale", "9:1"], "--scale"),
        ([*NEW, "--level", "restricted"], "--restricted-to"),
        ([*NEW, "--restricted-to", "NONE"], "NONE"),
        (["--series", "hdi", "--title", "x", "--direction", "more"], "publisher"),
    ],
)
def test_what_is_not_told_rightly_is_refused(file, options, words):
    with pytest.raises(UserError, match=words):
        run("plain", file, *options)
    assert not Series.objects.exists()


def test_a_file_of_another_source_is_refused(file):
    with pytest.raises(UserError, match=r"own\.csv: Columns are missing.*Nothing was stored"):
        run("hdi", file)
    with pytest.raises(UserError, match="--series"):
        run("hdi", file, "--series", "staff")
