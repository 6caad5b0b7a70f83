# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would change the outcome: the smallest shift in weights, in one value, or in how many are chosen.

All of it at the central weights and on mean values, where there is one ranking to change.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import aggregating, measuring, weighing
from praktijk.focus.engine.choosing import Constraints, choose
from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.engine.problems import Prepared, Problem, made_ready
from praktijk.focus.engine.solving import Row, minimised
from praktijk.focus.engine.weighing import Group, Node

Floats = NDArray[np.float64]

_MARGIN = 1e-6  # of a score, by which a country must be past the line
_HALVINGS = 60


@dataclass(frozen=True)
class ValueChange:
    """The smallest change of one value of a country for which it crosses the line, in its own unit.

    ``to`` is None where no value between the goalposts does it ("impossible"), or where its scale has no
    unit to go back to. ``was`` is what stands in for it where ``is_imputed``.
    """

    leaf: str
    was: float | None
    to: float | None
    is_imputed: bool
    is_possible: bool


@dataclass(frozen=True, eq=False)
class WhatWouldChange:
    """What brings a country in, or out where it ``is_in`` now.

    ``weights`` (leaves,) are the nearest weights that do it within the ranges and orders of the tree,
    ``shift`` the sum of all differences from the ``central`` ones (0..2; half of it is the weight that
    moves). Both None where that is ``why_not``: impossible (within the ranges), vetoed, no_room (all that a
    veto leaves are in), not_linear (means by level with a power other than 1). ``values`` has one change
    for each leaf.
    """

    country: str
    is_in: bool
    central: Floats
    weights: Floats | None
    shift: float | None
    why_not: str | None
    values: tuple[ValueChange, ...]


def what_would_change_it(problem: Problem | Prepared, country: str) -> WhatWouldChange:
    """The smallest changes that bring a country in or out of the first N.

    Weights by a linear programme with one whole number for each country that may stay on its side (exact).
    Raises ``InvalidRound``: unknown_country, and as ``prepare`` does.
    """
    ready = made_ready(problem)
    names = ready.problem.countries
    if country not in names:
        raise InvalidRound([Fault("unknown_country", {"country": country})])
    place = names.index(country)
    values, weights, scores = ready.in_the_middle()
    others = [each for each in range(len(names)) if each != place and not ready.out[each]]
    if ready.out[place] or len(others) < ready.first:
        is_in = not ready.out[place]
        why = "no_room" if is_in else "vetoed"
        return WhatWouldChange(country, is_in, weights, None, None, why, ())
    line = float(np.sort(scores[others])[-ready.first])
    is_in = _place(scores, place, others) < ready.first
    changes = tuple(_value_changes(ready, place, values, weights, line, is_in))
    if ready.problem.by_level and ready.problem.power != 1:
        return WhatWouldChange(country, is_in, weights, None, None, "not_linear", changes)
    nearest = _nearest_weights(ready, place, values, weights, others, is_in)
    if nearest is None:
        return WhatWouldChange(country, is_in, weights, None, None, "impossible", changes)
    shift = float(np.abs(nearest - weights).sum())
    return WhatWouldChange(country, is_in, weights, nearest, shift, None, changes)


def _place(scores: Floats, place: int, others: list[int]) -> int:
    """How many others stand before it; of equals those that come first in the list."""
    ahead = [each for each in others if (-scores[each], each) < (-scores[place], place)]
    return len(ahead)


def _nearest_weights(
    ready: Prepared, place: int, values: Floats, weights: Floats, others: list[int], is_in: bool
) -> Floats | None:
    power = ready.problem.power
    # With a power below 0 a greater mean on the bent axis is a smaller score.
    bent = aggregating.bent(values, power) * (1 if power >= 0 else -1)
    # Each of these is to come below 0 under the weights, but for so many that may stay.
    leads = (bent[others] - bent[place]) * (-1 if is_in else 1)
    now = leads @ weights
    may_stay = len(others) - ready.first if is_in else ready.first - 1
    # What is hardest to move stays: some way to do it, so the best is no further.
    stays = np.zeros(len(others), dtype=bool)
    stays[np.argsort(-now, kind="stable")[:may_stay]] = True
    found = _moved(ready.problem.tree, weights, leads[~stays], 0)
    if found is None:
        return _moved(ready.problem.tree, weights, leads, may_stay)
    furthest = float(np.abs(found - weights).sum()) + _MARGIN
    # Weights that move by d together move a lead by no more than half of d times the span of its factors.
    reach = furthest * np.ptp(leads, axis=1) / 2
    can_change = np.abs(now + _MARGIN) <= reach
    settled = int((~can_change & (now > 0)).sum())
    return _moved(ready.problem.tree, weights, leads[can_change], may_stay - settled, furthest)


def _moved(
    tree: Group, weights: Floats, leads: Floats, may_stay: int, furthest: float = 2.0
) -> Floats | None:
    """The weights nearest to some under which all ``leads`` (others, leaves) but so many are below 0."""
    leaves, count = len(weights), len(leads)
    # Columns: weights, their distances from those given, and for each lead whether it stays.
    size = 2 * leaves + count
    rows = list(_tree_rows(tree))
    for leaf in range(leaves):
        rows.append(Row((leaf, leaves + leaf), (1.0, -1.0), high=weights[leaf]))
        rows.append(Row((leaf, leaves + leaf), (1.0, 1.0), low=weights[leaf]))
    for number, lead in enumerate(leads):
        # It is no more than this under weights that near: the row says nothing once it may stay.
        most = max(float(min(lead.max(), lead @ weights + furthest * np.ptp(lead) / 2)) + _MARGIN, 0.0)
        rows.append(Row((*range(leaves), 2 * leaves + number), (*lead, -most), high=-_MARGIN))
    rows.append(Row(range(leaves, 2 * leaves), [1.0] * leaves, high=furthest))
    stay = range(2 * leaves, size)
    rows.append(Row(stay, [1.0] * count, high=may_stay))
    cost = np.concatenate([np.zeros(leaves), np.ones(leaves), np.zeros(count)])
    high = np.concatenate([np.ones(2 * leaves), np.full(count, 1.0 if may_stay else 0.0)])
    found = minimised(cost, np.zeros(size), high, rows, whole=stay if may_stay else ())
    return None if found is None else found[:leaves]


def _tree_rows(tree: Group) -> Iterator[Row]:
    """Ranges and orders among siblings as rows over the weights of leaves, products down the tree."""
    yield Row(range(len(weighing.leaves(tree))), [1.0] * len(weighing.leaves(tree)), 1.0, 1.0)
    yield from _group_rows(tree, 0)


def _group_rows(group: Group, begin: int) -> Iterator[Row]:
    spans: dict[str, range] = {}
    whole = range(begin, begin + len(weighing.leaves(group)))
    for child in group.children:
        spans[child.key] = range(begin, begin + len(weighing.leaves(child)))
        yield from _range_rows(child, spans[child.key], whole)
        if isinstance(child, Group):
            yield from _group_rows(child, begin)
        begin = spans[child.key].stop
    for better, worse in zip(group.order, group.order[1:], strict=False):
        for one in better:
            for other in worse:
                columns = (*spans[one], *spans[other])
                yield Row(columns, [1.0] * len(spans[one]) + [-1.0] * len(spans[other]), low=0.0)


def _range_rows(child: Node, own: range, whole: range) -> Iterator[Row]:
    if child.low > 0:
        yield Row(whole, [float(column in own) - child.low for column in whole], low=0.0)
    if child.high < 1:
        yield Row(whole, [float(column in own) - child.high for column in whole], high=0.0)


def _value_changes(
    ready: Prepared, place: int, values: Floats, weights: Floats, line: float, is_in: bool
) -> Iterator[ValueChange]:
    goal = line - _MARGIN if is_in else line + _MARGIN
    low, high = np.minimum(ready.data.min(axis=(0, 1)), 0.0), np.maximum(ready.data.max(axis=(0, 1)), 1.0)
    for leaf, indicator in enumerate(ready.problem.leaves):
        row = values[place].copy()

        def score(at: float, row: Floats = row, leaf: int = leaf) -> float:
            row[leaf] = at
            return float(ready.scored(row[None, :], weights[None, :])[0, 0])

        end = float(low[leaf] if is_in else high[leaf])
        is_possible = score(end) <= goal if is_in else score(end) >= goal
        near, far = float(values[place, leaf]), end
        for _ in range(_HALVINGS if is_possible else 0):
            middle = (near + far) / 2
            if (score(middle) <= goal) if is_in else (score(middle) >= goal):
                far = middle
            else:
                near = middle
        has_unit = indicator.scale.kind in ("linear", "log")
        is_imputed = bool(np.isnan(indicator.values[place]))
        was = float(indicator.values[place])
        if is_imputed:
            was = measuring.raw(indicator, float(values[place, leaf])) if has_unit else np.nan
        yield ValueChange(
            leaf=indicator.key,
            was=None if np.isnan(was) else was,
            to=measuring.raw(indicator, far) if is_possible and has_unit else None,
            is_imputed=is_imputed,
            is_possible=is_possible,
        )


@dataclass(frozen=True)
class OneMoreOrFewer:
    """Who enters and who leaves when one more is chosen, or one fewer; None where no such choice is allowed.

    Without constraints one enters and none leaves, or the reverse. Under constraints several may change
    places.
    """

    chosen: tuple[str, ...]
    with_one_more: tuple[tuple[str, ...], tuple[str, ...]] | None
    with_one_fewer: tuple[tuple[str, ...], tuple[str, ...]] | None


def one_more_or_fewer(problem: Problem | Prepared, constraints: Constraints | None = None) -> OneMoreOrFewer:
    """The choice by scores at central weights, and what one country more or fewer would change in it.

    Raises ``InvalidRound`` where the choice itself is not possible, as ``choose`` does.
    """
    ready = made_ready(problem)
    names, scores = ready.problem.countries, ready.in_the_middle()[2]
    vetoed = frozenset(name for name, out in zip(names, ready.out, strict=True) if out)
    given = constraints or Constraints(names, ready.first)
    given = replace(given, countries=names, vetoed=given.vetoed | vetoed)

    def chosen(by: int) -> tuple[str, ...]:
        fewest = None if given.fewest is None else given.fewest + by
        places = choose(scores, replace(given, how_many=given.how_many + by, fewest=fewest))
        return tuple(names[each] for each in places)

    now = chosen(0)

    def difference(by: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        try:
            then = chosen(by)
        except InvalidRound:
            return None
        return tuple(name for name in then if name not in now), tuple(
            name for name in now if name not in then
        )

    return OneMoreOrFewer(now, difference(1), difference(-1))
