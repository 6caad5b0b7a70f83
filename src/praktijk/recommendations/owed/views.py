# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that says who owes what."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from praktijk.access.decorators import needs
from praktijk.access.models import Person
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.assigning.handing_over import may_hand_over
from praktijk.recommendations.facets import address, chosen
from praktijk.recommendations.filters import NONE
from praktijk.recommendations.forms import RegisterForm
from praktijk.recommendations.owed.addresses import KINDS, address_of
from praktijk.recommendations.owed.figures import (
    owed_by_unit,
    owed_in_a_sentence,
    person_name,
    unit_key,
    unit_name,
)
from praktijk.recommendations.owed.queries import Owed, WhoOwes
from praktijk.recommendations.queries import Register


@dataclass(frozen=True)
class Line:
    """A line of the table: its name, its figures each with where it leads, and the most days late.

    `hand_over` is the page on which a person's promises are handed over, for who may; else empty.
    """

    name: str
    about: str
    figures: list[tuple[int, str]]
    longest: int
    of_unit: bool
    hand_over: str = ""


@require_GET
@needs(Permission.VIEW_REGISTER)
def owed(request: PersonRequest) -> HttpResponse:
    """What is owed by each unit and each person, of what the filters of the register leave."""
    form, shown = _asked(request)
    if not form.is_valid():
        return redirect(f"{reverse('register')}?{request.META['QUERY_STRING']}")
    owing = WhoOwes(shown)
    request.as_known_on = form.day
    return render(
        request,
        "recommendations/owed/owed.html",
        {
            "register": shown,
            "lead": owed_in_a_sentence(owing),
            "figure": owed_by_unit(owing),
            "lines": _lines(owing),
            "waiting": [(row.person.name if row.person else "", row.count) for row in owing.waiting()],
            "chosen": chosen(shown, form.offered),
            "register_query": address(shown.wanted, shown.on),
        },
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def figure(request: PersonRequest, kind: str) -> HttpResponse:
    """The numbers behind the chart, for each unit and person, or its picture."""
    form, shown = _asked(request)
    if not form.is_valid():
        return redirect(f"{reverse('register')}?{request.META['QUERY_STRING']}")
    drawn = owed_by_unit(WhoOwes(shown))
    if kind == "csv":
        return drawn.as_csv_response()
    if not drawn.rows:
        raise Http404("nothing to draw")
    return drawn.as_svg_response()


def _asked(request: PersonRequest) -> tuple[RegisterForm, Register]:
    form = RegisterForm(request.GET, user=request.user)
    return form, Register(request.user, form.wanted, today=timezone.localdate(), on=form.day)


def _lines(owing: WhoOwes) -> list[Line]:
    lines = []
    for of_unit in owing.units:
        unit = (unit_key(of_unit),)
        about = of_unit.unit.name if of_unit.unit else ""
        lines.append(_line(owing, unit_name(of_unit), of_unit.owed, about=about, of_unit=True, unit=unit))
        lines += [
            _line(
                owing,
                person_name(row),
                row.owed,
                unit=unit,
                owner=(str(row.person.pk) if row.person else NONE,),
                hand_over=_hand_over(owing.shown, row.person),
            )
            for row in of_unit.people
        ]
    return lines


def _hand_over(shown: Register, person: Person | None) -> str:
    if person is None or shown.on is not None or not may_hand_over(shown.user, person):
        return ""
    return reverse("hand_over", args=[person.pk])


def _line(
    owing: WhoOwes,
    name: str,
    figures: Owed,
    *,
    about: str = "",
    of_unit: bool = False,
    hand_over: str = "",
    **chosen: Any,
) -> Line:
    counted = [(getattr(figures, kind), address_of(owing.shown, kind, **chosen)) for kind in KINDS]
    return Line(name, about, counted, figures.longest, of_unit, hand_over)
