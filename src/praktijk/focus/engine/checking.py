# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What to know of a round before any ranking: remarks, which are no faults and stop nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import weighing
from praktijk.focus.engine.measuring import Indicator, judged
from praktijk.focus.engine.problems import Prepared, Problem, made_ready
from praktijk.focus.engine.sensitivity import influence, spearman
from praktijk.focus.engine.weighing import Group

Floats = NDArray[np.float64]

CORRELATED, OPPOSED = 0.9, -0.3
SKEWED, PEAKED = 2.0, 3.5
UNBALANCED = 2.0


@dataclass(frozen=True)
class Remark:
    """Something to know of a round, as a code without a language and the values that a sentence needs."""

    code: str
    values: Mapping[str, object]


def remarks(
    problem: Problem | Prepared, least_coverage: float = 0.65, least_coverage_of_country: float = 0.5
) -> list[Remark]:
    """Everything worth knowing before ranking; raises ``InvalidRound`` as ``prepare`` does.

    all_equal, same_series (the same values once both are standardised, so counted twice), correlated
    (ranks, beyond 0.9 either way), coverage_of_indicator and coverage_of_country (shares 0..1 of weight or
    countries below the least), outliers (skewness beyond 2 with kurtosis above 3.5: OECD/JRC 2008, step 5),
    groups_unbalanced (a group whose influence is more than twice its nominal weight, or less than half of
    it), groups_opposed (their scores pull apart: correlation of ranks below -0.3, as need and feasibility
    may), veto_unknown.
    """
    ready = made_ready(problem)
    indicators = ready.problem.leaves
    varying = [each for each in indicators if np.nanmax(each.values) > np.nanmin(each.values)]
    found = [Remark("all_equal", {"indicator": each.key}) for each in indicators if each not in varying]
    found += _pairs(varying)
    found += _coverage(ready, least_coverage, least_coverage_of_country)
    found += _outliers(varying)
    found += _groups(ready)
    for veto in ready.problem.vetoes:
        unknown = judged(veto, ready.problem.indicators).unknown
        names = tuple(name for name, missing in zip(ready.problem.countries, unknown, strict=True) if missing)
        found += [Remark("veto_unknown", {"indicator": veto.key, "countries": names})] if names else []
    return found


def _pairs(indicators: list[Indicator]) -> Iterator[Remark]:
    for one, other in combinations(indicators, 2):
        named = {"indicators": (one.key, other.key)}
        if _is_same(one.values, other.values):
            yield Remark("same_series", named)
            continue
        correlation = spearman(one.values, other.values)
        if abs(correlation) > CORRELATED:
            yield Remark("correlated", {**named, "correlation": correlation})


def _is_same(one: Floats, other: Floats) -> bool:
    if not np.array_equal(np.isnan(one), np.isnan(other)):
        return False
    first, second = (_standardised(each[~np.isnan(each)]) for each in (one, other))
    # With two values everything is the same once it is standardised.
    return len(first) > 2 and bool(
        np.allclose(first, second, atol=1e-6) or np.allclose(first, -second, atol=1e-6)
    )


def _standardised(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / values.std())


def _coverage(ready: Prepared, of_indicator: float, of_country: float) -> Iterator[Remark]:
    known = ~np.isnan(ready.matrix)
    for key, share in zip(weighing.leaves(ready.problem.tree), known.mean(axis=0), strict=True):
        if share < of_indicator:
            yield Remark("coverage_of_indicator", {"indicator": key, "share": float(share)})
    shares = known @ weighing.central(ready.problem.tree)
    for name, share in zip(ready.problem.countries, shares, strict=True):
        if share < of_country:
            yield Remark("coverage_of_country", {"country": name, "share": float(share)})


def _outliers(indicators: list[Indicator]) -> Iterator[Remark]:
    for indicator in indicators:
        values = indicator.values[indicator.known]
        standard = _standardised(np.log1p(values) if indicator.scale.kind == "log" else values)
        skewness, kurtosis = float((standard**3).mean()), float((standard**4).mean())
        if abs(skewness) > SKEWED and kurtosis > PEAKED:
            yield Remark("outliers", {"indicator": indicator.key, "skewness": skewness, "kurtosis": kurtosis})


def _groups(ready: Prepared) -> Iterator[Remark]:
    """Of the children of the root: whether each counts for what it weighs, and whether they pull apart."""
    values, weights, _ = ready.in_the_middle()
    counted = influence(ready)
    begin = 0
    scores: dict[str, Floats] = {}
    for child in ready.problem.tree.children:
        span = slice(begin, begin + len(weighing.leaves(child)))
        begin = span.stop
        nominal, real = float(weights[span].sum()), float(sum(each.real for each in counted[span]))
        scores[child.key] = values[:, span] @ weights[span]
        if isinstance(child, Group) and nominal and not 1 / UNBALANCED <= real / nominal <= UNBALANCED:
            size = len(weighing.leaves(child))
            yield Remark(
                "groups_unbalanced", {"group": child.key, "leaves": size, "nominal": nominal, "real": real}
            )
    for one, other in combinations(scores, 2):
        correlation = spearman(scores[one], scores[other])
        if correlation < OPPOSED:
            yield Remark("groups_opposed", {"groups": (one, other), "correlation": correlation})
