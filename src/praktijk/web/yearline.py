# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A window of time drawn on a line of years: places in user units of a drawing 180 wide."""

from datetime import date, timedelta
from typing import Any

LEFT, RIGHT = 4.0, 176.0
#: A day or two must still be seen.
NARROWEST = 5.0
#: Labels of years get in each other's way beyond this many.
MOST_LABELS = 5
#: The line shows no year further from today than this; what lies beyond is drawn at its end.
MOST_YEARS = 100


def window_on_years(first: date, last: date, today: date) -> dict[str, Any]:
    """Where window and today stand between the January before the first of them and the one after the last.

    A window that begins or ends further than MOST_YEARS from today is cut off there.
    Keys: x and width of the window, today_x, and years: x of each 1 January, with label and label_x where
    there is room for the year's number.
    """
    nearest, farthest = date(today.year - MOST_YEARS, 1, 1), date(today.year + MOST_YEARS, 12, 31)
    first, last = min(max(first, nearest), farthest), min(max(last, nearest), farthest)
    from_year, until_year = min(first.year, today.year), max(last.year, today.year) + 1
    start = date(from_year, 1, 1)
    days = (date(until_year, 1, 1) - start).days

    def place(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - start).days / days, 1)

    x = place(first)
    width = round(max(place(last + timedelta(days=1)) - x, NARROWEST), 1)
    every = -(-(until_year - from_year) // MOST_LABELS)
    years = [
        {
            "x": place(date(year, 1, 1)),
            "label": str(year) if year < until_year and (year - from_year) % every == 0 else "",
            "label_x": round((place(date(year, 1, 1)) + place(date(year + 1, 1, 1))) / 2, 1),
        }
        for year in range(from_year, until_year + 1)
    ]
    return {"x": min(x, RIGHT - width), "width": width, "today_x": place(today), "years": years}
