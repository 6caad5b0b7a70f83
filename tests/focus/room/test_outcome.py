# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What comes out of a round: the same each time, with and without interests, by each person, and refused."""

import json
from dataclasses import replace

import pytest
from django.utils.translation import override

from praktijk.focus import remarking
from praktijk.focus.comparing import compare
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.messages import in_words
from praktijk.focus.outcome import quick, ready_to_draw, remarks_of, standing_of, work_out
from praktijk.focus.parts import parts_of
from praktijk.focus.rounds.definition import Opinion, Weight
from praktijk.focus.rounds.files import written
from praktijk.focus.rounds.taking import taken
from praktijk.focus.rounds.writing import as_mapping
from praktijk.focus.wording import named, summary, titles_in
from praktijk.focus.working_out import checked, field_of
from tests.focus.room.made import COUNTRIES, definition, made

EVERY = tuple(COUNTRIES)


@pytest.fixture(scope="module")
def result():
    return work_out(definition(), every=EVERY)


def test_everything_that_came_out_can_be_kept_as_json(result):
    assert json.loads(json.dumps(result, allow_nan=False)) == result


def test_the_same_round_gives_the_same_numbers_also_out_of_its_file(result):
    again = taken(written(as_mapping(definition()), "toml"))
    assert work_out(again, every=EVERY) == result


def test_another_seed_gives_other_numbers_and_nearly_the_same_chances(result):
    other = work_out(replace(definition(), seed=4), every=EVERY)
    assert other != result
    chances = {row["country"]: row["in_first"] for row in other["ranking"]}
    assert all(abs(row["in_first"] - chances[row["country"]]) < 0.1 for row in result["ranking"])


def test_chances_add_up_to_the_number_of_places(result):
    assert sum(row["in_first"] for row in result["ranking"]) == pytest.approx(5, abs=0.01)
    assert sum(row["frequency"] for row in result["ranking"]) == pytest.approx(5, abs=0.01)
    assert sum(row["proposed"] for row in result["ranking"]) == 5
    for ranks in result["acceptability"].values():
        assert sum(ranks) == pytest.approx(1, abs=0.01)


def test_the_one_that_stands_out_is_always_chosen(result):
    row = next(one for one in result["ranking"] if one["country"] == "TD")
    assert row["standing"] in ("core", "mostly")
    assert row["without"]["proposed"]


def test_what_is_filled_in_is_told_and_nobody_else_has_any(result):
    imputed = {row["country"]: row["imputed"] for row in result["ranking"]}
    assert imputed["GE"] > 0
    assert imputed["TN"] > 0
    assert {code for code, share in imputed.items() if share} == {"GE", "TN"}
    assert next(row for row in result["ranking"] if row["country"] == "GE")["values"]["space"] is None


def test_leaving_a_country_out_changes_nobody_elses_values():
    before = {row["country"]: row["values"] for row in work_out(definition(), every=EVERY)["ranking"]}
    mapping = made()
    mapping["candidates"]["left_out"] = [{"country": "TD", "reason": "te onveilig"}]
    del mapping["criteria"][0]["criteria"][0]["goalposts"]
    after = work_out(taken(written(mapping, "json")), every=EVERY)
    assert after["left_out"] == {"TD": "te onveilig"}
    assert "TD" not in {row["country"] for row in after["ranking"]}
    for row in after["ranking"]:
        shared = {key: value for key, value in row["values"].items() if key != "terror"}
        assert shared == {key: before[row["country"]][key] for key in shared}


def test_goalposts_that_are_not_given_come_from_all_countries_also_those_left_out():
    mapping = made()
    del mapping["criteria"][0]["criteria"][0]["goalposts"]
    whole = {
        r["country"]: r["values"]["terror"]
        for r in work_out(taken(written(mapping, "json")), every=EVERY)["ranking"]
    }
    mapping["candidates"]["left_out"] = [{"country": "TD", "reason": "te onveilig"}]
    without = work_out(taken(written(mapping, "json")), every=EVERY)
    assert {row["country"]: row["values"]["terror"] for row in without["ranking"]} == {
        code: value for code, value in whole.items() if code != "TD"
    }


@pytest.mark.parametrize("outliers", ["percentiles", "fences"])
def test_a_value_far_from_all_others_takes_the_scale_for_itself_unless_it_is_treated(outliers):
    mapping = made()
    mapping["data"]["terror"]["KE"]["value"] = 1_000
    del mapping["criteria"][0]["criteria"][0]["goalposts"]
    untreated = work_out(taken(written(mapping, "json")), every=EVERY)
    mapping["criteria"][0]["criteria"][0]["outliers"] = outliers
    treated = work_out(taken(written(mapping, "json")), every=EVERY)

    def spread(result):
        values = [row["values"]["terror"] for row in result["ranking"] if row["country"] != "KE"]
        return max(values) - min(values)

    assert spread(treated) > 1.4 * spread(untreated)


def test_who_is_too_little_known_is_named_and_not_ranked():
    mapping = made()
    for key in ("staff", "space", "refugees", "trade"):
        mapping["data"][key].pop("KZ", None)
    result = work_out(taken(written(mapping, "json")), every=EVERY)
    assert set(result["unknown"]) == {"KZ"}
    assert result["unknown"]["KZ"] == pytest.approx(2 / 6, abs=0.001)
    assert "KZ" not in {row["country"] for row in result["ranking"]}


def test_who_must_be_in_is_ranked_however_little_is_known():
    mapping = made()
    for key in ("staff", "space", "refugees", "trade"):
        mapping["data"][key].pop("KZ", None)
    mapping["choice"]["must_in"] = [{"country": "KZ", "reason": "afgesproken"}]
    rows = work_out(taken(written(mapping, "json")), every=EVERY)["ranking"]
    assert next(row for row in rows if row["country"] == "KZ")["standing"] == "core"


def test_with_and_without_interests_differ_when_interests_are_all_that_speaks_for_one():
    mapping = made()
    for key in mapping["data"]:
        mapping["data"][key]["UZ"] = {"value": 10.0 if key in ("refugees", "trade", "freedom") else 0.0}
    mapping["criteria"][2]["weight"] = [0.6, 0.8]
    mapping["criteria"][0]["weight"] = mapping["criteria"][1]["weight"] = [0, 0.4]
    row = next(
        row
        for row in work_out(taken(written(mapping, "json")), every=EVERY)["ranking"]
        if row["country"] == "UZ"
    )
    assert row["in_first"] > 0.2
    assert row["without"]["in_first"] == 0


def test_each_person_has_an_outcome_by_their_own_weights():
    people = {
        "Ada": Opinion({"need": Weight(0.9, 1.0), "effect": Weight(0, 0.1), "interests": Weight(0, 0.1)}),
        "Bob": Opinion(orders={"": (("effect",), ("need",))}),
    }
    result = work_out(replace(definition(), people=people), every=EVERY)
    assert result["people"] == ["Ada", "Bob"]
    assert any(row["person:Ada"]["in_first"] != row["person:Bob"]["in_first"] for row in result["ranking"])
    assert all(row["person:Ada"]["rank"][0] >= 1 for row in result["ranking"])


@pytest.mark.parametrize(
    "part,value,code",
    [
        ("candidates", {"countries": ["KE"]}, "one_candidate"),
        (
            "candidates",
            {"countries": ["KE"], "left_out": [{"country": "KE", "reason": "x"}]},
            "no_candidates",
        ),
        ("candidates", {"countries": ["DE", "FR"]}, "nobody_covered"),
        ("vetoes", [{"criterion": "terror", "at_least": 99}], "all_vetoed"),
        ("choice", {"how_many": 3, "budget": 10}, "cost_missing"),
        ("choice", {"how_many": 3, "must_in": [{"country": "DE", "reason": "x"}]}, "must_in_no_candidate"),
        ("choice", {"how_many": 3, "regions": {"africa": [9, 9]}}, "constraints_clash"),
        ("order", ["interests", "effect", "need"], "weights_clash"),
    ],
)
def test_what_cannot_be_worked_out_is_refused_with_the_reason(part, value, code):
    with pytest.raises(InvalidRound) as refused:
        checked(definition(**{part: value}), EVERY)
    assert code in {fault.code for fault in refused.value.faults}
    for language in ("nl", "en"):
        with override(language):
            assert all("%(" not in words for words in in_words(refused.value.faults))


def test_the_smallest_set_that_clashes_is_named_in_words():
    choice = {
        "how_many": 2, "regions": {"africa": [0, 16]}, "must_out": [{"country": "LY", "reason": "x"}],
        "must_in": [{"country": code, "reason": "x"} for code in ("KE", "TD", "NG")],
    }  # fmt: skip
    with pytest.raises(InvalidRound) as refused, override("en"):
        checked(definition(choice=choice), EVERY)
    with override("en"):
        words = " ".join(in_words(refused.value.faults))
    for name in ("Kenya", "Chad", "Nigeria", "the number of countries"):
        assert name in words
    assert "Libya" not in words


def test_an_indicator_without_any_value_is_refused():
    mapping = made()
    mapping["data"]["terror"] = {}
    with pytest.raises(InvalidRound) as refused:
        checked(taken(written(mapping, "json")), EVERY)
    assert {fault.code for fault in refused.value.faults} == {"all_missing"}


def test_an_indicator_that_is_the_same_for_all_is_a_remark():
    mapping = made()
    for value in mapping["data"]["trade"].values():
        value["value"] = 5
    said = remarks_of(taken(written(mapping, "json")), EVERY)
    assert "all_equal" in {one["code"] for one in said}
    work_out(taken(written(mapping, "json")), every=EVERY)


def test_the_same_series_under_two_names_is_told():
    mapping = made()
    mapping["data"]["trade"] = {
        code: {"value": one["value"] * 2 + 1} for code, one in mapping["data"]["staff"].items()
    }
    mapping["criteria"][2]["criteria"][1]["goalposts"] = [0, 30]
    round_ = taken(written(mapping, "json"))
    said = remarks_of(round_, EVERY)
    assert "same_series" in {one["code"] for one in said}
    for language in ("nl", "en"):
        with override(language):
            words = remarking.in_words(said, titles_in(round_))
            assert all("%(" not in one for one in words)


def test_all_members_of_the_un_are_candidates_where_none_is_named():
    field = field_of(definition(candidates={}), (*EVERY, "DE", "FR"))
    assert set(field.ranked) == set(EVERY)
    assert set(field.unknown) == {"DE", "FR"}


def test_a_moved_weight_gives_chances_at_once_and_wrong_ones_are_refused():
    round_ = definition()
    ready = ready_to_draw(round_, every=EVERY)
    same = quick(ready, round_, Opinion())
    assert sum(row["in_first"] for row in same["ranking"]) == pytest.approx(5)
    other = quick(ready, round_, Opinion({"need": Weight(0.65, 0.7), "interests": Weight(0.2, 0.3)}))
    assert other["ranking"] != same["ranking"]
    with pytest.raises(InvalidRound):
        quick(ready, round_, Opinion({"need": Weight(0.1, 0.1), "effect": Weight(0.1, 0.2)}))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_is_said_in_words(result, language):
    with override(language):
        parts = parts_of(result, definition(), lambda code: f"/{code}/")
        assert [part.key for part in parts] == [
            "outcome", "ranks", "choice", "interests", "hangs-on", "changes", "remarks", "candidates", "inputs",
        ]  # fmt: skip
        assert all("%(" not in sentence for sentence in summary(result))
        for part in parts:
            for block in part.content.blocks:
                assert "%(" not in repr(block)


def test_other_programs_get_codes_of_three_letters_and_names(result):
    with override("en"):
        told = named(result)
    assert ("TCD", "Chad") in {(row["country"], row["name"]) for row in told["ranking"]}
    assert set(told["acceptability"]) == set(told["countries"])
    assert "TCD" in told["wins"]


@pytest.mark.parametrize(
    "frequency,standing",
    [
        (1.0, "core"),
        (0.999, "mostly"),
        (0.8, "mostly"),
        (0.5, "borderline"),
        (0.1, "borderline"),
        (0.01, "seldom"),
        (0.0, "never"),
    ],
)
def test_how_often_in_a_word(frequency, standing):
    assert standing_of(frequency) == standing


def test_two_outcomes_side_by_side_say_what_differs_and_why(result):
    class Run:
        def __init__(self, mapping, number):
            self.definition, self.number = mapping, number
            self.result = work_out(taken(written(mapping, "json")), every=EVERY)
            self.round = type("Round", (), {"title": "Proef"})()

    other = made()
    other["criteria"][0]["weight"] = [0.3, 0.31]
    other["data"]["trade"]["KE"]["value"] = 1.5
    other["choice"]["how_many"] = 6
    with override("en"):
        content = compare(Run(made(), 1), Run(other, 2))
    rows = {row[0].text: (row[1].text, row[2].text) for row in content.blocks[0].rows}
    assert rows["How many countries"] == ("5", "6")
    assert rows["Need"] == ("30% – 70%", "30% – 31%")
    assert "1 differ" in rows["trade · values"][1]
    assert "come in" in content.sentence
