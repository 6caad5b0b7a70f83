# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators as they come, brought to one scale: 0 speaks least for choosing a country, 1 most.

Goalposts are fixed beforehand, as UNDP does for the human development index, so that a country which is
left out changes nobody else's value. No data is NaN from beginning to end, and never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine.errors import Fault, demand

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Kind = Literal["linear", "log", "rank", "z"]


@dataclass(frozen=True)
class Scale:
    """How raw values become 0..1.

    ``linear``: from goalpost ``low`` (0) to ``high`` (1). ``log``: the same for log(1 + value), for counts
    that run over several powers of ten; all above -1. ``rank`` and ``z`` look at all countries instead of
    goalposts (share of the others that lie below; standard score, three either way being 0 and 1): for
    seeing what the choice of method does. What lies outside the goalposts is cut off ("clip") or stays as
    it is ("keep").
    """

    kind: Kind = "linear"
    low: float = 0.0
    high: float = 1.0
    outliers: Literal["clip", "keep"] = "clip"


@dataclass(frozen=True, eq=False)
class Indicator:
    """A series of one year: ``values`` (countries,) in its own unit, NaN where there is no data.

    ``sd`` (countries,) is the source's own standard deviation, in the same unit; NaN or None is none given.
    ``direction``: "more" where a higher value speaks for choosing a country, "less" where a lower one does.
    """

    key: str
    values: Floats
    scale: Scale = field(default_factory=Scale)
    direction: Literal["more", "less"] = "more"
    sd: Floats | None = None

    @property
    def known(self) -> Flags:
        """Which countries (countries,) have a value."""
        return ~np.isnan(self.values)


def series(countries: Sequence[str], observations: Iterable[tuple[str, float]]) -> Floats:
    """Values (countries,) of observations of one indicator and year, NaN where there is none.

    Raises ``InvalidRound``: unknown_country, two_values for one country, not_a_number.
    """
    places = {name: place for place, name in enumerate(countries)}
    values = np.full(len(countries), np.nan)
    found: list[Fault] = []
    for name, value in observations:
        if name not in places:
            found.append(Fault("unknown_country", {"country": name}))
        elif isinstance(value, bool) or not isinstance(value, int | float) or not np.isfinite(value):
            found.append(Fault("not_a_number", {"country": name, "value": value}))
        elif not np.isnan(values[places[name]]):
            found.append(
                Fault("two_values", {"country": name, "values": (float(values[places[name]]), value)})
            )
        else:
            values[places[name]] = value
    demand(found)
    return values


def faults(indicator: Indicator) -> list[Fault]:
    """What is wrong: all_missing, infinite, goalposts_crossed, log_of_negative, negative_sd."""
    values, scale, named = indicator.values, indicator.scale, {"indicator": indicator.key}
    found = []
    if not indicator.known.any():
        found.append(Fault("all_missing", named))
    if np.isinf(values).any():
        found.append(Fault("infinite", named))
    if scale.kind in ("linear", "log") and not scale.low < scale.high:
        found.append(Fault("goalposts_crossed", {**named, "low": scale.low, "high": scale.high}))
    elif scale.kind == "log" and (min(scale.low, _least(values)) <= -1):
        found.append(Fault("log_of_negative", named))
    if indicator.sd is not None and (indicator.sd < 0).any():
        found.append(Fault("negative_sd", named))
    return found


def _least(values: Floats) -> float:
    return float(np.nanmin(values)) if not np.isnan(values).all() else np.inf


def normalised(indicator: Indicator, *, cut: bool = True) -> Floats:
    """Values (countries,) on the scale 0..1, 1 speaking most for choosing; NaN stays NaN.

    Outside 0..1 only where the scale keeps outliers, or where they are not ``cut`` yet.
    """
    scale, values = indicator.scale, indicator.values
    if scale.kind == "rank":
        placed = shares_below(values)
    elif scale.kind == "z":
        spread = np.nanstd(values)
        placed = (
            0.5 + (values - np.nanmean(values)) / (6 * spread)
            if spread > 0
            else np.where(np.isnan(values), np.nan, 0.5)
        )
    else:
        low, high = _on_axis(np.array([scale.low, scale.high]), scale.kind)
        placed = (_on_axis(values, scale.kind) - low) / (high - low)
    if cut and scale.outliers == "clip":
        placed = np.clip(placed, 0.0, 1.0)
    return 1 - placed if indicator.direction == "less" else placed


def raw(indicator: Indicator, placed: float) -> float:
    """The value in the indicator's own unit that lies at ``placed`` on the scale; linear and log only."""
    scale = indicator.scale
    low, high = _on_axis(np.array([scale.low, scale.high]), scale.kind)
    at = float(low + (high - low) * (1 - placed if indicator.direction == "less" else placed))
    return float(np.expm1(at)) if scale.kind == "log" else at


def normalised_sd(indicator: Indicator) -> Floats:
    """The source's standard deviations (countries,) on the scale 0..1, to first order; 0 where none."""
    if indicator.sd is None or indicator.scale.kind in ("rank", "z"):
        return np.zeros(len(indicator.values))
    low, high = _on_axis(np.array([indicator.scale.low, indicator.scale.high]), indicator.scale.kind)
    slope = 1 / (1 + indicator.values) if indicator.scale.kind == "log" else 1.0
    return np.asarray(np.nan_to_num(indicator.sd * slope / (high - low), nan=0.0))


def _on_axis(values: Floats, kind: Kind) -> Floats:
    return np.asarray(np.log1p(values)) if kind == "log" else values


def shares_below(values: Floats) -> Floats:
    """The share (countries,) of the other countries that lie below, ties counted half; NaN stays NaN."""
    known = values[~np.isnan(values)]
    ordered = np.sort(known)
    below = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    shares = (below - 1) / 2 / max(len(known) - 1, 1)
    return np.where(np.isnan(values), np.nan, shares)


def goalposts(
    values: Floats, kind: Kind = "linear", outliers: Literal["range", "percentiles", "fences"] = "range"
) -> tuple[float, float]:
    """Goalposts (low, high) to start from, in the unit of the values.

    "range": least and greatest. "percentiles": 2.5 and 97.5 in a hundred. "fences": the range within
    Tukey's fences, 1.5 times the distance of the quartiles beyond them, on the axis of the scale. Where all
    values are equal the goalposts lie one half below and above. Raises ``ValueError`` where there is no
    value.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        raise ValueError("no values to put goalposts to")
    low, high = float(known.min()), float(known.max())
    if outliers == "percentiles":
        low, high = (float(end) for end in np.percentile(known, (2.5, 97.5)))
    elif outliers == "fences":
        axis = _on_axis(known, kind)
        first, third = np.percentile(axis, (25, 75))
        within = known[(axis >= first - 1.5 * (third - first)) & (axis <= third + 1.5 * (third - first))]
        low, high = float(within.min()), float(within.max())
    return (low, high) if low < high else (low - 0.5, high + 0.5)


@dataclass(frozen=True)
class Veto:
    """A floor or a ceiling on the raw values of an indicator, whatever the other values are."""

    key: str
    at_least: float = -np.inf
    at_most: float = np.inf


@dataclass(frozen=True, eq=False)
class Judged:
    """What a veto says of each country (countries,): it is out, or nobody knows, and then it stays."""

    out: Flags
    unknown: Flags


def judged(veto: Veto, indicators: Sequence[Indicator]) -> Judged:
    """Which countries a veto puts out; raises ``KeyError`` where no indicator has its key."""
    values = next((each.values for each in indicators if each.key == veto.key), None)
    if values is None:
        raise KeyError(veto.key)
    unknown = np.isnan(values)
    return Judged(out=~unknown & ~((values >= veto.at_least) & (values <= veto.at_most)), unknown=unknown)


def scaled(indicator: Indicator, kind: Kind) -> Indicator:
    """The same indicator on another kind of scale."""
    return replace(indicator, scale=replace(indicator.scale, kind=kind))
