# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what stands in a file to a round; everything that is wrong with it is found in one go.

The shape of the file is told in docs/methods/round-file.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds.definition import (
    MOST_CANDIDATES,
    MOST_DATA_SETS,
    MOST_DRAWS,
    Aggregation,
    Choice,
    Definition,
    Direction,
    Group,
    Kind,
    Measure,
    Opinion,
    Outliers,
    Value,
    Veto,
    Weight,
)
from praktijk.focus.rounds.fields import LONGEST, Fields, is_whole, shown, without_control

#: What a file of ours says of itself.
FORMAT = 1
_YEARS = range(1900, 2101)
_DEEPEST = 6
#: What the key of the group of an indicator at the top ends with.
_ALONE = "-alone"


def read(
    raw: Mapping[str, Any],
    *,
    code_of: Callable[[str], str | None],
    regions: Collection[str],
    themes: Collection[str],
) -> Definition:
    """The round that a mapping describes (TOML, JSON or XLSX, already parsed).

    `code_of` gives the ISO 3166-1 alpha-2 code of a country that somebody named, or None; `regions`
    and `themes` are the keys that can be named. Raises InvalidRound with every fault and the place in the
    file where it stands.
    """
    return _Reader(code_of, regions, themes).definition(without_control(raw))


class _Reader(Fields):
    """Reads a round, part by part."""

    def __init__(
        self, code_of: Callable[[str], str | None], regions: Collection[str], themes: Collection[str]
    ) -> None:
        super().__init__(code_of)
        self._regions = regions
        self._themes = themes
        self._keys: dict[str, str] = {}

    def definition(self, raw: Mapping[str, Any]) -> Definition:
        if not isinstance(raw, Mapping):
            raise InvalidRound([Fault("not_a_round", {})])
        if raw.get("format", FORMAT) != FORMAT:
            raise InvalidRound([Fault("other_format", {"found": shown(raw.get("format"))})])
        self.unknown(
            raw, "", {"format", "title", "year", "draws", "seed", "candidates", "criteria", "order", "vetoes",
                      "method", "choice", "people", "data", "sources", "regions"},
        )  # fmt: skip
        method = self.table(raw, "method")
        self.unknown(method, "method", {"aggregation", "minimum_coverage", "data_sets"})
        candidates = self.table(raw, "candidates")
        self.unknown(candidates, "candidates", {"countries", "left_out", "current"})
        groups = self._groups(raw)
        group_keys = {"", *(one.key for one in _every(groups) if isinstance(one, Group))}
        top_keys = {one.key for one in groups}
        alone = {one.key.removesuffix(_ALONE): one.key for one in groups if one.key.endswith(_ALONE)}
        made = Definition(
            title=self.text(raw, "title", "", needed=True),
            year=self.whole(raw, "year", "", _YEARS, None),
            groups=groups,
            order=self._order(_named_alone(raw.get("order", []), alone), "order", top_keys),
            choice=self._choice(self.table(raw, "choice")),
            candidates=tuple(self.countries(candidates.get("countries", []), "candidates.countries")),
            current=tuple(self.countries(candidates.get("current", []), "candidates.current")),
            left_out=self.reasons(candidates.get("left_out", []), "candidates.left_out"),
            vetoes=tuple(self._vetoes(raw.get("vetoes", []), groups)),
            aggregation=self.one_of(method, "aggregation", "method", Aggregation, Aggregation.ARITHMETIC),
            minimum_coverage=self.share(method.get("minimum_coverage", 0.5), "method.minimum_coverage"),
            data_sets=self.whole(method, "data_sets", "method", range(1, MOST_DATA_SETS + 1), 20),
            people=self._people(raw.get("people", {}), groups, group_keys),
            draws=self.whole(raw, "draws", "", range(1, MOST_DRAWS + 1), 100_000),
            seed=self.whole(raw, "seed", "", range(2**31), 1),
            data=self._data(raw.get("data", {}), groups),
            sources=self._sources(raw.get("sources", {})),
            regions=self._regions_of(self.table(raw, "regions")),
        )
        self._clashes(made)
        if self.faults:
            raise InvalidRound(self.faults)
        return made

    # Criteria

    def _groups(self, raw: Mapping[str, Any]) -> tuple[Group, ...]:
        children = self._children(raw.get("criteria", []), "criteria", 1)
        if not children and not any(fault.code == "criteria_not_a_list" for fault in self.faults):
            self.wrong("empty_tree", "criteria")
        # Indicators beside groups at the top are a group of their own, so that every tree has groups.
        return tuple(
            one
            if isinstance(one, Group)
            else Group(f"{one.key}{_ALONE}", one.titles, (replace(one, weight=Weight()),), one.weight)
            for one in children
        )

    def _children(self, raw: Any, at: str, depth: int) -> list[Group | Measure]:
        if not isinstance(raw, list):
            self.wrong("criteria_not_a_list", at)
            return []
        if depth > _DEEPEST:
            self.wrong("tree_too_deep", at, most=_DEEPEST)
            return []
        made: list[Group | Measure] = []
        for number, one in enumerate(raw, 1):
            here = f"{at}[{number}]"
            if not isinstance(one, Mapping):
                self.wrong("not_a_table", here)
                continue
            if "criteria" in one:
                made.append(self._group(one, here, depth))
            else:
                made.append(self._measure(one, here))
        return made

    def _group(self, raw: Mapping[str, Any], at: str, depth: int) -> Group:
        self.unknown(raw, at, {"key", "title", "weight", "order", "interests", "criteria"})
        key = self._key(raw, at)
        children = tuple(self._children(raw["criteria"], f"{at}.criteria", depth + 1))
        if not children:
            self.wrong("empty_group", at, key=key)
        return Group(
            key=key,
            titles=self._titles(raw, at, key),
            children=children,
            weight=self._weight(raw.get("weight"), f"{at}.weight"),
            order=self._order(raw.get("order", []), f"{at}.order", {child.key for child in children}),
            interests=raw.get("interests") is True,
        )

    def _measure(self, raw: Mapping[str, Any], at: str) -> Measure:
        self.unknown(
            raw, at, {"key", "title", "series", "vintage", "file", "weight", "direction", "kind", "goalposts",
                      "outliers", "oldest"},
        )  # fmt: skip
        key = self._key(raw, at)
        goalposts = self._goalposts(raw.get("goalposts"), f"{at}.goalposts")
        kind = self.one_of(raw, "kind", at, Kind, Kind.LINEAR)
        if kind is Kind.LOG and goalposts and goalposts[0] <= -1:
            self.wrong("log_below_zero", f"{at}.goalposts", key=key)
        return Measure(
            key=key,
            titles=self._titles(raw, at, key),
            series=self.text(raw, "series", at) or ("" if raw.get("file") else key),
            vintage=self.text(raw, "vintage", at),
            file=self.text(raw, "file", at),
            weight=self._weight(raw.get("weight"), f"{at}.weight"),
            direction=self.one_of(raw, "direction", at, Direction, Direction.MORE),
            kind=kind,
            goalposts=goalposts,
            outliers=self.one_of(raw, "outliers", at, Outliers, Outliers.CLIP),
            oldest=self.whole(raw, "oldest", at, _YEARS, 0) or None,
        )

    def _key(self, raw: Mapping[str, Any], at: str) -> str:
        key = self.text(raw, "key", at) or self.text(raw, "series", at)
        if not key:
            self.wrong("without_key", at)
            return f"?{at}"
        if key in self._keys:
            self.wrong("key_twice", at, key=key, first=self._keys[key])
        self._keys.setdefault(key, at)
        return key

    def _titles(self, raw: Mapping[str, Any], at: str, key: str) -> dict[str, str]:
        title = raw.get("title", "")
        if isinstance(title, str):
            return dict.fromkeys(("nl", "en"), title.strip()[:LONGEST]) if title.strip() else {}
        if isinstance(title, Mapping) and all(isinstance(words, str) for words in title.values()):
            return {
                language: str(title.get(language) or next(iter(title.values()), key))[:LONGEST]
                for language in ("nl", "en")
            }
        self.wrong("not_words", f"{at}.title")
        return {}

    def _weight(self, raw: Any, at: str) -> Weight:
        if raw is None:
            return Weight()
        pair = raw if isinstance(raw, list) else [raw, raw]
        if len(pair) != 2:
            self.wrong("not_a_range", at, found=shown(raw))
            return Weight()
        low, high = (self.number(one, at) for one in pair)
        if low is None or high is None:
            return Weight()
        if not 0 <= low <= high <= 1:
            self.wrong("not_a_weight", at, low=low, high=high)
            return Weight()
        return Weight(low, high)

    def _order(self, raw: Any, at: str, keys: set[str]) -> tuple[tuple[str, ...], ...]:
        if not isinstance(raw, list):
            self.wrong("not_an_order", at)
            return ()
        steps = [tuple(step) if isinstance(step, list) else (step,) for step in raw]
        named = [key for step in steps for key in step]
        for key in named:
            if not isinstance(key, str) or key not in keys:
                self.wrong("unknown_criterion", at, key=shown(key))
                return ()
            if named.count(key) > 1:
                self.wrong("cyclic_order", at, key=key)
                return ()
        return tuple(step for step in steps if step)

    def _goalposts(self, raw: Any, at: str) -> tuple[float, float] | None:
        if raw is None:
            return None
        pair = [self.number(one, at) for one in raw] if isinstance(raw, list) else []
        if len(pair) != 2 or pair[0] is None or pair[1] is None:
            self.wrong("not_goalposts", at, found=shown(raw))
            return None
        if not pair[0] < pair[1]:
            self.wrong("goalposts_turned", at, low=pair[0], high=pair[1])
            return None
        return pair[0], pair[1]

    # What must hold together

    def _choice(self, raw: Mapping[str, Any]) -> Choice:
        self.unknown(
            raw,
            "choice",
            {"how_many", "budget", "cost", "themes", "priorities", "regions", "costs", "must_in", "must_out"},
        )
        regions = {}
        for key, bounds in self.table(raw, "regions", "choice").items():
            at = f"choice.regions.{key}"
            if key not in self._regions:
                self.wrong("unknown_region", at, key=shown(key), known=", ".join(sorted(self._regions)))
                continue
            pair = bounds if isinstance(bounds, list) else [bounds, bounds]
            if len(pair) != 2 or not all(is_whole(one) and 0 <= one <= MOST_CANDIDATES for one in pair):
                self.wrong("not_a_range", at, found=shown(bounds))
            elif pair[0] > pair[1]:
                self.wrong("range_turned", at, low=pair[0], high=pair[1])
            else:
                regions[key] = (pair[0], pair[1])
        costs = {}
        for name, amount in self.table(raw, "costs", "choice").items():
            code, cost = self.country(name, "choice.costs"), self.number(amount, f"choice.costs.{name}")
            if code and cost is not None:
                if cost < 0:
                    self.wrong("below_zero", f"choice.costs.{name}", found=cost)
                costs[code] = cost
        budget = self.number(raw["budget"], "choice.budget") if "budget" in raw else None
        if budget is not None and budget < 0:
            self.wrong("below_zero", "choice.budget", found=budget)
        cost = self.number(raw["cost"], "choice.cost") if "cost" in raw else None
        if cost is not None and cost < 0:
            self.wrong("below_zero", "choice.cost", found=cost)
        return Choice(
            how_many=self.whole(raw, "how_many", "choice", range(1, MOST_CANDIDATES + 1), None),
            regions=regions,
            budget=budget,
            cost=cost,
            costs=costs,
            must_in=self.reasons(raw.get("must_in", []), "choice.must_in"),
            must_out=self.reasons(raw.get("must_out", []), "choice.must_out"),
            themes=self.whole(raw, "themes", "choice", range(21), 3),
            priorities=self._priorities(raw.get("priorities", [])),
        )

    def _priorities(self, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list):
            self.wrong("not_a_list", "choice.priorities")
            return ()
        for key in raw:
            if not isinstance(key, str) or key not in self._themes:
                self.wrong("unknown_theme", "choice.priorities", key=shown(key))
        return tuple(dict.fromkeys(key for key in raw if isinstance(key, str) and key in self._themes))

    def _vetoes(self, raw: Any, groups: tuple[Group, ...]) -> Iterator[Veto]:
        keys = {one.key for one in _every(groups) if isinstance(one, Measure)}
        for at, one in self.tables(raw, "vetoes"):
            self.unknown(one, at, {"criterion", "at_least", "at_most", "reason"})
            key = self.text(one, "criterion", at)
            bounds = {
                name: self.number(one[name], f"{at}.{name}")
                for name in ("at_least", "at_most")
                if name in one
            }
            if key not in keys:
                self.wrong("unknown_criterion", at, key=key)
            elif not bounds:
                self.wrong("veto_without_bound", at, key=key)
            else:
                yield Veto(key, bounds.get("at_least"), bounds.get("at_most"), self.text(one, "reason", at))

    def _people(self, raw: Any, groups: tuple[Group, ...], group_keys: set[str]) -> dict[str, Opinion]:
        if not isinstance(raw, Mapping):
            self.wrong("not_a_table", "people")
            return {}
        keys = {one.key for one in _every(groups)}
        children = {
            one.key: {child.key for child in one.children} for one in _every(groups) if isinstance(one, Group)
        }
        children[""] = {one.key for one in groups}
        people = {}
        for name, said in raw.items():
            at = f"people.{name}"
            if not isinstance(said, Mapping):
                self.wrong("not_a_table", at)
                continue
            self.unknown(said, at, {"weights", "orders"})
            weights, orders = {}, {}
            for key, weight in self.table(said, "weights", at).items():
                if key not in keys:
                    self.wrong("unknown_criterion", f"{at}.weights", key=shown(key))
                else:
                    weights[key] = self._weight(weight, f"{at}.weights.{key}")
            for key, order in self.table(said, "orders", at).items():
                key = "" if key == "criteria" else key
                if key not in group_keys:
                    self.wrong("unknown_criterion", f"{at}.orders", key=shown(key))
                else:
                    orders[key] = self._order(order, f"{at}.orders.{key or 'criteria'}", children[key])
            people[str(name)[:200]] = Opinion(weights, orders)
        return people

    def _data(self, raw: Any, groups: tuple[Group, ...]) -> dict[str, dict[str, Value]]:
        if not isinstance(raw, Mapping):
            self.wrong("not_a_table", "data")
            return {}
        keys = {one.key for one in _every(groups) if isinstance(one, Measure)}
        data: dict[str, dict[str, Value]] = {}
        for key, rows in raw.items():
            if key not in keys:
                self.wrong("unknown_criterion", "data", key=shown(key))
                continue
            if not isinstance(rows, Mapping):
                self.wrong("not_a_table", f"data.{key}")
                continue
            data[key] = {}
            for name, found in rows.items():
                at = f"data.{key}.{name}"
                code = self.country(name, f"data.{key}")
                if code and (value := self._value(found, at)):
                    if code in data[key]:
                        self.wrong("two_values", at, key=key, country=code)
                    data[key][code] = value
        return data

    def _regions_of(self, raw: Mapping[str, Any]) -> dict[str, str]:
        found = {}
        for name, region in raw.items():
            if code := self.country(name, "regions"):
                if not isinstance(region, str) or region not in self._regions:
                    self.wrong("unknown_region", f"regions.{name}", key=shown(region))
                else:
                    found[code] = region
        return found

    def _sources(self, raw: Any) -> dict[str, dict[str, str]]:
        if not isinstance(raw, Mapping) or not all(isinstance(one, Mapping) for one in raw.values()):
            self.wrong("not_a_table", "sources")
            return {}
        return {
            shown(key): {shown(name): str(words)[:LONGEST] for name, words in facts.items()}
            for key, facts in raw.items()
        }

    def _value(self, raw: Any, at: str) -> Value | None:
        table = raw if isinstance(raw, Mapping) else {"value": raw}
        self.unknown(table, at, {"value", "year", "low", "high", "sd"})
        value = self.number(table.get("value"), at)
        bounds = {name: self.number(table[name], at) for name in ("low", "high", "sd") if name in table}
        if value is None or None in bounds.values():
            return None
        sd, low, high = bounds.get("sd"), bounds.get("low"), bounds.get("high")
        if sd is not None and sd < 0:
            self.wrong("below_zero", at, found=sd)
        if (low is not None and low > value) or (high is not None and high < value):
            self.wrong("bounds_beside_value", at, value=value)
        return Value(value, self.whole(table, "year", at, _YEARS, 0), low, high, sd)

    def _clashes(self, made: Definition) -> None:
        """What each may be right by itself, but not together."""
        both = set(made.choice.must_in) & set(made.choice.must_out)
        for code in sorted(both):
            self.wrong("both_in_and_out", "choice", country=code)
        for code in sorted(set(made.choice.must_in) & set(made.left_out)):
            self.wrong("in_but_left_out", "choice.must_in", country=code)
        if sum(one.interests for one in made.groups) > 1:
            self.wrong("two_interests", "criteria")
        if made.interests is not None and len(made.groups) == 1:
            self.wrong("only_interests", "criteria")


def _named_alone(order: Any, alone: Mapping[str, str]) -> Any:
    """An order in which an indicator at the top is named by the group that was made for it."""
    if not isinstance(order, list):
        return order
    return [
        _named_alone(step, alone)
        if isinstance(step, list)
        else alone.get(step, step)
        if isinstance(step, str)
        else step
        for step in order
    ]


def _every(children: tuple[Group | Measure, ...]) -> Iterator[Group | Measure]:
    for child in children:
        yield child
        if isinstance(child, Group):
            yield from _every(child.children)
