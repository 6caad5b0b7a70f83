# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rounds: all of them, a new one, one with what it holds, and its file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.focus import actions
from praktijk.focus.beginning import begun
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.forms import BeginForm, CriteriaForm, FileForm, ReplaceForm, SettingsForm
from praktijk.focus.messages import in_words
from praktijk.focus.models import Decision, Round
from praktijk.focus.page import (
    as_attachment,
    criteria_in_words,
    definition_of,
    facts_of,
    round_of,
    standing_of,
)
from praktijk.focus.rounds.files import CONTENT_TYPES
from praktijk.focus.rounds.taking import read_again, taken
from praktijk.indicators.queries import series_for
from praktijk.recommendations.versions import newest, put_back, refused_when_busy


@require_GET
@needs(Permission.VIEW_REGISTER)
def rounds(request: PersonRequest) -> HttpResponse:
    """All rounds, and how to begin another."""
    return _list(request)


def _list(
    request: PersonRequest, *, begin: BeginForm | None = None, file: FileForm | None = None, status: int = 200
) -> HttpResponse:
    shown = list(Round.objects.visible_to(request.user).select_related("author"))
    record_reads(shown, by=request.user)
    decided = {
        one.round_id: one
        for one in Decision.objects.visible_to(request.user)
        .filter(round__in=shown)
        .prefetch_related("countries")
    }
    return render(
        request,
        "focus/rounds.html",
        {
            "rounds": [
                {
                    "round": one,
                    "decision": decided.get(one.pk),
                    "chosen": sum(country.chosen for country in decided[one.pk].countries.all())
                    if one.pk in decided
                    else None,
                }
                for one in shown
            ],
            "begin": begin or BeginForm(prefix="begin", person=request.user),
            "file": file or FileForm(prefix="take", person=request.user),
            "may_choose": request.user.may(Permission.CHOOSE_COUNTRIES),
        },
        status=status,
    )


@require_http_methods(["POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def begin(request: PersonRequest) -> HttpResponse:
    """A new round with the letter's groups of criteria."""
    form = BeginForm(request.POST, prefix="begin", person=request.user)
    if form.is_valid():
        given = form.cleaned_data
        try:
            definition = begun(
                reader=request.user, title=given["title"], year=given["year"], how_many=given["how_many"]
            )
            made = actions.add_round(
                by=request.user, definition=definition, restricted_to=given.get("restricted_to", ())
            )
        except (InvalidRound, ValidationError) as refused:
            _put(form, refused)
        else:
            return redirect(made)
    return _list(request, begin=form, status=422)


@require_http_methods(["POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def take_in(request: PersonRequest) -> HttpResponse:
    """A new round out of a file."""
    form = FileForm(request.POST, request.FILES, prefix="take", person=request.user)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.add_round(
                by=request.user,
                definition=taken(file.read(), file.name),
                restricted_to=form.cleaned_data.get("restricted_to", ()),
            )
        except (InvalidRound, ValidationError) as refused:
            _put(form, refused, "file")
        else:
            messages.success(request, _("The round was taken in."))
            return redirect(made)
    return _list(request, file=form, status=422)


def _put(form: Any, refused: InvalidRound | ValidationError, field: str | None = None) -> None:
    told = in_words(refused.faults) if isinstance(refused, InvalidRound) else refused.messages
    for words in told:
        form.add_error(field, words)


@require_GET
@needs(Permission.VIEW_REGISTER)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One round: how far it is, and what it holds."""
    shown = round_of(request.user, pk)
    record_reads([shown], by=request.user)
    definition = definition_of(shown)
    return render(
        request,
        "focus/round.html",
        {
            "round": shown,
            "standing": standing_of(shown),
            "definition": definition,
            "rows": list(criteria_in_words(definition)),
            "facts": facts_of(definition),
            "runs": shown.runs.defer("definition", "result").select_related("by")[:20],
            "weighings": shown.weighings.select_related("person"),
            "may_choose": request.user.may(Permission.CHOOSE_COUNTRIES, shown),
            "kinds": list(CONTENT_TYPES),
        },
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def settings(request: PersonRequest, pk: int) -> HttpResponse:
    """What the choice must satisfy, and who the candidates are."""
    seen = newest(Round, pk)
    shown = round_of(request.user, pk)
    initial = {"seen": seen, **SettingsForm.initial_of(definition_of(shown))}
    form = SettingsForm(request.POST or None, initial=initial)
    return _change(request, shown, form, "focus/settings.html")


@require_http_methods(["GET", "POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def criteria(request: PersonRequest, pk: int) -> HttpResponse:
    """The criteria with their weights and scales."""
    seen = newest(Round, pk)
    shown = round_of(request.user, pk)
    definition = definition_of(shown)
    inside = {one.series for one in definition.measures()}
    series = [(one.key, one.title) for one in series_for(request.user) if one.key not in inside]
    form = CriteriaForm(definition, series, request.POST or None, initial={"seen": seen})
    return _change(request, shown, form, "focus/criteria.html")


@require_http_methods(["GET", "POST"])
@needs(Permission.CHOOSE_COUNTRIES)
def replace(request: PersonRequest, pk: int) -> HttpResponse:
    """A file in the place of what the round holds."""
    seen = newest(Round, pk)
    shown = round_of(request.user, pk)
    form = ReplaceForm(request.POST or None, request.FILES or None, initial={"seen": seen})
    return _change(request, shown, form, "focus/replace.html")


def _change(request: PersonRequest, shown: Round, form: Any, template: str) -> HttpResponse:
    """Put what a form says into a round, or show the form with what is wrong."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with refused_when_busy():
                    actions.change_round(
                        by=request.user,
                        round_=shown,
                        definition=_said(form, shown),
                        seen=form.cleaned_data.get("seen"),
                    )
            except InvalidRound as refused:
                _put(form, refused)
            except ValidationError as refused:
                status = put_back(form, refused)
            else:
                messages.success(request, _("The round was changed."))
                return redirect(shown)
    record_reads([shown], by=request.user)
    context = {"round": shown, "standing": standing_of(shown), "form": form}
    return render(request, template, context, status=status)


def _said(form: Any, shown: Round) -> Any:
    """The round as a form wants it. Raises InvalidRound."""
    if isinstance(form, ReplaceForm):
        file = form.cleaned_data["file"]
        return taken(file.read(), file.name)
    return read_again(form.put_into(shown.definition))


@require_GET
@needs(Permission.VIEW_REGISTER)
def file(request: PersonRequest, pk: int, kind: str) -> HttpResponse:
    """The round as one file, as it stands."""
    shown = round_of(request.user, pk)
    record_reads([shown], by=request.user)
    return as_attachment(definition_of(shown), f"{slugify(shown.title)[:60] or 'round'}.{kind}", kind)
