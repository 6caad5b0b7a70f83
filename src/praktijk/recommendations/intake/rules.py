# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pure decisions about proposals of the reader: no database, no clock."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from praktijk.sources.layout import readable

LONGEST_TITLE = 300
#: Passages further apart than this are kept as two places of one proposal instead of one long one.
WIDEST_GAP = 400
#: Two passages share this much of the shorter one when they are about the same words.
ALIKE = 0.5

Key = TypeVar("Key", bound=Hashable)
Span = tuple[int, int]


class Kind(StrEnum):
    """What a proposal would become in the register."""

    RECOMMENDATION = "recommendation"
    COMMITMENT = "commitment"


class Status(StrEnum):
    """Where a proposal stands. Joined and withdrawn ones live on in another one."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"
    ENTERED = "entered"


#: Proposals that can still be decided on, also again.
UNDECIDED = frozenset({Status.OPEN, Status.ACCEPTED, Status.REJECTED})
#: Proposals that are no longer there for a person who reviews.
GONE = frozenset({Status.JOINED, Status.WITHDRAWN})


@dataclass(frozen=True)
class Choice:
    """Something to choose from, by its names: a theme or a unit."""

    key: int
    names: tuple[str, ...]


def title_from(words: str) -> str:
    """A title to begin with: the letter's own words on one line, at most LONGEST_TITLE characters."""
    line = with_capital(readable(words).strip(" ,;:-–"))
    if len(line) <= LONGEST_TITLE:
        return line
    return line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def with_capital(line: str) -> str:
    """The line with a capital first; a first word with capitals of its own ("eHerkenning") stays."""
    first = line.partition(" ")[0]
    return line[:1].upper() + line[1:] if first.islower() else line


def joined(text: str, first: Span, second: Span) -> tuple[Span, Span | None]:
    """The passage of two proposals joined, and the other place where that stays apart.

    Passages in one paragraph, near each other, become one; others stay two places of one proposal.
    """
    (start, middle), (again, end) = sorted([first, second])
    gap = text[middle:again]
    if len(gap) > WIDEST_GAP or re.search(r"\n\s*\n", gap):
        return first, second
    return (start, max(middle, end)), None


def words_pattern(words: str) -> re.Pattern[str] | None:
    """Finds these words in a letter, whatever the blanks between them; None when there are none.

    Words that the page does not show (footnotes, marks of a word processor) may stand in between.
    """
    between = r"(?:\s|\[[^\]]{0,3000}\])+"
    parts = words.split()
    return re.compile(between.join(re.escape(part) for part in parts)) if parts else None


def find_words(text: str, words: str, near: int) -> Span | None:
    """Where these words stand in the text, nearest to `near`; see `words_pattern`."""
    pattern = words_pattern(words)
    found = [match.span() for match in pattern.finditer(text)] if pattern else []
    return min(found, key=lambda span: abs(span[0] - near), default=None)


def share(one: Span, other: Span) -> float:
    """How much of the shorter passage the two have in common: 0.0-1.0."""
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / max(1, min(one[1] - one[0], other[1] - other[0]))


def alike(spans: dict[Key, Span], known: Sequence[tuple[Span, Hashable]]) -> dict[Key, Hashable]:
    """For each passage that is about the same words as a known one: that one."""
    ordered = sorted(known, key=lambda pair: pair[0])
    starts = [span[0] for span, _ in ordered]
    longest = max((end - start for (start, end), _ in ordered), default=0)
    found: dict[Key, Hashable] = {}
    for key, span in spans.items():
        near = ordered[bisect_left(starts, span[0] - longest) : bisect_right(starts, span[1])]
        best = max(near, key=lambda pair: share(span, pair[0]), default=None)
        if best is not None and share(span, best[0]) >= ALIKE:
            found[key] = best[1]
    return found


def undoable(decisions: Iterable[tuple[int, Sequence[int]]], entered: Iterable[int]) -> int | None:
    """The key of the decision that undo would take back, or None.

    `decisions` are (key, keys of the proposals it touched), newest first, without those undone. What
    touched a proposal that is in the register by now stands, and so does what went before it on the
    same proposals.
    """
    fixed = set(entered)
    for key, touched in decisions:
        if fixed.isdisjoint(touched):
            return key
        fixed.update(touched)
    return None


def next_after(keys: Sequence[Key], waiting: set[Key], key: Key) -> Key | None:
    """The next one that waits, in this order, after `key` and then from the top."""
    at = keys.index(key) + 1 if key in keys else 0
    return next((one for one in [*keys[at:], *keys[:at]] if one in waiting and one != key), None)


def named(words: str, choices: Iterable[Choice]) -> int | None:
    """The only one of the choices that is named in these words; None for none, or for several."""
    low = f" {even(words)} "
    found = [
        choice.key
        for choice in choices
        if any(name and f" {name} " in low for name in (even(name) for name in choice.names))
    ]
    return found[0] if len(found) == 1 else None


def suggested_theme(
    *,
    same_section: int | None,
    section: str,
    of_recommendation: int | None,
    themes: list[Choice],
) -> int | None:
    """The theme to begin with: of its recommendation, else of the section; without such a ground, none."""
    return of_recommendation or same_section or named(section, themes)


def even(name: str) -> str:
    """Words without signs and capitals, with one blank between them, to be compared."""
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
