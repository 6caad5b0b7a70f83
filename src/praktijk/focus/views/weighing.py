# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a person weighs the criteria, with what comes of it at once."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.focus import actions
from praktijk.focus.assembling import every_country
from praktijk.focus.charts import percent
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.forms import WeighingForm
from praktijk.focus.messages import in_words
from praktijk.focus.models import Round
from praktijk.focus.outcome import QUICK_DRAWS, quick, ready_to_draw
from praktijk.focus.page import definition_of, round_of, standing_of
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.rounds.taking import read_again
from praktijk.focus.rounds.writing import as_mapping, digest_of
from praktijk.focus.wording import titles_in
from praktijk.reference.countries import country_name

_SHOWN_BELOW = 10
#: Rounds made ready for drawing are kept: a slider is moved many times, and only the weights change.
_KEPT = 8
_ready: "OrderedDict[tuple[str, int], Any]" = OrderedDict()
_lock = Lock()


@require_http_methods(["GET", "POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def weigh(request: PersonRequest, pk: int) -> HttpResponse:
    """One's own weights for a round."""
    shown = round_of(request.user, pk)
    definition = definition_of(shown)
    form = WeighingForm(definition, request.POST or None, initial=_initial(shown, request.user))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.weigh(by=request.user, round_=shown, said=form.said())
            except ValidationError as refused:
                put_refusal(form, refused)
            else:
                messages.success(
                    request, _("Your weights are kept; they count when the round is worked out.")
                )
                return redirect(shown)
    record_reads([shown], by=request.user)
    return render(
        request,
        "focus/weigh.html",
        {"round": shown, "standing": standing_of(shown), "form": form, "wrong": []},
        status=status,
    )


def _initial(shown: Round, person: Any) -> dict[str, Any]:
    own = shown.weighings.filter(person=person).first()
    if own is None:
        return {}
    return {
        f"{end}-{key}": round(share * 100)
        for key, weight in own.said.get("weights", {}).items()
        for end, share in zip(("low", "high"), weight, strict=True)
    }


@require_POST
@needs(Permission.CHOOSE_COUNTRIES)
def preview(request: PersonRequest, pk: int) -> HttpResponse:
    """What comes of weights that are being moved: a part of the page."""
    shown = round_of(request.user, pk)
    form = WeighingForm(definition_of(shown), request.POST)
    rows: list[dict[str, Any]] = []
    wrong: list[str] = []
    first = draws = 0
    # At once with few draws; when the sliders rest, the page asks for all of them.
    whole = bool(request.GET.get("whole"))
    if form.is_valid():
        try:
            definition = actions.complete(shown, reader=request.user)
            came = _drawn(definition, form.said(), whole=whole)
            first, draws = came["first"], came["draws"]
            rows = [
                row | {"name": country_name(row["country"]), "chance": percent(row["in_first"])}
                for row in came["ranking"][: first + _SHOWN_BELOW]
            ]
        except InvalidRound as refused:
            wrong = in_words(refused.faults, titles_in(definition))
        except ValidationError as refused:
            wrong = refused.messages
    else:
        wrong = [str(words) for errors in form.errors.values() for words in errors]
    return render(
        request,
        "focus/preview.html",
        {"round": shown, "rows": rows, "wrong": wrong, "first": first, "draws": draws, "whole": whole},
    )


def _drawn(definition: Definition, said: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """The chances under these weights. Raises InvalidRound where they exclude each other."""
    mapping = as_mapping(definition)
    opinion = read_again({**mapping, "people": {"me": said}}).people["me"]
    mapping.pop("people", None)
    key = (digest_of(mapping), definition.seed)
    with _lock:
        ready = _ready.get(key)
    if ready is None:
        ready = ready_to_draw(definition, every=every_country())
        with _lock:
            _ready[key] = ready
            while len(_ready) > _KEPT:
                _ready.popitem(last=False)
    return quick(ready, definition, opinion, draws=definition.draws if whole else QUICK_DRAWS)
