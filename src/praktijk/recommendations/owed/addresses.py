# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each figure of what is owed leads: to the register with exactly the promises that it counts."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from praktijk.recommendations.filters import NONE, Filter
from praktijk.recommendations.owed.queries import AWAITING
from praktijk.recommendations.queries import Register
from praktijk.recommendations.work.rules import SOON

#: The figures of `Owed`, each with what it adds to the filter of the page.
KINDS = ("open", "soon", "late", "to_verify", "unowned")


def address_of(shown: Register, kind: str, **chosen: tuple[str, ...]) -> str:
    """The register with what a figure of KINDS counts, of a unit or an owner where these are given."""
    wanted = _narrowed(replace(shown.wanted, **chosen), kind, shown.day)  # type: ignore[arg-type]
    return f"{reverse('register')}?{wanted.query(shown.on)}"


def _narrowed(wanted: Filter, kind: str, day: date) -> Filter:
    """The filter with what makes a figure; what was chosen before stays as far as both can hold."""
    narrowed: dict[str, Any] = {}
    if kind in ("open", "soon"):
        narrowed["state"] = tuple(state for state in AWAITING if state in (wanted.state or AWAITING))
    if kind == "soon":
        narrowed["due_from"] = max(day, wanted.due_from or day)
        narrowed["due_until"] = min(day + SOON, wanted.due_until or day + SOON)
    if kind == "late":
        narrowed["overdue"] = True
    if kind == "to_verify":
        narrowed["to_verify"] = True
    if kind == "unowned":
        states = [*AWAITING, "delivered"]
        narrowed["state"] = tuple(state for state in states if state in (wanted.state or states))
        narrowed["owner"] = (NONE,)
    return replace(wanted, **narrowed)
