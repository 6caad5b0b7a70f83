# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Linear programmes, whole numbers among them, by HiGHS (Huangfu & Hall 2018)."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class _Quiet(highspy.Highs):
    """HiGHS without callbacks: setting those up prints a banner before it can be told not to."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


@dataclass(frozen=True)
class Row:
    """low <= sum of factors[i] * x[columns[i]] <= high."""

    columns: Sequence[int]
    factors: Sequence[float]
    low: float = -np.inf
    high: float = np.inf


def minimised(
    cost: Sequence[float] | Floats,
    low: Sequence[float] | Floats,
    high: Sequence[float] | Floats,
    rows: Sequence[Row],
    *,
    whole: Sequence[int] = (),
) -> Floats | None:
    """The x (variables,) between low and high that keeps to the rows at the least cost; None where none does.

    ``whole`` are the variables that must be whole numbers; the optimum is proved, without a gap.
    """
    model = _model(np.asarray(cost, float), np.asarray(low, float), np.asarray(high, float), rows)
    if whole:
        kinds = [highspy.HighsVarType.kContinuous] * len(cost)
        for column in whole:
            kinds[column] = highspy.HighsVarType.kInteger
        model.lp_.integrality_ = kinds
    solver = _Quiet()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(model)
    solver.run()
    status = solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {solver.modelStatusToString(status)}")
    return np.array(solver.getSolution().col_value, dtype=np.float64)


def _model(cost: Floats, low: Floats, high: Floats, rows: Sequence[Row]) -> highspy.HighsModel:
    model = highspy.HighsModel()
    programme = model.lp_
    programme.num_col_, programme.num_row_ = len(cost), len(rows)
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, low, high
    programme.row_lower_ = np.array([row.low for row in rows], dtype=np.float64)
    programme.row_upper_ = np.array([row.high for row in rows], dtype=np.float64)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = len(cost), len(rows)
    matrix.start_ = np.cumsum([0, *(len(row.columns) for row in rows)]).astype(np.int32)
    matrix.index_ = np.array([column for row in rows for column in row.columns], dtype=np.int32)
    matrix.value_ = np.array([factor for row in rows for factor in row.factors], dtype=np.float64)
    return model
