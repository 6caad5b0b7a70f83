# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The question as a whole, checked, and the same made ready for drawing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import aggregating, filling, measuring, weighing
from praktijk.focus.engine.errors import Fault, demand
from praktijk.focus.engine.measuring import Indicator, Veto
from praktijk.focus.engine.weighing import Group

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Problem:
    """Which ``first`` of the ``countries`` (n,) to choose, by ``indicators`` under a ``tree`` of criteria.

    Each leaf of the tree is the key of an indicator; an indicator without a leaf may be there for a veto.
    ``power`` is that of the mean (``aggregating``), taken over all leaves at once, or ``by_level`` of the
    tree. Countries that a veto puts out are ranked behind all others and are never in the first.
    """

    countries: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    tree: Group
    first: int
    power: float = 1.0
    by_level: bool = False
    vetoes: tuple[Veto, ...] = ()

    @property
    def leaves(self) -> tuple[Indicator, ...]:
        """The indicators in the order of the tree's leaves."""
        named = {indicator.key: indicator for indicator in self.indicators}
        return tuple(named[key] for key in weighing.leaves(self.tree))


def faults(problem: Problem) -> list[Fault]:
    """All that is wrong with a problem, that of its tree and indicators too.

    Its own: no_candidates, one_candidate, named_twice, wrong_length, first_out_of_range, power_out_of_range
    (beyond 10 either way, or nearer to 0 than 0.01 without being it), unknown_criterion, all_vetoed.
    """
    count = len(problem.countries)
    found: list[Fault] = []
    if count < 2:
        found.append(Fault("one_candidate" if count else "no_candidates", {"countries": problem.countries}))
    elif not 1 <= problem.first <= count:
        found.append(Fault("first_out_of_range", {"first": problem.first, "countries": count}))
    if problem.power and not 0.01 <= abs(problem.power) <= 10:
        found.append(Fault("power_out_of_range", {"power": problem.power}))
    found += _named_twice("country", problem.countries)
    found += _named_twice("indicator", [indicator.key for indicator in problem.indicators])
    found += weighing.faults(problem.tree)
    fits = True
    for indicator in problem.indicators:
        if indicator.values.shape != (count,) or (
            indicator.sd is not None and indicator.sd.shape != (count,)
        ):
            found.append(Fault("wrong_length", {"indicator": indicator.key, "countries": count}))
            fits = False
        elif count:
            found += measuring.faults(indicator)
    known = {indicator.key for indicator in problem.indicators}
    unknown = [
        key
        for key in (*weighing.leaves(problem.tree), *(veto.key for veto in problem.vetoes))
        if key not in known
    ]
    found += [Fault("unknown_criterion", {"criterion": key}) for key in dict.fromkeys(unknown)]
    if not unknown and fits and count > 1 and vetoed(problem).all():
        found.append(Fault("all_vetoed", {"vetoes": tuple(veto.key for veto in problem.vetoes)}))
    return found


def _named_twice(what: str, keys: tuple[str, ...] | list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield Fault("named_twice", {what: key})
        seen.add(key)


def vetoed(problem: Problem) -> Flags:
    """Which countries (countries,) a veto puts out."""
    out = np.zeros(len(problem.countries), dtype=bool)
    for veto in problem.vetoes:
        out |= measuring.judged(veto, problem.indicators).out
    return out


@dataclass(frozen=True, eq=False)
class Prepared:
    """A problem with all that drawing needs.

    ``matrix`` (countries, leaves) on the scale 0..1, NaN where there is no data; ``data`` (data sets,
    countries, leaves) without gaps; ``out`` (countries,) what a veto puts out; ``low`` and ``high`` between
    which every value lies.
    """

    problem: Problem
    matrix: Floats
    data: Floats
    out: Flags
    low: float
    high: float

    @property
    def first(self) -> int:
        """How many are in the first: no more than no veto puts out."""
        return min(self.problem.first, int((~self.out).sum()))

    def scores(self, drawn: list[Floats], weights: Floats, data_set: int) -> Floats:
        """Scores (draws, countries) on one data set; ``drawn`` are the weights among siblings, by group."""
        values, power = self.data[data_set], self.problem.power
        if self.problem.by_level:
            return aggregating.nested(values, self.problem.tree, drawn, power)
        return aggregating.power_mean(values, weights, power)

    def scored(self, values: Floats, weights: Floats) -> Floats:
        """Scores (draws, countries) of any values (countries, leaves) under weights (draws, leaves)."""
        tree, power = self.problem.tree, self.problem.power
        if self.problem.by_level:
            return aggregating.nested(values, tree, weighing.among_siblings(tree, weights), power)
        return aggregating.power_mean(values, weights, power)

    def in_the_middle(self) -> tuple[Floats, Floats, Floats]:
        """The mean values (countries, leaves), the central weights (leaves,) and the scores (countries,)."""
        values, weights = self.data.mean(axis=0), weighing.central(self.problem.tree)
        return values, weights, self.scored(values, weights[None, :])[0]

    def lined_up(self, scores: Floats) -> tuple[Floats, float, float]:
        """The scores with what is out moved behind all others, and the two ends between which they lie."""
        if not self.out.any():
            return scores, self.low, self.high
        span = self.high - self.low + 1
        return scores - self.out * span, self.low - span, self.high


def prepare(problem: Problem, data_sets: int = 20, seed: int = 1) -> Prepared:
    """Normalise and fill in; raises ``InvalidRound`` with all the faults of the problem.

    Where all values are there and none has a standard deviation, one data set says it all.
    """
    demand(faults(problem))
    indicators = problem.leaves
    uncut = np.stack([measuring.normalised(each, cut=False) for each in indicators], axis=1)
    matrix = np.stack([measuring.normalised(each) for each in indicators], axis=1)
    sds = np.stack([measuring.normalised_sd(each) for each in indicators], axis=1)
    known = ~np.isnan(matrix)
    is_certain = bool(known.all() and not sds[known].any())
    low = np.minimum(np.nanmin(matrix, axis=0), 0.0)
    high = np.maximum(np.nanmax(matrix, axis=0), 1.0)
    data = filling.data_sets(uncut, sds, 1 if is_certain else data_sets, seed, (low, high))
    least = max(float(data.min()), 0.0) if problem.power != 1 else float(data.min())
    most = max(float(data.max()), aggregating.FLOOR)
    return Prepared(problem, matrix, data, vetoed(problem), least, most)


def made_ready(problem: Problem | Prepared, data_sets: int = 20, seed: int = 1) -> Prepared:
    """What is prepared already as it is, and anything else prepared."""
    return problem if isinstance(problem, Prepared) else prepare(problem, data_sets, seed)


def without_group(problem: Problem, key: str) -> Problem:
    """The same problem without a group or leaf of the tree; faults as of ``weighing.without``."""
    return replace(problem, tree=weighing.without(problem.tree, key))
