# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of the search shows: facets with counts, what is chosen, results with the words marked."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from praktijk.recommendations.un.meaning import finding as by_meaning
from praktijk.recommendations.un.meaning.finding import Progress
from praktijk.recommendations.un.models import UNRecommendation
from praktijk.recommendations.un.search.asked import A_PAGE, Asked
from praktijk.recommendations.un.search.finding import Found, Result, find, find_as_meant, results
from praktijk.recommendations.un.search.index import Facet, index
from praktijk.recommendations.un.search.labels import FACETS, IN_ORDER, facts_of, name_of
from praktijk.recommendations.un.search.words import parts_of
from praktijk.recommendations.un.signs import Sign, sign_of
from praktijk.reference.exchange.spelling import plain

#: Values of a facet that stand beside the results; the others have a page of their own.
_AT_ONCE = 8
_UNFOLDED = (Facet.TYPE, Facet.CYCLE, Facet.THEME, Facet.GROUP, Facet.GOAL)
_OPEN = (Facet.COUNTRY, Facet.BODY, Facet.RECOMMENDING, Facet.POSITION, Facet.THEME)


@dataclass(frozen=True)
class Value:
    """One value of a facet: its name, how many have it, whether it is chosen, the address that turns it."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Choices:
    """A facet with its values; `more` are left to the page at `all_of_them`."""

    label: Any
    values: list[Value]
    more: int
    all_of_them: str
    open: bool


@dataclass(frozen=True)
class Shown:
    """A result with its words marked."""

    result: Result
    marked: SafeString
    countries: str
    recommending: str
    position: Sign | None

    @property
    def record(self) -> UNRecommendation:
        """The recommendation."""
        return self.result.record

    @property
    def more(self) -> list[tuple[Any, str]]:
        """What is known of it besides what the line below its words says: labels, each with its values."""
        return [
            (label, ", ".join(name for _, name in values))
            for facet, label, values in facts_of(self.record)
            if facet in _UNFOLDED
        ]


@dataclass(frozen=True)
class SearchPage:
    """The whole page. `has_meaning`: by meaning too; `reading`: how far its vectors are."""

    asked: Asked
    found: Found
    facets: list[Choices]
    chosen: list[Value]
    shown: list[Shown]
    paginator: "_Pages"
    has_meaning: bool = False
    reading: Progress | None = None

    @property
    def made_up(self) -> bool:
        """Whether any result shown is made up for the demonstration."""
        return any(one.record.illustrative for one in self.shown)


class _Pages:
    """Pages as the pagination of the house wants them, without fetching what is on the others."""

    def __init__(self, found: Found) -> None:
        self.paginator = Paginator(range(found.total), A_PAGE)
        page = self.paginator.get_page(found.asked.page)
        self.number = page.number
        self.has_previous, self.has_next = page.has_previous(), page.has_next()
        self.has_other_pages = page.has_other_pages()
        self.previous_page_number = page.number - 1
        self.next_page_number = page.number + 1


def search_page(asked: Asked) -> SearchPage:
    """The page of what is asked. Sixteen queries at most, whatever is found."""
    language = (get_language() or "nl")[:2]
    found = find_as_meant(asked, language=language)
    asked = found.asked
    wanted = (language, "en")
    model = by_meaning.offered()
    return SearchPage(
        asked=asked,
        found=found,
        facets=[_choices(facet, found) for facet in Facet if found.counts[facet] or facet in asked.chosen],
        chosen=[_value(facet, value, 0, asked) for facet, values in asked.chosen.items() for value in values],
        shown=[_shown(one, asked) for one in results(found.on_page(), wanted)],
        paginator=_Pages(found),
        has_meaning=model is not None,
        reading=by_meaning.progress(index().version, model) if model else None,
    )


def more_like(record: UNRecommendation) -> list[Shown]:
    """What means most nearly the same, of other paragraphs. Six queries, whatever is found."""
    language = (get_language() or "nl")[:2]
    return [_shown(one, Asked()) for one in results(by_meaning.more_like(record.pk), (language, "en"))]


def all_values(asked: Asked, facet: Facet) -> Choices:
    """All values of a facet, in the order of their names. One query at most besides the words."""
    found = find(asked, counted=(facet,))
    counts = found.counts[facet] | dict.fromkeys(asked.chosen.get(facet, ()), 0) | found.counts[facet]
    values = [_value(facet, value, count, asked) for value, count in _in_order(facet, counts)]
    if facet not in IN_ORDER:
        values.sort(key=lambda value: plain(value.label))
    return Choices(FACETS[facet], values, more=0, all_of_them="", open=True)


def _choices(facet: Facet, found: Found) -> Choices:
    chosen = found.asked.chosen.get(facet, ())
    counts = dict.fromkeys(chosen, 0) | found.counts[facet]
    pairs = _in_order(facet, counts)
    first = [pair for place, pair in enumerate(pairs) if place < _AT_ONCE or pair[0] in chosen]
    query = found.asked.query()
    return Choices(
        label=FACETS[facet],
        values=[_value(facet, value, count, found.asked) for value, count in first],
        more=len(pairs) - len(first),
        all_of_them=f"{reverse('un_values', args=[facet])}?{query}".rstrip("?"),
        open=bool(chosen) or facet in _OPEN,
    )


def _in_order(facet: Facet, counts: dict[str, int]) -> list[tuple[str, int]]:
    if facet in IN_ORDER:
        upwards = 1 if facet is Facet.GOAL else -1
        return sorted(counts.items(), key=lambda pair: upwards * _number(pair[0]))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _number(value: str) -> int:
    """The number that a value is; 0 for what somebody typed that is none."""
    return int(value) if value.isascii() and value.isdigit() else 0


def _value(facet: Facet, value: str, count: int, asked: Asked) -> Value:
    query = asked.with_value(facet, value).query()
    return Value(
        label=name_of(facet, value),
        count=count,
        chosen=value in asked.chosen.get(facet, ()),
        address=f"{reverse('un_search')}?{query}" if query else reverse("un_search"),
    )


def _shown(result: Result, asked: Asked) -> Shown:
    record = result.record
    return Shown(
        result=result,
        marked=marked(result.text, "" if asked.meaning else asked.words),
        countries=", ".join(name_of(Facet.COUNTRY, code) for code in record.countries),
        recommending=", ".join(name_of(Facet.RECOMMENDING, code) for code in record.recommending),
        position=sign_of(record.position),
    )


def marked(text: str, words: str) -> SafeString:
    """A text, safe for a page, with the words that were asked for in `mark`, and what begins with them.

    Words of four letters and more are also found with another ending, as the search does by their stems.
    """
    stems = []
    for part in parts_of(words):
        if part.unwanted:
            continue
        stems += [word[: max(4, len(word) - 2)] for word in part.words.split() if len(word) > 1]
    if not stems:
        return conditional_escape(text)
    wanted = tuple(sorted({plain(stem) for stem in stems}))
    pieces = [
        mark_safe(f"<mark>{conditional_escape(piece)}</mark>")  # noqa: S308 - the piece is escaped
        if piece and piece[0].isalnum() and plain(piece).startswith(wanted)
        else conditional_escape(piece)
        for piece in re.split(r"(\w+)", text)
    ]
    return mark_safe("".join(pieces))  # noqa: S308 - all pieces are escaped
