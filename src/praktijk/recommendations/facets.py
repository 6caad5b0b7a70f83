# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The filters of the register as choices with counts, each a link of its own."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from praktijk.access.models import Unit
from praktijk.recommendations.models import PositionChoice, StateChoice
from praktijk.recommendations.queries import Register
from praktijk.reference.models import Theme


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

    @property
    def chosen(self) -> Choice | None:
        """The choice made, or None."""
        return next((choice for choice in self.choices if choice.chosen), None)


def facets(shown: Register, asked: QueryDict) -> list[Facet]:
    """The four filters with values: theme, position, state and unit."""
    names: dict[str, tuple[str, dict[str, str]]] = {
        "theme": (_("Theme"), {theme.key: theme.name for theme in Theme.objects.all()}),
        "position": (_("Position"), {str(value): str(label) for value, label in PositionChoice.choices}),
        "state": (_("State"), {str(value): str(label) for value, label in StateChoice.choices}),
        "unit": (_("Unit"), {unit.code: unit.code for unit in Unit.objects.all()}),
    }
    return [
        Facet(name, label, _choices(shown, asked, name, labels)) for name, (label, labels) in names.items()
    ]


def _choices(shown: Register, asked: QueryDict, name: str, labels: dict[str, str]) -> list[Choice]:
    counts = shown.counts(name)
    chosen = getattr(shown.wanted, name)
    return [
        Choice(
            label=label,
            count=counts.get(value, 0),
            address=address_with(asked, **{name: "" if value == chosen else value}),
            chosen=value == chosen,
        )
        for value, label in labels.items()
        if counts.get(value) or value == chosen
    ]


def quick(shown: Register, asked: QueryDict) -> list[Choice]:
    """The questions asked most, each one click, with how many commitments it leaves of those shown."""
    totals, wanted = shown.totals, shown.wanted
    offered = [
        (_("Overdue"), "overdue", totals["overdue"], wanted.overdue),
        (_("Without evidence"), "unproven", totals["unproven"], wanted.unproven),
    ]
    if getattr(shown.user, "unit_ids", []):
        offered.append((_("Of my unit"), "mine", totals["mine"], wanted.mine))
    return [
        Choice(label, count, address_with(asked, **{name: "" if on else "on"}), on)
        for label, name, count, on in offered
    ]


def address_with(asked: QueryDict, **changes: str) -> str:
    """The query of the page with these values changed; an empty one is left out, and so is the page."""
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


def chosen(shown: Register, asked: QueryDict, offered: list[Facet]) -> list[Chosen]:
    """The filters that are on, in the order of the form."""
    wanted = shown.wanted
    on = [
        Chosen(f"{facet.label}: {facet.chosen.label}", facet.chosen.address)
        for facet in offered
        if facet.chosen
    ]
    if wanted.text:
        on.append(Chosen(_("Words: %(text)s") % {"text": wanted.text}, address_with(asked, q="")))
    if wanted.document:
        on.append(Chosen(_("One document"), address_with(asked, document="")))
    return [*on, *(Chosen(one.label, one.address) for one in quick(shown, asked) if one.chosen)]
