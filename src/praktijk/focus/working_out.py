# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a round that holds its numbers to the question that is put to the engine.

No database and no clock. The engine is imported when it is called, since most pages never need it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds.definition import (
    Aggregation,
    Definition,
    Group,
    Kind,
    Measure,
    Opinion,
    Outliers,
    Value,
)
from praktijk.reference.exchange.terms import region_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from praktijk.focus.engine import choosing, smaa, weighing

    Floats = NDArray[np.float64]

#: Power of the mean for each way to aggregate.
POWERS = {Aggregation.ARITHMETIC: 1.0, Aggregation.PARTIAL: 0.5, Aggregation.GEOMETRIC: 0.0}
ROOT = "criteria"
#: How goalposts are found that the round does not give.
_ENDS: dict[Outliers, Literal["percentiles", "fences"]] = {
    Outliers.PERCENTILES: "percentiles",
    Outliers.FENCES: "fences",
}


@dataclass(frozen=True)
class Field:
    """The countries that are ranked, and those that are not, each with the reason.

    `unknown` have less than the minimum coverage (the share of indicators with a value).
    """

    ranked: tuple[str, ...]
    coverage: Mapping[str, float]
    left_out: Mapping[str, str]
    unknown: Mapping[str, float]


def field_of(definition: Definition, every: tuple[str, ...]) -> Field:
    """Who is ranked; `every` are all countries of the world, for a round that names none.

    Raises InvalidRound where nobody is left.
    """
    measures = list(definition.measures())
    candidates = definition.candidates or every
    coverage = {
        code: sum(code in definition.data.get(one.key, {}) for one in measures) / len(measures)
        for code in candidates
    }
    inside = [code for code in candidates if code not in definition.left_out]
    needed = set(definition.choice.must_in)
    unknown = {
        code: coverage[code]
        for code in inside
        if coverage[code] < definition.minimum_coverage and code not in needed
    }
    ranked = tuple(code for code in inside if code not in unknown)
    if not ranked:
        code = "nobody_covered" if inside else "no_candidates"
        raise InvalidRound([Fault(code, {"minimum": definition.minimum_coverage})])
    if outside := sorted(needed - set(ranked)):
        raise InvalidRound([Fault("must_in_no_candidate", {"countries": outside})])
    return Field(ranked, coverage, definition.left_out, unknown)


def tree_of(definition: Definition, opinion: Opinion | None = None) -> weighing.Group:
    """The criteria with their weights, or with those of one person in their place."""
    from praktijk.focus.engine import weighing

    said = opinion or Opinion()

    def node(one: Group | Measure) -> weighing.Group | weighing.Leaf:
        weight = said.weights.get(one.key, one.weight)
        if isinstance(one, Measure):
            return weighing.Leaf(one.key, weight.low, weight.high)
        return weighing.Group(
            one.key,
            tuple(node(child) for child in one.children),
            said.orders.get(one.key, one.order),
            weight.low,
            weight.high,
        )

    return weighing.Group(
        ROOT, tuple(node(one) for one in definition.groups), said.orders.get("", definition.order)
    )


def problem_of(definition: Definition, field: Field, opinion: Opinion | None = None) -> smaa.Problem:
    """The question to the engine."""
    import numpy as np

    from praktijk.focus.engine import measuring, smaa

    def column(values: Mapping[str, Value], part: Callable[[Value], float | None]) -> Floats:
        found = (values.get(code) for code in field.ranked)
        numbers = [part(one) if one is not None else None for one in found]
        return np.array([np.nan if one is None else one for one in numbers], dtype=float)

    indicators = []
    for one in definition.measures():
        values = definition.data.get(one.key, {})
        low, high = goalposts_of(one, values)
        indicators.append(
            measuring.Indicator(
                key=one.key,
                values=column(values, lambda value: value.value),
                sd=column(values, _deviation),
                direction="more" if one.direction == "more" else "less",
                scale=measuring.Scale(
                    kind="log" if one.kind == "log" else "linear",
                    low=low,
                    high=high,
                    outliers="keep" if one.outliers is Outliers.KEEP else "clip",
                ),
            )
        )
    return smaa.Problem(
        countries=field.ranked,
        indicators=tuple(indicators),
        tree=tree_of(definition, opinion),
        first=min(definition.choice.how_many, len(field.ranked)),
        power=POWERS[definition.aggregation],
        vetoes=tuple(
            measuring.Veto(
                veto.key,
                -np.inf if veto.at_least is None else veto.at_least,
                np.inf if veto.at_most is None else veto.at_most,
            )
            for veto in definition.vetoes
        ),
    )


#: V-Dem and others give about one standard deviation on either side (68 in a hundred).
_ONE_DEVIATION = 1.0


def _deviation(value: Value) -> float | None:
    """The standard deviation that a source gave, or that of its bounds, taken as one on either side."""
    if value.sd is not None:
        return value.sd
    if value.low is not None and value.high is not None:
        return (value.high - value.low) / (2 * _ONE_DEVIATION)
    return 0.0


def goalposts_of(measure: Measure, values: Mapping[str, Value]) -> tuple[float, float]:
    """Those of the round, or as the round treats outliers: from all countries, candidate or not."""
    if measure.goalposts:
        return measure.goalposts
    numbers = [one.value for one in values.values()]
    if not numbers:
        raise InvalidRound([Fault("all_missing", {"indicator": measure.key})])
    import numpy as np

    from praktijk.focus.engine import measuring

    return measuring.goalposts(
        np.array(numbers, dtype=float),
        "log" if measure.kind is Kind.LOG else "linear",
        _ENDS.get(measure.outliers, "range"),
    )


def constraints_of(definition: Definition, field: Field) -> choosing.Constraints:
    """What the choice must keep to, for the engine."""
    from praktijk.focus.engine import choosing

    choice = definition.choice
    ranked = set(field.ranked)
    regions = {code: one for code, one in (definition.regions or region_of()).items() if code in ranked}
    costs = {code: choice.costs.get(code, choice.cost) for code in field.ranked}
    return choosing.Constraints(
        countries=field.ranked,
        how_many=min(choice.how_many, len(field.ranked)),
        # With a budget fewer may be all that can be paid.
        fewest=0 if choice.budget is not None else None,
        region_of=regions,
        regions=dict(choice.regions),
        costs={code: cost for code, cost in costs.items() if cost is not None},
        budget=choice.budget,
        must_in=frozenset(choice.must_in),
        must_out=frozenset(set(choice.must_out) & ranked),
    )


def checked(definition: Definition, every: tuple[str, ...]) -> Definition:
    """The same round, when the engine can work it out. Raises InvalidRound with all that is wrong with it."""
    from praktijk.focus.engine import choosing, problems, trees

    field = field_of(definition, every)
    problem = problem_of(definition, field)
    faults = problems.faults(problem)
    for opinion in definition.people.values():
        faults += [one for one in trees.faults(tree_of(definition, opinion)) if one not in faults]
    constraints = constraints_of(definition, field)
    if not faults:
        out = problems.vetoed(problem)
        vetoed = frozenset(code for code, gone in zip(field.ranked, out, strict=True) if gone)
        constraints = replace(constraints, vetoed=vetoed)
    faults += choosing.faults(constraints)
    if not faults and (clash := choosing.smallest_clash(constraints)):
        faults.append(Fault("constraints_clash", {"constraints": clash}))
    if faults:
        raise InvalidRound(faults)
    return definition
