# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the page of our own recommendations shows."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from praktijk.access.models import Unit
from praktijk.recommendations.un.followup.models import StateChoice
from praktijk.recommendations.un.followup.page import age_in_words
from praktijk.recommendations.un.followup.rules import State
from praktijk.recommendations.un.followup.signs import state_sign
from praktijk.recommendations.un.models import PositionChoice
from praktijk.recommendations.un.own.asked import Asked, Facet, Look, Order, View
from praktijk.recommendations.un.own.queries import NOBODY, Own, Selection
from praktijk.recommendations.un.search.finding import Result, results
from praktijk.recommendations.un.search.index import Facet as SearchFacet
from praktijk.recommendations.un.search.labels import name_of
from praktijk.recommendations.un.signs import Sign, sign_of
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.spelling import plain

A_PAGE = 50
#: Values of a facet that stand beside the list; one that is chosen always does.
_AT_ONCE = 10

FACETS = {
    Facet.COUNTRY: gettext_lazy("State under review"),
    Facet.REGION: gettext_lazy("Region"),
    Facet.CYCLE: gettext_lazy("Cycle of the UPR"),
    Facet.THEME: gettext_lazy("Theme"),
    Facet.POSITION: gettext_lazy("Position"),
    Facet.STATE: gettext_lazy("What became of it"),
    Facet.LOOK: gettext_lazy("Last and next look"),
    Facet.UNIT: gettext_lazy("Looked after by"),
}
LOOKS = {
    Look.NEVER: gettext_lazy("Never assessed"),
    Look.LONG_AGO: gettext_lazy("Not looked at for 18 months"),
    Look.DUE: gettext_lazy("Due to be looked at"),
}
VIEWS = {
    View.LIST: gettext_lazy("List"),
    View.COUNTRIES: gettext_lazy("By country and cycle"),
    View.MAP: gettext_lazy("Map"),
    View.THEMES: gettext_lazy("Countries by theme"),
}
ORDERS = {
    Order.COUNTRY: gettext_lazy("By country"),
    Order.DATE: gettext_lazy("Newest first"),
    Order.OLDEST_LOOK: gettext_lazy("Longest without a look first"),
    Order.STATE: gettext_lazy("Worst first"),
}


@dataclass(frozen=True)
class Value:
    """A value of a facet: its name, how many have it, whether it is chosen, the address that turns it."""

    label: str
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class Choices:
    """A facet with its values, those `later` folded away."""

    label: Any
    values: list[Value]
    later: list[Value]
    open: bool


@dataclass(frozen=True)
class Line:
    """A row of the list."""

    own: Own
    result: Result
    themes: str
    position: Sign | None
    state: Sign
    age: str
    late: bool


@dataclass(frozen=True)
class Group:
    """The recommendations to one state in one cycle that stand on the page."""

    heading: str
    country: str
    lines: list[Line]


@dataclass(frozen=True)
class Counted:
    """How many there are of one state (in one cycle): by position and by what became of them."""

    heading: str
    address: str
    total: int
    positions: list[int]
    states: list[int]


@dataclass(frozen=True)
class OwnPage:
    """The whole page."""

    selection: Selection
    sentence: str
    facets: list[Choices]
    chosen: list[Value]
    views: list[Value]
    groups: list[Group] = field(default_factory=list)
    page: Page | None = None
    table: list[Counted] = field(default_factory=list)

    @property
    def asked(self) -> Asked:
        """What was asked."""
        return self.selection.asked


POSITIONS = list(PositionChoice)
STATES = [
    State.REGRESSED,
    State.NO_PROGRESS,
    State.SOME_PROGRESS,
    State.PARTLY,
    State.IMPLEMENTED,
    State.UNABLE,
]


def address(asked: Asked) -> str:
    """The address of what is asked."""
    query = asked.query()
    return f"{reverse('un_own')}?{query}" if query else reverse("un_own")


def own_page(selection: Selection, today: date) -> OwnPage:
    """The page of a selection. Three queries besides those of the selection."""
    asked = selection.asked
    names = names_of_values()
    facets = [
        _choices(facet, selection, names)
        for facet in Facet
        if selection.counts[facet] or facet in asked.chosen
    ]
    chosen = [
        _value(facet, value, 0, asked, names) for facet, values in asked.chosen.items() for value in values
    ]
    views = [
        Value(str(label), 0, view is asked.view, address(Asked(asked.words, asked.chosen, view)))
        for view, label in VIEWS.items()
    ]
    groups: list[Group] = []
    page = None
    if asked.view is View.LIST:
        page = Paginator(selection.rows, A_PAGE).get_page(asked.page)
        groups = _groups(list(page), asked, today)
    return OwnPage(
        selection=selection,
        sentence=in_a_sentence(selection.rows, today),
        facets=facets,
        chosen=chosen,
        views=views,
        groups=groups,
        page=page,
        table=_table(selection) if asked.view is View.COUNTRIES else [],
    )


def in_a_sentence(rows: list[Own], today: date) -> str:
    """How many, to how many states, what those answered, and of how many it is known what became of them."""
    if not rows:
        return ""
    states = len({row.country for row in rows})
    supported = sum(row.position == PositionChoice.SUPPORTED for row in rows)
    assessed = [row for row in rows if row.known.latest]
    to = ngettext("%(count)s recommendation to %(to)s", "%(count)s recommendations to %(to)s", len(rows)) % {
        "count": len(rows),
        "to": ngettext("%(states)s state", "%(states)s states", states) % {"states": states},
    }
    answered = _("%(supported)s were supported") % {"supported": supported}
    if not assessed:
        return f"{to}; {answered}; {_('of none somebody wrote down what became of it')}."
    looked = ngettext(
        "of %(assessed)s somebody wrote down what became of it",
        "of %(assessed)s somebody wrote down what became of them",
        len(assessed),
    ) % {"assessed": len(assessed)}
    old = sum(row.known.too_long_ago(today) for row in assessed)
    late = _(", of %(old)s of those more than 18 months ago") % {"old": old} if old else ""
    return f"{to}; {answered}; {looked}{late}."


def names_of_values() -> dict[Facet, Callable[[str], str]]:
    """For each facet how one of its values is called. One query."""
    units = {str(unit.pk): unit.code for unit in Unit.objects.all()}
    return {
        Facet.COUNTRY: country_name,
        Facet.REGION: lambda value: name_of(SearchFacet.REGION, value),
        Facet.CYCLE: lambda value: _("Cycle %(cycle)s") % {"cycle": value},
        Facet.THEME: lambda value: name_of(SearchFacet.THEME, value),
        Facet.POSITION: lambda value: name_of(SearchFacet.POSITION, value),
        Facet.STATE: lambda value: (
            str(StateChoice(value).label).capitalize() if value in StateChoice.values else value
        ),
        Facet.LOOK: lambda value: str(LOOKS[Look(value)]) if value in set(Look) else value,
        Facet.UNIT: lambda value: _("Nobody yet") if value == NOBODY else units.get(value, value),
    }


_FIXED = {
    Facet.CYCLE: ["1", "2", "3", "4", "5", "6"],
    Facet.STATE: [str(state) for state in State],
    Facet.LOOK: [str(look) for look in Look],
}


def _choices(facet: Facet, selection: Selection, names: dict[Facet, Callable[[str], str]]) -> Choices:
    chosen = selection.asked.chosen.get(facet, ())
    counts: dict[str, int] = dict.fromkeys(chosen, 0) | selection.counts[facet]
    if facet in _FIXED:
        order = _FIXED[facet]
        values = sorted(counts, key=lambda value: (order.index(value) if value in order else 99, value))
    else:
        values = sorted(counts, key=lambda value: (-counts[value], plain(names[facet](value))))
    shown = [_value(facet, value, counts[value], selection.asked, names) for value in values]
    first = [one for place, one in enumerate(shown) if place < _AT_ONCE or one.chosen]
    later = [one for place, one in enumerate(shown) if place >= _AT_ONCE and not one.chosen]
    return Choices(
        FACETS[facet], first, later, bool(chosen) or facet in (Facet.LOOK, Facet.STATE, Facet.COUNTRY)
    )


def _value(
    facet: Facet, value: str, count: int, asked: Asked, names: dict[Facet, Callable[[str], str]]
) -> Value:
    return Value(
        label=names[facet](value),
        count=count,
        chosen=value in asked.chosen.get(facet, ()),
        address=address(asked.with_value(facet, value)),
    )


def own_in_words(rows: list[Own], today: date) -> list[Line]:
    """Rows of ours as a list shows them, in their order. Two queries."""
    language = (get_language() or "nl")[:2]
    words = {one.record.pk: one for one in results([row.pk for row in rows], (language, "en"))}
    return [_line(row, words[row.pk], today) for row in rows]


def _groups(rows: list[Own], asked: Asked, today: date) -> list[Group]:
    lines = own_in_words(rows, today)
    if asked.order is not Order.COUNTRY:
        return [Group("", "", lines)] if rows else []
    return [
        Group(_heading(country, cycle), country, list(of_it))
        for (country, cycle), of_it in groupby(lines, key=lambda line: (line.own.country, line.own.cycle))
    ]


def _heading(country: str, cycle: int | None) -> str:
    name = country_name(country) if country else _("State not known")
    return _("%(country)s, cycle %(cycle)s") % {"country": name, "cycle": cycle} if cycle else name


def _line(row: Own, result: Result, today: date) -> Line:
    latest = row.known.latest
    return Line(
        own=row,
        result=result,
        themes=", ".join(name_of(SearchFacet.THEME, theme) for theme in row.themes[:3]),
        position=sign_of(row.position),
        state=state_sign(row.known.state),
        age=age_in_words(latest.on, today) if latest else "",
        late=row.known.next_look_on is not None and row.known.next_look_on < today,
    )


def _table(selection: Selection) -> list[Counted]:
    by_place: dict[tuple[str, int | None], list[Own]] = defaultdict(list)
    for row in selection.rows:
        by_place[row.country, row.cycle].append(row)
    out = []
    for (country, cycle), rows in sorted(
        by_place.items(), key=lambda item: (plain(country_name(item[0][0])), -(item[0][1] or 0))
    ):
        positions = Counter(row.position for row in rows)
        states = Counter(row.known.state for row in rows)
        where = selection.asked.only(Facet.COUNTRY, country)
        out.append(
            Counted(
                heading=_heading(country, cycle),
                address=address(where.only(Facet.CYCLE, str(cycle)) if cycle else where),
                total=len(rows),
                positions=[positions[position] for position in POSITIONS],
                states=[states[state] for state in STATES],
            )
        )
    return out
