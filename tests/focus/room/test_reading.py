# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round out of a file: what is wrong with it is said, all at once, with the place where it stands."""

import json
from typing import Any

import pytest
from django.utils.translation import override

from praktijk.focus.engine import trees
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.messages import in_words
from praktijk.focus.rounds.definition import Opinion, Weight
from praktijk.focus.rounds.files import parse, written
from praktijk.focus.rounds.taking import read_again, taken
from praktijk.focus.rounds.writing import as_mapping
from praktijk.focus.working_out import tree_of
from praktijk.reference.exchange.names import iso_3
from tests.focus.room.made import definition, made

#: A whole number of so many digits that Python does not write it.
ENDLESS = 10**5000


def deep(mapping: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The mapping with another value at a place such as "criteria.0.weight"."""
    *way, last = path.split(".")
    place: Any = mapping
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return mapping


@pytest.mark.parametrize(
    "path,value,code",
    [
        ("title", "  ", "missing"),
        ("title", "x" * 400, "too_long"),
        ("title", 7, "not_words"),
        ("year", "soon", "not_a_whole_number"),
        ("year", 1066, "not_a_whole_number"),
        ("draws", 0, "not_a_whole_number"),
        ("draws", True, "not_a_whole_number"),
        ("draws", 10**9, "not_a_whole_number"),
        ("seed", -1, "not_a_whole_number"),
        ("format", 2, "other_format"),
        ("surprise", 1, "unknown_word"),
        ("criteria", [], "empty_tree"),
        ("criteria", {}, "criteria_not_a_list"),
        ("criteria.0.criteria", [], "empty_group"),
        ("criteria.0.criteria.0", "terror", "not_a_table"),
        ("criteria.0.criteria.0.key", "freedom", "key_twice"),
        ("criteria.0.weight", [0.7, 0.3], "not_a_weight"),
        ("criteria.0.weight", [-0.1, 0.3], "not_a_weight"),
        ("criteria.0.weight", [0.1, 0.2, 0.3], "not_a_range"),
        ("criteria.0.weight", ["a", 1], "not_a_number"),
        ("criteria.0.order", ["terror", "terror"], "cyclic_order"),
        ("criteria.0.order", ["terror", "staff"], "unknown_criterion"),
        ("criteria.0.criteria.0.goalposts", [5, 5], "goalposts_turned"),
        ("criteria.0.criteria.0.goalposts", [9, 1], "goalposts_turned"),
        ("criteria.0.criteria.0.goalposts", 9, "not_goalposts"),
        ("criteria.2.criteria.0.goalposts", [-5, 5], "log_below_zero"),
        ("criteria.0.criteria.0.direction", "up", "not_one_of"),
        ("criteria.0.interests", True, "two_interests"),
        ("criteria.0.criteria.0.outliers", "away", "not_one_of"),
        ("method.aggregation", "magic", "not_one_of"),
        ("method.minimum_coverage", 50, "not_a_share"),
        ("method.data_sets", 0, "not_a_whole_number"),
        ("candidates.countries", ["KE", "Atlantis"], "unknown_country"),
        ("candidates.countries", ["KE", "KEN"], "country_twice"),
        ("candidates.countries", ["KE"] * 400, "too_many_candidates"),
        ("candidates.left_out", [{"country": "KE"}], "without_reason"),
        ("choice.how_many", 0, "not_a_whole_number"),
        ("choice.budget", -1, "below_zero"),
        ("choice.budget", float("nan"), "not_a_number"),
        ("choice.regions", {"mars": [1, 2]}, "unknown_region"),
        ("choice.regions", {"africa": [3, 1]}, "range_turned"),
        ("choice.costs", {"KE": "a lot"}, "not_a_number"),
        ("choice.must_in", [{"country": "KE", "reason": ""}], "without_reason"),
        ("choice.priorities", ["astrology"], "unknown_theme"),
        ("vetoes", [{"criterion": "terror"}], "veto_without_bound"),
        ("vetoes", [{"criterion": "terrror", "at_most": 3}], "unknown_criterion"),
        ("people", {"Ada": {"weights": {"nothing": [0, 1]}}}, "unknown_criterion"),
        ("people", {"Ada": 3}, "not_a_table"),
        ("data.terror.KE", {"value": "NA"}, "not_a_number"),
        ("data.terror.KE", {"value": 5, "sd": -1}, "below_zero"),
        ("data.terror.KE", {"value": 5, "low": 6}, "bounds_beside_value"),
        ("data.terror.KEN", {"value": 5}, "two_values"),
        ("data.terror.Atlantis", {"value": 5}, "unknown_country"),
        ("data.nothing", {}, "unknown_criterion"),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(path, value, code):
    with pytest.raises(InvalidRound) as refused:
        read_again(deep(made(), path, value))
    assert code in {fault.code for fault in refused.value.faults}
    for language in ("nl", "en"):
        with override(language):
            for words in in_words(refused.value.faults):
                assert "%(" not in words
                assert "{" not in words.replace("{}", "")


def test_all_that_is_wrong_is_found_in_one_go():
    mapping = deep(deep(deep(made(), "title", ""), "choice.how_many", "x"), "criteria.0.weight", 3)
    with pytest.raises(InvalidRound) as refused:
        read_again(mapping)
    assert {fault.values["at"] for fault in refused.value.faults} == {
        "title", "choice.how_many", "criteria[1].weight",
    }  # fmt: skip


@pytest.mark.parametrize(
    "path,value,code",
    [
        ("criteria.0.criteria.0.direction", ["more"], "not_one_of"),
        ("method.aggregation", {"a": 1}, "not_one_of"),
        ("choice.priorities", [["women"]], "unknown_theme"),
        ("criteria.0.order", [["terror", ["freedom"]]], "unknown_criterion"),
        ("data.terror.KE", {"value": 10**400}, "not_a_number"),
        pytest.param("data.terror.KE", {"value": ENDLESS}, "not_a_number", id="endless value"),
        pytest.param("choice.budget", ENDLESS, "not_a_number", id="endless budget"),
        pytest.param("seed", ENDLESS, "not_a_whole_number", id="endless seed"),
        ("criteria.2.criteria.0.goalposts", [-1, 5], "log_below_zero"),
    ],
)
def test_values_of_another_kind_are_refused_and_break_nothing(path, value, code):
    with pytest.raises(InvalidRound) as refused:
        read_again(deep(made(), path, value))
    assert code in {fault.code for fault in refused.value.faults}


def test_signs_that_no_database_holds_are_left_out():
    mapping = deep(made(), "criteria.0.title", {"nl": "No\x00od", "en": "Ne\ud800ed"})
    assert read_again(mapping).groups[0].titles == {"nl": "Nood", "en": "Ne?ed"}


def test_an_indicator_at_the_top_keeps_its_weight_and_its_place_in_the_order():
    mapping = made()
    mapping["criteria"].append({"key": "alone", "weight": [0.2, 0.4]})
    mapping["data"]["alone"] = mapping["data"]["trade"]
    mapping["order"] = ["alone", ["need", "effect"]]
    read = read_again(mapping)
    assert read.groups[-1].weight == Weight(0.2, 0.4)
    assert read.groups[-1].children[0].weight == Weight()
    assert read.order == (("alone-alone",), ("need", "effect"))
    assert trees.faults(tree_of(read)) == []


@pytest.mark.parametrize("kind", ["toml", "json", "xlsx"])
def test_a_note_on_a_country_does_not_make_it_a_candidate(kind):
    mapping = made()
    mapping["candidates"] = {"countries": ["TD", "NG"], "current": ["KE"]}
    mapping["choice"]["costs"] = {"CO": 5}
    mapping["criteria"][1]["criteria"][0]["file"] = "staff.csv"
    before = read_again(mapping)
    again = taken(written(as_mapping(before), kind))
    assert again.candidates == ("TD", "NG")
    assert again == before


def test_in_and_out_at_once_and_in_but_left_out():
    mapping = made()
    mapping["choice"] |= {
        "must_in": [{"country": "KE", "reason": "a"}, {"country": "Tsjaad", "reason": "b"}],
        "must_out": [{"country": "KEN", "reason": "c"}],
    }
    mapping["candidates"]["left_out"] = [{"country": "TCD", "reason": "d"}]
    with pytest.raises(InvalidRound) as refused:
        read_again(mapping)
    assert {fault.code for fault in refused.value.faults} == {"both_in_and_out", "in_but_left_out"}


def full() -> dict[str, Any]:
    """A round with something in every part."""
    mapping = made()
    mapping["order"] = [["need", "effect"], "interests"]
    mapping["criteria"][0]["order"] = ["terror", "freedom"]
    mapping["vetoes"] = [{"criterion": "space", "at_least": 1.0, "reason": "geen ruimte"}]
    mapping["choice"] |= {
        "budget": 9e6, "cost": 1e6, "costs": {"KE": 2e6}, "regions": {"africa": [1, 4]},
        "must_in": [{"country": "KE", "reason": "loopt"}], "must_out": [{"country": "LY", "reason": "kan niet"}],
    }  # fmt: skip
    mapping["candidates"] |= {
        "left_out": [{"country": "PK", "reason": "=1+1"}],
        "current": ["KE", "CO"],
    }
    mapping["people"] = {"Ada": {"weights": {"need": [0.5, 0.6]}, "orders": {"criteria": ["need"]}}}
    mapping["sources"] = {"terror": {"publisher": "een uitgever", "vintage": "2026"}}
    mapping["criteria"][0]["criteria"][0]["oldest"] = 2018
    mapping["criteria"][0]["criteria"][1]["outliers"] = "fences"
    return mapping


@pytest.mark.parametrize("kind", ["toml", "json", "xlsx"])
def test_a_round_comes_back_from_its_file_as_it_was(kind):
    before = read_again(full())
    file = written(as_mapping(before, name_of=iso_3), kind)
    assert taken(file) == before
    assert taken(written(as_mapping(taken(file)), kind)) == before


def test_a_round_without_named_candidates_keeps_notes_on_some_in_a_workbook():
    mapping = made(candidates={"left_out": [{"country": "PK", "reason": "x"}], "current": ["KE"]})
    before = read_again(mapping)
    again = taken(written(as_mapping(before), "xlsx"))
    assert again.candidates == ()
    assert again == before


def test_people_have_ranges_and_orders():
    people = definition(people={"Ada": {"weights": {"need": 0.4}, "orders": {"": ["effect", "need"]}}}).people
    assert people == {"Ada": Opinion({"need": Weight(0.4, 0.4)}, {"": (("effect",), ("need",))})}


@pytest.mark.parametrize(
    "file,code",
    [
        (b"", "empty_file"),
        (b"  \n", "empty_file"),
        (b"\xff\xfe\x00", "not_text"),
        (b"title = ", "broken_toml"),
        (b"title = 'a'\ntitle = 'b'", "broken_toml"),
        (b'{"title": ', "broken_json"),
        (b'{"title": "a", "title": "b"}', "name_twice"),
        (b"PK\x03\x04 and no more", "broken_xlsx"),
        (b'{"a":' * 100_000, "broken_json"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "broken_json"),
        (b"<html><body>404</body></html>", "broken_toml"),
        (b"x" * (17 * 1024 * 1024), "too_large"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(file, code):
    with pytest.raises(InvalidRound) as refused:
        parse(file)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert in_words(refused.value.faults)[0]


def test_a_workbook_with_a_circle_of_groups_is_refused():
    mapping = json.loads(json.dumps(as_mapping(definition())))
    file = written(mapping, "xlsx")
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(file))
    sheet = book["criteria"]
    for row in sheet.iter_rows(min_row=2):
        if row[1].value == "need":
            row[0].value = "effect"
        if row[1].value == "effect":
            row[0].value = "need"
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(InvalidRound) as refused:
        parse(out.getvalue())
    assert refused.value.faults[0].code == "cyclic_tree"


def test_a_formula_in_a_reason_is_no_formula_in_the_workbook():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(written(as_mapping(read_again(full())), "xlsx")))
    cells = [cell for row in book["candidates"].iter_rows() for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
