# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that comes out of a round, as plain values that can be kept and read again years later.

It is the same each time for the same round, on any machine; see `working_out` for the question that is put.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from praktijk.focus.rounds.definition import Definition, Opinion
from praktijk.focus.working_out import (
    Field,
    constraints_of,
    field_of,
    problem_of,
    tree_of,
)

if TYPE_CHECKING:
    from praktijk.focus.engine import smaa
    from praktijk.focus.engine.checking import Remark
    from praktijk.focus.engine.choosing import Portfolio
    from praktijk.focus.engine.problems import Prepared
    from praktijk.focus.engine.smaa import Result

#: Of what is in a result; one that was kept says which it is.
VERSION = 1
#: Portfolios are sampled so many times; without interests and by a person's weights fewer.
PORTFOLIOS, PORTFOLIOS_BESIDE = 1_000, 300
#: Draws without interests, by a person's weights, and while somebody moves a slider.
DRAWS_BESIDE, QUICK_DRAWS = 20_000, 10_000
#: Countries that lie so near the line are asked what would change them.
NEAR_THE_LINE = 12
#: A country is mostly chosen from this share of the sampled choices on, and seldom below that one.
MOSTLY, SELDOM = 0.8, 0.1
#: Shares are kept to so many decimals: more would say more than the draws do.
_DECIMALS = 4
Progress = Callable[[float], object]
Ranked = dict[str, Any]


def work_out(
    definition: Definition, *, every: tuple[str, ...], progress: Progress = lambda share: None
) -> dict[str, Any]:
    """Who is chosen, how surely, and what that hangs on.

    The round holds its numbers (see `assembling`); `every` are the countries of the world, for a round that
    names no candidates. `progress` is told the share that is done (0..1). Raises InvalidRound.
    """
    from praktijk.focus.engine import checking, choosing, smaa

    field = field_of(definition, every)
    constraints = constraints_of(definition, field)
    ready = smaa.prepare(problem_of(definition, field), definition.data_sets, definition.seed)
    remarks = checking.remarks(ready, least_coverage_of_country=definition.minimum_coverage)
    progress(0.05)
    result = smaa.run(
        ready,
        definition.draws,
        definition.seed,
        progress=lambda done, all_: progress(0.05 + 0.25 * done / all_),
    )
    chosen = choosing.portfolio(ready, constraints, PORTFOLIOS, definition.seed)
    progress(0.5)
    rows = _rows(definition, field, ready, result, chosen)
    interests = definition.interests
    if interests is not None:
        without = smaa.without_group(ready.problem, interests.key)
        _put_beside(rows, "without", *_beside(definition, field, without))
    progress(0.6)
    for number, (name, opinion) in enumerate(definition.people.items(), 1):
        _put_beside(
            rows, f"person:{name}", *_beside(definition, field, problem_of(definition, field, opinion))
        )
        progress(0.6 + 0.1 * number / len(definition.people))
    line = {row["country"]: row["values"] for row in rows if row["proposed"]}
    return {
        "version": VERSION,
        "first": result.first,
        "draws": result.draws,
        "seed": result.seed,
        "data_sets": result.data_sets,
        "sampled": chosen.sampled,
        "with_interests": interests is not None,
        "people": list(definition.people),
        "ranking": rows,
        "line": {
            one.key: _mean([values[one.key] for values in line.values()]) for one in definition.measures()
        },
        "acceptability": {
            code: _rounded(result.acceptability[place]) for place, code in enumerate(result.countries)
        },
        "wins": {code: _rounded(result.wins[place]) for place, code in enumerate(result.countries)},
        "countries": list(result.countries),
        "left_out": dict(field.left_out),
        "unknown": {code: round(share, _DECIMALS) for code, share in field.unknown.items()},
        "remarks": _told(remarks),
        **_hanging(definition, field, ready, rows, progress),
    }


def remarks_of(definition: Definition, every: tuple[str, ...]) -> list[dict[str, Any]]:
    """What is worth knowing of a round that holds its numbers, before any ranking. Raises InvalidRound."""
    from praktijk.focus.engine import checking

    problem = problem_of(definition, field_of(definition, every))
    return _told(checking.remarks(problem, least_coverage_of_country=definition.minimum_coverage))


def _told(remarks: Iterable[Remark]) -> list[dict[str, Any]]:
    return [{"code": one.code, "values": _plain(one.values)} for one in remarks]


def ready_to_draw(definition: Definition, *, every: tuple[str, ...]) -> Prepared:
    """A round that holds its numbers, made ready for `quick`; good for any weights. Raises InvalidRound."""
    from praktijk.focus.engine import smaa

    problem = problem_of(definition, field_of(definition, every))
    return smaa.prepare(problem, min(definition.data_sets, 10), definition.seed)


def quick(
    ready: Prepared, definition: Definition, opinion: Opinion, *, draws: int = QUICK_DRAWS
) -> dict[str, Any]:
    """The chances and ranks alone, at once: for somebody who moves a weight. Raises InvalidRound."""
    from praktijk.focus.engine import smaa, trees

    tree = trees.checked(tree_of(definition, opinion))
    ready = replace(ready, problem=replace(ready.problem, tree=tree))
    result = smaa.run(ready, draws, definition.seed)
    rows: list[Ranked] = [
        {
            "country": code,
            "in_first": float(result.in_first[place]),
            "rank": [int(rank) for rank in result.rank_quantiles[place]],
            "score": float(result.mean_score[place]),
            "imputed": float(result.share_imputed[place]),
        }
        for place, code in enumerate(result.countries)
    ]
    rows.sort(key=lambda row: (-row["in_first"], -row["score"]))
    return {"first": result.first, "draws": result.draws, "ranking": rows}


def _beside(definition: Definition, field: Field, problem: smaa.Problem) -> tuple[Result, Portfolio]:
    """What comes of the same question put in another way."""
    from praktijk.focus.engine import choosing, smaa

    ready = smaa.prepare(problem, definition.data_sets, definition.seed)
    result = smaa.run(ready, min(definition.draws, DRAWS_BESIDE), definition.seed)
    return result, choosing.portfolio(
        ready, constraints_of(definition, field), PORTFOLIOS_BESIDE, definition.seed
    )


def _put_beside(rows: list[Ranked], key: str, result: Result, chosen: Portfolio) -> None:
    place = {code: number for number, code in enumerate(result.countries)}
    proposed = set(chosen.proposal)
    for row in rows:
        number = place[row["country"]]
        row[key] = {
            "in_first": round(float(result.in_first[number]), _DECIMALS),
            "rank": [int(rank) for rank in result.rank_quantiles[number]],
            "frequency": round(float(chosen.frequency[number]), _DECIMALS),
            "proposed": row["country"] in proposed,
        }


def _rows(
    definition: Definition, field: Field, ready: Prepared, result: Result, chosen: Portfolio
) -> list[Ranked]:
    proposed = set(chosen.proposal)
    rows: list[Ranked] = []
    for place, code in enumerate(result.countries):
        rows.append(
            {
                "country": code,
                "in_first": round(float(result.in_first[place]), _DECIMALS),
                "rank": [int(rank) for rank in result.rank_quantiles[place]],
                "score": _rounded(result.score_quantiles[place]),
                "mean": round(float(result.mean_score[place]), _DECIMALS),
                "confidence": _number(result.confidence[place]),
                "central": dict(
                    zip(result.leaves, [_number(one) for one in result.central[place]], strict=True)
                ),
                "imputed": round(float(result.share_imputed[place]), _DECIMALS),
                "coverage": round(field.coverage[code], _DECIMALS),
                "values": dict(
                    zip(result.leaves, [_number(one) for one in ready.matrix[place]], strict=True)
                ),
                "frequency": round(float(chosen.frequency[place]), _DECIMALS),
                "standing": "vetoed" if result.out[place] else standing_of(float(chosen.frequency[place])),
                "proposed": code in proposed,
            }
        )
    rows.sort(key=lambda row: (-row["in_first"], -row["mean"], row["country"]))
    return rows


def standing_of(frequency: float) -> str:
    """How often a country is chosen, in a word: always (core), mostly, borderline, seldom, never."""
    if frequency in (0.0, 1.0):
        return "core" if frequency else "never"
    return "mostly" if frequency >= MOSTLY else "seldom" if frequency < SELDOM else "borderline"


def _hanging(
    definition: Definition, field: Field, ready: Prepared, rows: list[Ranked], progress: Progress
) -> dict[str, Any]:
    """What the outcome hangs on, and what would change it."""
    from praktijk.focus.engine import changing, sensitivity

    hangs = sensitivity.hangs_on(ready.problem, n=256, seed=definition.seed, data_sets=definition.data_sets)
    progress(0.8)
    near = sorted(
        (row for row in rows if row["standing"] != "vetoed"), key=lambda row: abs(row["in_first"] - 0.5)
    )[:NEAR_THE_LINE]
    changes = {}
    for number, row in enumerate(near, 1):
        changes[row["country"]] = _change(changing.what_would_change_it(ready, row["country"]), ready)
        progress(0.8 + 0.2 * number / len(near))
    other = changing.one_more_or_fewer(ready, constraints_of(definition, field))
    return {
        "method": {
            "factors": list(hangs.factors),
            "first": _rounded(hangs.shift.first),
            "total": _rounded(hangs.shift.total),
            "mean_shift": round(float(hangs.mean_shift), 2),
            "by_country": {
                code: _rounded(hangs.in_first.total[:, place]) for place, code in enumerate(hangs.countries)
            },
        },
        "influence": [
            {
                "key": one.leaf,
                "nominal": round(one.nominal, _DECIMALS),
                "real": round(one.real, _DECIMALS),
                "correlation": _number(one.correlation),
            }
            for one in sensitivity.influence(ready)
        ],
        "changes": changes,
        "one_more": _comes_and_goes(other.with_one_more),
        "one_fewer": _comes_and_goes(other.with_one_fewer),
    }


def _comes_and_goes(pair: tuple[tuple[str, ...], tuple[str, ...]] | None) -> dict[str, Any] | None:
    return None if pair is None else {"comes": list(pair[0]), "goes": list(pair[1])}


def _change(change: Any, ready: Prepared) -> dict[str, Any]:
    leaves = [one.key for one in ready.problem.leaves]
    return {
        "is_in": change.is_in,
        "why_not": change.why_not,
        "shift": _number(change.shift),
        "weights": None
        if change.weights is None
        else {
            key: [_number(was), _number(to)]
            for key, was, to in zip(leaves, change.central, change.weights, strict=True)
            if abs(was - to) >= 0.0005
        },
        "values": [
            {"key": one.leaf, "was": _number(one.was), "to": _number(one.to), "imputed": one.is_imputed}
            for one in change.values
            if one.is_possible and one.to is not None
        ],
    }


def _number(value: Any) -> float | None:
    """A number that a file can hold: None for what is no number."""
    if value is None or not math.isfinite(float(value)):
        return None
    return float(f"{float(value):.6g}")


def _rounded(values: Any) -> list[float]:
    return [round(float(one), _DECIMALS) if math.isfinite(float(one)) else 0.0 for one in values]


def _mean(values: list[float | None]) -> float:
    known = [one for one in values if one is not None]
    return round(sum(known) / len(known), _DECIMALS) if known else 0.0


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: list(one) if isinstance(one, tuple) else round(one, 4) if isinstance(one, float) else one
        for name, one in values.items()
    }
