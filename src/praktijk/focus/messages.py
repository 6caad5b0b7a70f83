# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a round, in words for people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from praktijk.focus.engine.errors import Fault
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.terms import regions

_WORDS = {
    # The file
    "not_a_round": _("This is no round of choice: it holds no table with words and values."),
    "other_format": _("The file says that its format is %(found)s; Praktijk reads format 1."),
    "too_large": _("The file is larger than %(most)s MB: that is no round of choice."),
    "not_text": _("Byte %(byte)s is no text in UTF-8. Save the file as TOML, JSON or XLSX again."),
    "empty_file": _("The file is empty."),
    "broken_toml": _("The file cannot be read as TOML: %(detail)s."),
    "broken_json": _("The file cannot be read as JSON: %(detail)s."),
    "broken_xlsx": _("The workbook cannot be opened: %(detail)s."),
    "sheet_without_column": _("The sheet “%(sheet)s” has no column “%(column)s” in its first row."),
    "too_many_rows": _("The sheet “%(sheet)s” has more than %(most)s rows."),
    "name_twice": _("“%(key)s” stands twice in one table; only one of them would count."),
    "unknown_word": _("This is not known here. Known are: %(known)s."),
    # Values
    "missing": _("This must be filled in."),
    "too_long": _("Longer than %(most)s signs."),
    "not_words": _("Words were expected."),
    "not_a_table": _("A table was expected."),
    "not_a_list": _("A list was expected."),
    "not_a_number": _("“%(found)s” is no number."),
    "not_a_whole_number": _("“%(found)s” is no whole number from %(least)s to %(most)s."),
    "not_a_share": _("%(found)s is no share from 0 to 1."),
    "not_one_of": _("“%(found)s” is not known. Known are: %(known)s."),
    "not_a_range": _("“%(found)s” is no range: two numbers, the lower one first."),
    "range_turned": _("The lower end (%(low)s) lies above the upper one (%(high)s)."),
    "below_zero": _("%(found)s lies below zero."),
    # Criteria
    "criteria_not_a_list": _("The criteria were expected as a list."),
    "empty_tree": _("There are no criteria."),
    "empty_group": _("The group “%(key)s” has no criteria in it."),
    "tree_too_deep": _("Groups stand in groups more than %(most)s deep."),
    "cyclic_tree": _("“%(key)s” stands, by way of its groups, within itself."),
    "without_key": _("A criterion needs a key, or the name of its series."),
    "key_twice": _("The key “%(key)s” stands here twice; the first is at %(first)s."),
    "named_twice": _("“%(key)s” is named twice."),
    "unknown_criterion": _("There is no criterion “%(key)s” here."),
    "unreadable_criterion": _("The criterion “%(key)s” cannot be read."),
    "not_a_weight": _(
        "A weight is a range within 0 and 1, the lower end first: %(low)s to %(high)s is none."
    ),
    "not_an_order": _("An order is a list of keys, the most important first."),
    "cyclic_order": _("“%(key)s” stands twice in the order, and so above itself."),
    "weights_clash": _("The weights in “%(group)s” exclude each other (%(why)s): %(criteria)s."),
    "not_goalposts": _("“%(found)s” are no goalposts: two numbers, those that become 0 and 1."),
    "goalposts_turned": _(
        "The first goalpost (%(low)s) must lie below the second (%(high)s); which way is good, "
        "“direction” says."
    ),
    "goalposts_crossed": _("The goalposts of “%(key)s” are crossed: %(low)s and %(high)s."),
    "log_below_zero": _("“%(key)s” is scaled by logarithm, and has a goalpost of -1 or less."),
    "log_of_negative": _("“%(key)s” is scaled by logarithm, and has values of -1 or less."),
    "two_interests": _("Only one group can be that of national interests."),
    "only_interests": _("National interests cannot be the only group of criteria."),
    "veto_without_bound": _("A veto on “%(key)s” needs “at_least” or “at_most”."),
    # Countries
    "unknown_country": _("“%(found)s” is no country that we know."),
    "country_twice": _("%(country)s stands here twice."),
    "without_reason": _("%(country)s has no reason; each needs one."),
    "too_many_candidates": _("%(found)s candidates are more than there are countries; %(most)s at most."),
    "unknown_region": _("There is no region “%(key)s”. Known are: %(known)s."),
    "unknown_theme": _("There is no theme “%(key)s” on the list of the UN's themes."),
    "both_in_and_out": _("%(country)s must be in and must be out."),
    "in_but_left_out": _("%(country)s must be chosen and is left out of the candidates."),
    "must_in_no_candidate": _("These must be chosen and are no candidates: %(countries)s."),
    "no_candidates": _("No candidate is left."),
    "one_candidate": _("There is one candidate only: there is nothing to choose."),
    "nobody_covered": _("No candidate has enough data: the minimum coverage is %(minimum)s."),
    "all_vetoed": _("The vetoes put every candidate out: %(vetoes)s."),
    "first_out_of_range": _("%(first)s countries are to be chosen out of %(countries)s."),
    "constraints_clash": _(
        "No choice of countries can satisfy these together, and it could if any one of them went: "
        "%(constraints)s."
    ),
    "cost_missing": _(
        "There is a budget, and %(country)s has no cost; a cost for all others can be given too."
    ),
    "negative_cost": _("The cost of %(country)s lies below zero."),
    # Data
    "no_series": _("The series “%(series)s” of “%(key)s” has not been imported, or you may not see it."),
    "no_series_at_all": _(
        "None of the series that measure the letter's criteria has been imported: see “praktijk import "
        "indicator”."
    ),
    "no_vintage": _("The series “%(series)s” has no vintage “%(vintage)s”. It has: %(known)s."),
    "no_file": _("The file “%(file)s” of “%(key)s” cannot be read: %(detail)s."),
    "file_in_browser": _(
        "“%(key)s” takes its values from the file “%(file)s”, which the browser cannot reach: put them under "
        "“data”, or import them as a series."
    ),
    "all_missing": _("“%(key)s” has no value for any of the candidates."),
    "two_values": _("“%(key)s” has two values for %(country)s."),
    "bounds_beside_value": _("The value %(value)s does not lie between its bounds."),
    "infinite": _("“%(key)s” has a value that is infinite."),
    "negative_sd": _("“%(key)s” has a standard deviation below zero."),
    "wrong_length": _("“%(key)s” has not one value for each country."),
    "broken_plain": _("The values of “%(key)s” cannot be read: %(detail)s."),
    # A decision
    "nobody_chosen": _("No country is chosen."),
    "too_many_chosen": _("%(found)s countries are chosen; the round allows %(most)s."),
    "deviation_without_reason": _("%(country)s: say why you decide otherwise than the method proposes."),
    "too_many_themes": _("%(country)s has more themes than the %(most)s that the round allows."),
    "theme_without_reason": _("%(country)s: say why a theme outside the priorities."),
    "no_phase_out": _("%(country)s is a partner now and leaves: by when is it phased out?"),
    "phase_out_past": _("%(country)s: the day by which it is phased out has passed."),
    "nothing_running_said": _(
        "%(country)s is a partner now and leaves: what runs there? Say “nothing” if nothing does."
    ),
    "unexpected": _("Something went wrong that we did not foresee. It was written in the log."),
    "too_late": _("It was stopped when the system was: start it again."),
}  # fmt: skip
_CONSTRAINTS = {
    "how_many": _("the number of countries"),
    "fewest": _("the least number of countries"),
    "region_at_least": _("the least number in %(about)s"),
    "region_at_most": _("the most in %(about)s"),
    "budget": _("the budget"),
    "must_in": _("%(about)s must be in"),
    "must_out": _("%(about)s must be out"),
    "veto": _("the veto that puts %(about)s out"),
}
_WHY = {
    "range": _("a range is turned or not within 0 and 1"),
    "lows": _("the lower ends add up to more than 1"),
    "highs": _("the upper ends add up to less than 1"),
    "order": _("the order contradicts the ranges"),
}


def in_words(faults: Iterable[Fault], titles: Mapping[str, str] | None = None) -> list[str]:
    """A sentence for each fault, in the language of the moment, with the place in the file before it.

    `titles` gives criteria the names that people know, by their key.
    """
    return [_sentence(fault, titles or {}) for fault in faults]


def _sentence(fault: Fault, titles: Mapping[str, str]) -> str:
    values: dict[str, Any] = defaultdict(lambda: "?", fault.values)
    key = next((values[name] for name in ("key", "criterion", "indicator") if name in fault.values), None)
    if key is None and (several := fault.values.get("criteria")) and fault.code == "cyclic_tree":
        key = _listed(several, {})
    if key is not None:
        values["key"] = titles.get(str(key), str(key))
    if "group" in fault.values:
        values["group"] = titles.get(str(values["group"]), str(values["group"]))
    if isinstance(values.get("country"), str) and len(str(values["country"])) == 2:
        values["country"] = country_name(str(values["country"]))
    if fault.code == "must_in_no_candidate":
        values["countries"] = ", ".join(country_name(str(code)) for code in _each(values["countries"]))
    if fault.code == "unknown_region":
        values["known"] = ", ".join(f"{one.name} ({key})" for key, one in regions().items())
    for name in ("criteria", "vetoes"):
        if name in fault.values:
            values[name] = _listed(fault.values[name], titles)
    if fault.code == "constraints_clash":
        values["constraints"] = "; ".join(_constraint(*one) for one in _each(values["constraints"]))
    if fault.code == "weights_clash":
        values["why"] = str(_WHY.get(str(values["why"]), values["why"]))
    words = _WORDS.get(fault.code)
    said = str(words) % values if words else f"{fault.code}: {dict(fault.values)}"
    at = fault.values.get("at")
    return f"{at}: {said}" if at else said


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else [value]


def _listed(value: Any, titles: Mapping[str, str]) -> str:
    return ", ".join(titles.get(str(one), str(one)) for one in _each(value))


def _constraint(kind: str, about: str) -> str:
    known = regions()
    name = known[about].name if about in known else country_name(about) if len(about) == 2 else about
    return str(_CONSTRAINTS.get(kind, kind)) % {"about": name}
