# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `focus`: a round worked out without the web, and one to begin with."""

import json

import pytest
from click.testing import CliRunner

from praktijk.access.roles import Role
from praktijk.cli import installation
from praktijk.cli.focus import focus
from praktijk.errors import UserError
from praktijk.focus.rounds.files import written
from praktijk.focus.rounds.taking import taken
from tests.factories import PersonFactory
from tests.focus.room.made import COUNTRIES, made
from tests.indicators.made import plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_other_installation(monkeypatch):
    monkeypatch.setattr(installation, "open_up", lambda: None)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "round.toml"
    path.write_bytes(written(made(), "toml"))
    return path


def ran(*arguments):
    return CliRunner().invoke(focus, [str(one) for one in arguments], catch_exceptions=False)


def told(*arguments):
    return json.loads(ran("run", *arguments, "--json").stdout)


def test_a_round_is_worked_out_and_told_in_words(file):
    answer = ran("run", file)
    assert answer.exit_code == 0
    assert "The method proposes 5 countries out of 16" in " ".join(answer.stdout.split())
    assert "Chad" in answer.stdout


def test_as_json_with_other_draws_and_another_seed(file):
    whole = told(file, "--draws", 300, "--seed", 9)
    assert (whole["draws"], whole["seed"]) == (300, 9)
    assert {row["country"] for row in whole["ranking"]} >= {"TCD", "KEN"}
    assert told(file, "--draws", 300, "--seed", 9) == whole
    assert told(file, "--draws", 300, "--seed", 8) != whole


def test_numbers_come_from_a_file_beside_the_round_and_are_kept(file, tmp_path):
    mapping = made()
    del mapping["data"]["staff"]
    mapping["criteria"][1]["criteria"][0]["file"] = "staff.csv"
    file.write_bytes(written(mapping, "toml"))
    rows = [f"{code},2024,{place}" for place, code in enumerate(COUNTRIES)]
    rows += [f"{code},2020,99" for code in COUNTRIES]
    (tmp_path / "staff.csv").write_text("\n".join(["iso3,year,value", *rows, ""]).replace("TD,", "TCD,"))
    kept = tmp_path / "kept.json"
    first = told(file, "--keep", kept)
    frozen = taken(kept.read_bytes())
    assert frozen.data["staff"]["KE"].value == COUNTRIES.index("KE")
    assert frozen.data["staff"]["KE"].year == 2024
    (tmp_path / "staff.csv").unlink()
    assert told(kept) == first


@pytest.mark.parametrize("name", ["missing.csv", "../outside.csv", "broken.csv"])
def test_a_file_beside_it_that_cannot_be_used_is_named(file, tmp_path, name):
    (tmp_path.parent / "outside.csv").write_text("iso3,year,value\nKEN,2024,1\n")
    (tmp_path / "broken.csv").write_text("iso3,year,value\nKEN,2024,many\n")
    mapping = made()
    del mapping["data"]["staff"]
    mapping["criteria"][1]["criteria"][0]["file"] = name
    file.write_bytes(written(mapping, "toml"))
    with pytest.raises(UserError) as refused:
        ran("run", file)
    assert "staff" in str(refused.value)


def test_what_is_wrong_is_told_all_at_once(file):
    file.write_bytes(written(made(year="soon", title=" "), "json"))
    with pytest.raises(UserError) as refused:
        ran("run", file)
    assert len(str(refused.value).splitlines()) == 2


def test_a_series_of_our_own_is_used_for_a_person_who_may_see_it_and_for_nobody_else(file):
    plain(*(f"{code},2025,{place}" for place, code in enumerate(COUNTRIES)), key="staff")
    mapping = made()
    del mapping["data"]["staff"]
    file.write_bytes(written(mapping, "toml"))
    with pytest.raises(UserError):
        ran("run", file)
    person = PersonFactory(role=Role.POLICY_OFFICER)
    assert told(file, "--person", person.email)["ranking"]


def test_a_round_to_begin_with_can_be_run(tmp_path):
    for key in ("staff-at-post", "demo-repression", "demo-civic-space"):
        plain(*(f"{code},2025,{place}" for place, code in enumerate(COUNTRIES)), key=key)
    person = PersonFactory(role=Role.POLICY_OFFICER)
    path = tmp_path / "begun.toml"
    assert ran("begin", "-o", path, "--how-many", 4, "--person", person.email).exit_code == 0
    assert told(path, "--person", person.email, "--draws", 200)["first"] == 4


def test_beginning_without_any_series_says_what_to_do(tmp_path):
    with pytest.raises(UserError) as refused:
        ran("begin", "-o", tmp_path / "begun.toml")
    assert "praktijk import indicator" in str(refused.value)
