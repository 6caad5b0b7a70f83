# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filters of the register as choices with counts, each a link of its own."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from praktijk.recommendations.choices import LABELS, WITHOUT, Offered
from praktijk.recommendations.filters import CHOICES, NONE, AtParliament, Filter
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.queries import Register
from praktijk.web.dates import day


@dataclass(frozen=True)
class Choice:
    """One value of a filter: what it is called, how much it would show, and the address that does."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """A filter with its choices; those without any record are left out unless chosen."""

    name: str
    label: str
    choices: list[Choice]


def facets(shown: Register) -> list[Facet]:
    """The four filters whose values are counted: theme, position, state and unit.

    A choice adds its value to those chosen, or takes it away again.
    """
    figures = shown.figures
    names: dict[str, dict[str, str]] = {
        "theme": {theme.key: theme.name for theme in figures.themes},
        "position": {str(value): str(label) for value, label in PositionChoice.choices},
        "state": {str(value): str(label) for value, label in StateChoice.choices},
        "unit": {unit.code: unit.code for unit in figures.units},
    }
    return [
        Facet(name, str(LABELS[name]), _choices(shown, name, labels | {NONE: str(WITHOUT.get(name, ""))}))
        for name, labels in names.items()
    ]


def _choices(shown: Register, name: str, labels: dict[str, str]) -> list[Choice]:
    counts = shown.counts(name)
    chosen = getattr(shown.wanted, name)
    return [
        Choice(
            label=label,
            count=counts.get(value, 0),
            address=address(shown.wanted.toggled(name, value), shown.on),
            chosen=value in chosen,
        )
        for value, label in labels.items()
        if counts.get(value) or value in chosen
    ]


def quick(shown: Register) -> list[Choice]:
    """The questions asked most, each one click, with how many commitments it leaves of those shown."""
    totals, wanted = shown.totals, shown.wanted
    choices = [
        Choice(label, totals[name], address(wanted.toggled(name, None), shown.on), getattr(wanted, name))
        for name, label in _flags()
        if name != "mine" or getattr(shown.user, "unit_ids", [])
    ]
    unowned = address(wanted.toggled("owner", NONE), shown.on)
    return [*choices, Choice(str(WITHOUT["owner"]), totals["unowned"], unowned, NONE in wanted.owner)]


def address(wanted: Filter, on: date | None) -> str:
    """The query of the page that shows this."""
    return f"?{wanted.query(on)}"


def address_with(asked: QueryDict, **changes: str) -> str:
    """The query of a page with these values changed; an empty one is left out, and so is the page."""
    changed = asked.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        if value:
            changed[name] = value
        else:
            changed.pop(name, None)
    return f"?{changed.urlencode()}"


@dataclass(frozen=True)
class Chosen:
    """A filter that is on: its words, and the address of the page without it."""

    label: str
    address: str


def chosen(shown: Register, offered: Offered) -> list[Chosen]:
    """The filters that are on, each value by itself, in the order of the address."""
    wanted = shown.wanted
    left: list[tuple[str, Filter]] = []
    if wanted.text:
        left.append((_("Words: %(text)s") % {"text": wanted.text}, wanted.without("text")))
    left += [
        (offered.label(name, value), wanted.toggled(name, value))
        for name in CHOICES
        for value in getattr(wanted, name)
    ]
    one_by_one: list[tuple[str, str]] = []
    if wanted.due_from:
        one_by_one.append(("due_from", _("Due from %(day)s") % {"day": day(wanted.due_from)}))
    if wanted.due_until:
        one_by_one.append(("due_until", _("Due until %(day)s") % {"day": day(wanted.due_until)}))
    one_by_one += [(name, label) for name, label in _flags() if getattr(wanted, name)]
    if wanted.parliament == AtParliament.WITH:
        one_by_one.append(("parliament", _("With a number at Parliament")))
    elif wanted.parliament:
        one_by_one.append(("parliament", _("Without a number at Parliament")))
    left += [(label, wanted.without(name)) for name, label in one_by_one]
    return [Chosen(label, address(rest, shown.on)) for label, rest in left]


def _flags() -> list[tuple[str, str]]:
    return [
        ("overdue", _("Overdue")),
        ("unproven", _("Without evidence")),
        ("to_verify", _("Waits for verification")),
        ("mine", _("Of my unit")),
    ]
