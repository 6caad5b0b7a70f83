# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of CSV that no program for spreadsheets takes for a formula."""

import re
from typing import TypeVar

AnyCell = TypeVar("AnyCell")

#: What a program may take for the beginning of a formula, at the beginning of a cell or after any sign that
#: it may take for the end of one, quotes and spaces between them left aside.
_FORMULA = re.compile(r"(^[\t\r]|(?:^|[;,|\t\r\n])[\"\s]*)([=+\-@\t\r＝＋－＠])")


def harmless(cell: AnyCell) -> AnyCell | str:
    """A cell with an apostrophe before what would be reckoned with, wherever a program lets cells end.

    Numbers, days and nothing are left as they are.
    """
    return _FORMULA.sub(r"\1'\2", cell) if isinstance(cell, str) else cell
