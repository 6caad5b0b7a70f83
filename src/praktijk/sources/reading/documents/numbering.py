# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers of lists and headings as they are written: 3, 03, c, C, iii, III."""

from __future__ import annotations

import re
from typing import Literal

NumberStyle = Literal["decimal", "decimal_zero", "lower_letter", "upper_letter", "lower_roman", "upper_roman"]

_ROMAN = [
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
]  # fmt: skip


def written(number: int, style: NumberStyle) -> str:
    """`number` in `style`; what a style cannot write (0 or 5000 in Roman) is written in digits."""
    if style == "decimal_zero":
        return f"{number:02d}"
    if style in ("lower_letter", "upper_letter") and 1 <= number <= 26 * 20:
        # After z comes aa, bb, cc: the letter is doubled, as word processors do it.
        times, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) * (times + 1)
        return letters if style == "lower_letter" else letters.upper()
    if style in ("lower_roman", "upper_roman") and 1 <= number < 4000:
        rest, roman = number, ""
        for value, sign in _ROMAN:
            times, rest = divmod(rest, value)
            roman += sign * times
        return roman if style == "lower_roman" else roman.upper()
    return str(number)


def whole_number(value: str | None, *, default: int, lowest: int = 0, highest: int = 100_000) -> int:
    """A number from an attribute: `default` when it is no number, kept within the bounds.

    What a file says is not to be trusted: "1000000000 columns" costs memory if it is believed.
    """
    if value is None or not re.fullmatch(r"\s*[+-]?[0-9]{1,12}\s*", value):
        return default
    return max(lowest, min(int(value), highest))
