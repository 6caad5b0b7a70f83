# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sections: every heading, and how far the text under it goes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from praktijk.sources.reading.model import Block, Section, Span

_PROSE = 12
"""Words of the shortest paragraph that a section begins with."""
_SIGNED = 4


def find_sections(text: str, plain: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """One section a heading; its body ends where a heading of the same or a higher level begins.

    What stands at the very top in capitals is the letter's title, and no section.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    if headings and blocks[0] == headings[0]:
        titles = _titles(plain, blocks)
        if not titles and _is_title(plain[blocks[0].start : blocks[0].end], headings):
            titles = 1
        headings = headings[titles:]
    if headings and len(plain[headings[-1].end :].split()) <= _SIGNED and len(headings) > 1:
        headings = headings[:-1]  # who signed, and when
    found: list[Section] = []
    for at, heading in enumerate(headings):
        level = heading.level or 1
        following = (other.start for other in headings[at + 1 :] if (other.level or 1) <= level)
        found.append(
            Section(
                title=" ".join(Span(heading.start, heading.end).of(text).split()),
                start=heading.start,
                end=heading.end,
                body_end=next(following, len(text)),
                level=level,
            )
        )
    return tuple(found)


def _titles(plain: str, blocks: Sequence[Block]) -> int:
    """How many headings at the top are the document's titles: all before the first that opens prose."""
    run = list(itertools.takewhile(lambda block: block.kind == "heading", blocks))
    following = blocks[len(run)] if len(run) < len(blocks) else None
    if following is None:
        return 0
    words = plain[following.start : following.end].split()
    prose = len(words) >= _PROSE and not any(word.endswith(":") for word in words[:6])
    return len(run) - 1 if prose or following.kind != "paragraph" else len(run)


def _is_title(words: str, headings: Sequence[Block]) -> bool:
    if words.isupper() or (headings[0].level == 1 and all((other.level or 2) > 1 for other in headings[1:])):
        return True
    return len(headings) > 1 and not words[0].isdigit() and len(words.split()) >= 5
