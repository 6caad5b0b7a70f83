# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a round to what stands in a file; `reading.read` gives the same round back."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from praktijk.focus.rounds.definition import (
    Definition,
    Group,
    Kind,
    Measure,
    Opinion,
    Outliers,
    Value,
    Weight,
)
from praktijk.focus.rounds.reading import FORMAT


def as_mapping(definition: Definition, *, name_of: Callable[[str], str] = str) -> dict[str, Any]:
    """A round as tables, lists, words and numbers, which TOML and JSON both can hold.

    `name_of` writes the code of a country (default: as it is). What has no value is left out.
    """
    choice = definition.choice
    made: dict[str, Any] = {
        "format": FORMAT,
        "title": definition.title,
        "year": definition.year,
        "draws": definition.draws,
        "seed": definition.seed,
        "order": _order(definition.order),
        "method": {
            "aggregation": str(definition.aggregation),
            "minimum_coverage": definition.minimum_coverage,
            "data_sets": definition.data_sets,
        },
        "candidates": {
            "countries": [name_of(code) for code in definition.candidates],
            "current": [name_of(code) for code in definition.current],
            "left_out": _reasons(definition.left_out, name_of),
        },
        "choice": {
            "how_many": choice.how_many,
            "themes": choice.themes,
            "priorities": list(choice.priorities),
            "budget": choice.budget,
            "cost": choice.cost,
            "regions": {key: list(bounds) for key, bounds in choice.regions.items()},
            "costs": {name_of(code): cost for code, cost in choice.costs.items()},
            "must_in": _reasons(choice.must_in, name_of),
            "must_out": _reasons(choice.must_out, name_of),
        },
        "criteria": [_criterion(one) for one in definition.groups],
        "vetoes": [
            {
                "criterion": veto.key,
                "at_least": veto.at_least,
                "at_most": veto.at_most,
                "reason": veto.reason,
            }
            for veto in definition.vetoes
        ],
        "people": {name: _opinion(one) for name, one in definition.people.items()},
        "data": {
            key: {name_of(code): _value(one) for code, one in values.items()}
            for key, values in definition.data.items()
        },
        "sources": {key: dict(facts) for key, facts in definition.sources.items()},
        "regions": {name_of(code): region for code, region in definition.regions.items()},
    }
    kept: dict[str, Any] = _without_nothing(made)
    return {"criteria": [], "choice": {}} | kept


def digest_of(definition: Mapping[str, Any]) -> str:
    """The SHA-256 of a definition, whatever the order of its names."""
    text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def about_criteria(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping without what is said of criteria that are no longer in it: numbers, vetoes, weights."""
    keys = set(_keys(mapping.get("criteria", [])))
    people = {
        name: {
            part: {
                key: _left(one, keys) if part == "orders" else one
                for key, one in said.items()
                if key in keys or key in ("", "criteria")
            }
            for part, said in opinion.items()
        }
        for name, opinion in mapping.get("people", {}).items()
    }
    return {
        **mapping,
        **{
            part: {key: one for key, one in mapping[part].items() if key in keys}
            for part in ("data", "sources")
            if part in mapping
        },
        "vetoes": [one for one in mapping.get("vetoes", []) if one.get("criterion") in keys],
        "people": people,
    }


def _left(order: list[Any], keys: set[str]) -> list[Any]:
    """An order without the keys that are gone."""
    steps = [[key for key in (step if isinstance(step, list) else [step]) if key in keys] for step in order]
    return [step for step in steps if step]


def _keys(criteria: list[dict[str, Any]]) -> Iterator[str]:
    for one in criteria:
        yield one["key"]
        yield from _keys(one.get("criteria", []))


def _criterion(one: Group | Measure) -> dict[str, Any]:
    titles = dict(one.titles)
    shared: dict[str, Any] = {
        "key": one.key,
        "title": titles.get("nl") if len(set(titles.values())) == 1 else titles,
        "weight": _weight(one.weight),
    }
    if isinstance(one, Group):
        return shared | {
            "interests": one.interests or None,
            "order": _order(one.order),
            "criteria": [_criterion(child) for child in one.children],
        }
    return shared | {
        "series": one.series if one.series != one.key else None,
        "vintage": one.vintage,
        "file": one.file,
        "direction": str(one.direction),
        "kind": str(one.kind) if one.kind is not Kind.LINEAR else None,
        "goalposts": list(one.goalposts) if one.goalposts else None,
        "outliers": str(one.outliers) if one.outliers is not Outliers.CLIP else None,
        "oldest": one.oldest,
    }


def _opinion(one: Opinion) -> dict[str, Any]:
    return {
        "weights": {key: [weight.low, weight.high] for key, weight in one.weights.items()},
        "orders": {key or "criteria": _order(order) for key, order in one.orders.items()},
    }


def _weight(weight: Weight) -> list[float] | None:
    return None if weight == Weight() else [weight.low, weight.high]


def _order(order: tuple[tuple[str, ...], ...]) -> list[Any]:
    return [step[0] if len(step) == 1 else list(step) for step in order]


def _reasons(reasons: Mapping[str, str], name_of: Callable[[str], str]) -> list[dict[str, str]]:
    return [{"country": name_of(code), "reason": reason} for code, reason in reasons.items()]


def _value(one: Value) -> dict[str, Any]:
    return {"value": one.value, "year": one.year or None, "low": one.low, "high": one.high, "sd": one.sd}


def _without_nothing(value: Any) -> Any:
    """The same without what is None, an empty word, an empty list or an empty table."""
    if isinstance(value, dict):
        inner = {key: _without_nothing(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one not in (None, "", [], {})}
    return [_without_nothing(one) for one in value] if isinstance(value, list) else value
