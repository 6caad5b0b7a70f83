# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choice of countries under constraints: the greatest sum of scores, and which constraints clash."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import weighing
from praktijk.focus.engine.errors import Fault, InvalidRound, demand
from praktijk.focus.engine.problems import Prepared, Problem, made_ready
from praktijk.focus.engine.solving import Row, minimised
from praktijk.focus.engine.weighing import BLOCK

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_SLACK = 1e-6  # what solvers take for zero


@dataclass(frozen=True, eq=False)
class Constraints:
    """What a choice among ``countries`` must keep to; all else is keyed by their names.

    ``how_many`` at most, and at least ``fewest`` (as many as that where None). ``regions``: at least and at
    most so many of each, by ``region_of``; a country belongs to one region or none. ``costs`` and
    ``budget`` in one currency, costs not negative. ``vetoed`` is out by a veto, ``must_out`` because
    someone says so.
    """

    countries: tuple[str, ...]
    how_many: int
    fewest: int | None = None
    region_of: Mapping[str, str] = field(default_factory=dict)
    regions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    costs: Mapping[str, float] = field(default_factory=dict)
    budget: float | None = None
    must_in: frozenset[str] = frozenset()
    must_out: frozenset[str] = frozenset()
    vetoed: frozenset[str] = frozenset()

    @property
    def least(self) -> int:
        """At least so many countries."""
        return self.how_many if self.fewest is None else self.fewest


Named = tuple[str, str]
"""A constraint by its kind and what it is about: ("region_at_least", "Africa"), ("budget", "")."""


def faults(constraints: Constraints) -> list[Fault]:
    """What cannot be read: unknown_country, unknown_region, cost_missing, negative_cost."""
    known = set(constraints.countries)
    named = {*constraints.region_of, *constraints.costs, *constraints.must_in, *constraints.must_out}
    found = [Fault("unknown_country", {"country": name}) for name in sorted(named - known)]
    regions = set(constraints.region_of.values())
    unknown = sorted(
        name for name, (least, _) in constraints.regions.items() if least > 0 and name not in regions
    )
    found += [Fault("unknown_region", {"region": name}) for name in unknown]
    if constraints.budget is not None:
        missing = [name for name in constraints.countries if name not in constraints.costs]
        found += [Fault("cost_missing", {"country": name}) for name in missing]
    found += [
        Fault("negative_cost", {"country": name}) for name, cost in constraints.costs.items() if not cost >= 0
    ]
    return found


def choose(scores: Floats, constraints: Constraints) -> Places:
    """The places of the chosen countries, ascending: of all choices that are allowed one of the greatest sum.

    ``scores`` (countries,). Without a budget that binds the choice is greedy, which is exact here: what
    regions allow is a generalised matroid (Edmonds 1971; Frank 1984). Otherwise HiGHS. Raises
    ``InvalidRound`` with what ``faults`` finds, or constraints_clash with the smallest set of
    ``constraints`` that clash.
    """
    return _chosen(scores, _laid_out(constraints))


@dataclass(frozen=True, eq=False)
class _LaidOut:
    """Constraints by the places of countries and regions; the last region is that of those without one."""

    given: Constraints
    rows: tuple[Row, ...]
    taken: Places
    is_free: NDArray[np.bool_]
    region: Places
    least: Places
    most: Places
    costs: Floats


def _laid_out(constraints: Constraints) -> _LaidOut:
    demand(faults(constraints))
    names, regions = constraints.countries, list(constraints.regions)
    numbers = {region: number for number, region in enumerate(regions)}
    out = constraints.must_out | constraints.vetoed
    return _LaidOut(
        given=constraints,
        rows=tuple(row for _, row in _rows(constraints)),
        taken=np.array([place for place, name in enumerate(names) if name in constraints.must_in], np.int64),
        is_free=np.array([name not in constraints.must_in | out for name in names]),
        region=np.array([numbers.get(constraints.region_of.get(name, ""), len(regions)) for name in names]),
        least=np.array([constraints.regions[region][0] for region in regions] + [0]),
        most=np.array([constraints.regions[region][1] for region in regions] + [len(names)]),
        costs=np.array([constraints.costs.get(name, 0.0) for name in names]),
    )


def _chosen(scores: Floats, laid_out: _LaidOut) -> Places:
    greedy = _greedy(scores, laid_out)
    budget = laid_out.given.budget
    if greedy is not None and (budget is None or laid_out.costs[greedy].sum() <= budget):
        return greedy
    found = None
    if greedy is not None:
        high = np.where(_is_worth_it(scores, laid_out), 1.0, 0.0)
        found = minimised(-scores, np.zeros(len(scores)), high, laid_out.rows, whole=range(len(scores)))
    if found is None:
        raise InvalidRound([Fault("constraints_clash", {"constraints": smallest_clash(laid_out.given)})])
    return np.flatnonzero(found > 0.5)


def _greedy(scores: Floats, laid_out: _LaidOut) -> Places | None:
    """The best choice if there were no budget; None where there is no choice."""
    given, least, most = laid_out.given, laid_out.least.tolist(), laid_out.most.tolist()
    if given.must_in & (given.must_out | given.vetoed):
        return None
    ordered = np.argsort(-scores, kind="stable")
    left = ordered[laid_out.is_free[ordered]]
    often = np.bincount(laid_out.region[laid_out.taken], minlength=len(least)).tolist()
    taken: list[int] = laid_out.taken.tolist()
    others: list[tuple[int, int]] = []
    for place, region in zip(left.tolist(), laid_out.region[left].tolist(), strict=True):
        if often[region] < least[region]:
            taken.append(place)
            often[region] += 1
        else:
            others.append((place, region))
    for place, region in others:
        if len(taken) >= given.how_many or (scores[place] < 0 and len(taken) >= given.least):
            break
        if often[region] < most[region]:
            taken.append(place)
            often[region] += 1
    if any(not low <= count <= high for low, count, high in zip(least, often, most, strict=True)):
        return None
    return np.sort(np.array(taken, np.int64)) if given.least <= len(taken) <= given.how_many else None


def _is_worth_it(scores: Floats, laid_out: _LaidOut) -> NDArray[np.bool_]:
    """Whether a country may be in the best choice: without those that enough others of its region outdo.

    If one is chosen although as many free ones as its region may have cost no more and score no less, then
    one of them is not chosen, and might as well stand in its place. Equals outdo those that come later.
    """
    places = np.arange(len(scores))
    free, region = laid_out.is_free, laid_out.region
    better = (scores[:, None] >= scores) & (laid_out.costs[:, None] <= laid_out.costs)
    equal = (scores[:, None] == scores) & (laid_out.costs[:, None] == laid_out.costs)
    outdoes = better & (region[:, None] == region) & free[:, None] & ~(equal & (places[:, None] >= places))
    return np.asarray(
        ~free | (outdoes.sum(axis=0) < np.minimum(laid_out.most[region], laid_out.given.how_many))
    )


def _rows(constraints: Constraints) -> Iterator[tuple[Named, Row]]:
    """Every constraint by its name, as a row over one variable for each country."""
    place = {name: number for number, name in enumerate(constraints.countries)}
    everyone = range(len(place))
    yield ("how_many", ""), Row(everyone, [1.0] * len(place), high=constraints.how_many)
    yield ("fewest", ""), Row(everyone, [1.0] * len(place), low=constraints.least)
    for region, (least, most) in constraints.regions.items():
        there = [place[name] for name in constraints.countries if constraints.region_of.get(name) == region]
        if least > 0:
            yield ("region_at_least", region), Row(there, [1.0] * len(there), low=least)
        if most < len(there):
            yield ("region_at_most", region), Row(there, [1.0] * len(there), high=most)
    if constraints.budget is not None:
        costs = [constraints.costs[name] for name in constraints.countries]
        yield ("budget", ""), Row(everyone, costs, high=constraints.budget)
    for kind, names, end in (
        ("must_in", constraints.must_in, {"low": 1.0}),
        ("must_out", constraints.must_out, {"high": 0.0}),
        ("veto", constraints.vetoed, {"high": 0.0}),
    ):
        for name in sorted(names):
            yield (kind, name), Row([place[name]], [1.0], **end)


def smallest_clash(constraints: Constraints) -> tuple[Named, ...]:
    """The smallest set of constraints that no choice keeps to together; empty where some choice keeps to all.

    By implicit hitting sets (Ignatiev et al. 2015): every set that clashes hits the complement of each set
    that can be kept. So the smallest that hits all complements found so far is the answer as soon as it
    clashes, and until then shows one more that can be kept. That none is smaller is proved by the way it is
    found.
    """
    names, rows = zip(*_rows(constraints), strict=True)
    size = len(constraints.countries)
    if _can_be_kept(rows, size):
        return ()
    complements: list[list[int]] = []
    while True:
        hitting = _smallest_hitting(complements, len(rows))
        if not _can_be_kept([rows[number] for number in hitting], size):
            return tuple(names[number] for number in hitting)
        kept = list(hitting)
        for number in range(len(rows)):
            if number not in kept and _can_be_kept([rows[each] for each in (*kept, number)], size):
                kept.append(number)
        complements.append([number for number in range(len(rows)) if number not in kept])


def _can_be_kept(rows: "list[Row] | tuple[Row, ...]", size: int) -> bool:
    if any(not row.columns and row.low > 0 for row in rows):
        return False
    return minimised(np.zeros(size), np.zeros(size), np.ones(size), list(rows), whole=range(size)) is not None


def _smallest_hitting(sets: list[list[int]], size: int) -> list[int]:
    if not sets:
        return []
    rows = [Row(each, [1.0] * len(each), low=1.0) for each in sets]
    found = minimised(np.ones(size), np.zeros(size), np.ones(size), rows, whole=range(size))
    return [] if found is None else [int(number) for number in np.flatnonzero(found > 1 - _SLACK)]


@dataclass(frozen=True, eq=False)
class Portfolio:
    """How often (countries,) each country is in the best choice of a draw, 0..1, by ``sampled`` draws.

    ``core`` are those in every one of them, ``never`` those in none, ``borderline`` the others, the most
    frequent first. ``proposal`` is the best choice by the mean score of the draws; its countries as in the
    problem. All are sampled: one that is never in may still be so under weights that were not drawn.
    """

    countries: tuple[str, ...]
    frequency: Floats
    core: tuple[str, ...]
    borderline: tuple[str, ...]
    never: tuple[str, ...]
    proposal: tuple[str, ...]
    sampled: int


def portfolio(
    problem: Problem | Prepared,
    constraints: Constraints,
    draws: int = 1000,
    seed: int = 1,
    data_sets: int = 20,
) -> Portfolio:
    """Choose ``draws`` times, under weights and on data drawn as in ``smaa.run``.

    What a veto puts out is out here too. Raises ``InvalidRound`` as ``prepare`` and ``choose`` do.
    """
    ready = made_ready(problem, data_sets, seed)
    names = ready.problem.countries
    vetoed = frozenset(name for name, out in zip(names, ready.out, strict=True) if out)
    constraints = replace(constraints, countries=names, vetoed=constraints.vetoed | vetoed)
    laid_out = _laid_out(constraints)
    often, total = np.zeros(len(names)), np.zeros(len(names))
    for block in range(-(-draws // BLOCK)):
        drawn = weighing.drawn_block(ready.problem.tree, seed, block)
        weights = weighing.product(ready.problem.tree, drawn)
        # Draws of a block take the data sets in turn: there are few blocks here.
        for start in range(min(len(ready.data), BLOCK)):
            chosen = slice(start, min(BLOCK, draws - block * BLOCK), len(ready.data))
            scores = ready.scores([each[chosen] for each in drawn], weights[chosen], start)
            total += scores.sum(axis=0)
            for row in scores:
                often[_chosen(row, laid_out)] += 1
    proposal = _chosen(total / max(draws, 1), laid_out)
    frequency = often / max(draws, 1)
    ordered = np.argsort(-frequency, kind="stable")
    return Portfolio(
        countries=names,
        frequency=frequency,
        core=tuple(names[place] for place in ordered if often[place] == draws),
        borderline=tuple(names[place] for place in ordered if 0 < often[place] < draws),
        never=tuple(names[place] for place in ordered if often[place] == 0),
        proposal=tuple(names[place] for place in proposal),
        sampled=draws,
    )
