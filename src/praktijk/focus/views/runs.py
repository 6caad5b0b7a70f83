# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came out of a round: its page, its figures, a country in it, and two of them side by side."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.focus import actions, charts, remarking
from praktijk.focus.assembling import every_country
from praktijk.focus.charts import percent
from praktijk.focus.comparing import compare
from praktijk.focus.hanging import central_weights, changes_of
from praktijk.focus.models import Round, Run
from praktijk.focus.page import (
    as_attachment,
    country_address,
    definition_of,
    failure_of,
    frozen_in,
    round_of,
    run_of,
    standing_of,
)
from praktijk.focus.parts import parts_of
from praktijk.focus.rounds.files import CONTENT_TYPES
from praktijk.focus.running import clear_up
from praktijk.focus.wording import named, standing_in_words, titles_in
from praktijk.reference.countries import country_name
from praktijk.reference.exchange.names import code_of_country
from praktijk.web.blocks import Content, Part, figures_in, with_addresses
from praktijk.web.charts import Figure

_SHARES = {"chance": "in_first", "frequency": "frequency", "imputed": "imputed"}


@require_POST
@needs(Permission.CHOOSE_COUNTRIES)
def start(request: PersonRequest, pk: int) -> HttpResponse:
    """Have a round worked out."""
    shown = round_of(request.user, pk)
    try:
        run = actions.start_run(by=request.user, round_=shown)
    except ValidationError as refused:
        for words in refused.messages:
            messages.error(request, words)
        return redirect(shown)
    return redirect(run)


@require_GET
@needs(Permission.VIEW_REGISTER)
def remarks(request: PersonRequest, pk: int) -> HttpResponse:
    """What to know of the indicators before any ranking: a part of the page of the round."""
    shown = round_of(request.user, pk)
    record_reads([shown], by=request.user)
    definition = definition_of(shown)
    said: list[str] = []
    wrong: list[str] = []
    try:
        said = remarking.in_words(_remarks(request, shown), titles_in(definition))
    except ValidationError as refused:
        wrong = refused.messages
    # Without script it is a page of its own.
    template = "focus/remarks.html" if request.headers.get("HX-Request") else "focus/remarks_page.html"
    return render(request, template, {"round": shown, "said": said, "wrong": wrong})


def _remarks(request: PersonRequest, shown: Round) -> list[dict[str, Any]]:
    from praktijk.focus.outcome import remarks_of

    return remarks_of(actions.complete(shown, reader=request.user), every_country())


@require_GET
@needs(Permission.VIEW_REGISTER)
def show(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """What came out, or how far it is."""
    clear_up(now=timezone.now())
    shown = round_of(request.user, pk)
    run = run_of(shown, number)
    record_reads([shown], by=request.user)
    definition = frozen_in(run)
    parts = _parts(run) if run.result else []
    return render(
        request,
        "focus/run.html",
        {
            "round": shown,
            "run": run,
            "standing": standing_of(shown),
            "parts": parts,
            "failure": failure_of(run, definition),
            "kinds": list(CONTENT_TYPES),
            "busy": run.state in (Run.State.WAITING, Run.State.RUNNING),
            "percent": round(run.share * 100),
            "may_choose": request.user.may(Permission.CHOOSE_COUNTRIES, shown),
            "others": shown.runs.filter(state=Run.State.DONE)
            .exclude(pk=run.pk)
            .defer("definition", "result")[:10],
        },
    )


def _parts(run: Run) -> list[Part]:
    assert run.result is not None
    parts = parts_of(run.result, frozen_in(run), country_address(run))
    return [Part(part.key, part.title, _with_addresses(part, run)) for part in parts]


def _with_addresses(part: Part, run: Run) -> Content:
    """What a part says, each of its figures with the addresses of its image and of its numbers."""
    return with_addresses(
        part.content,
        lambda number, kind: reverse("focus_figure", args=[run.round_id, run.number, part.key, number, kind]),
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def figure(request: PersonRequest, pk: int, run: str, key: str, number: str, kind: str) -> HttpResponse:
    """One of the figures: its image, or its numbers."""
    shown = _done(request, pk, int(run))
    assert shown.result is not None
    parts = parts_of(shown.result, frozen_in(shown), country_address(shown))
    figures = next((figures_in(part.content) for part in parts if part.key == key), [])
    place = int(number)
    if not 1 <= place <= len(figures):
        raise Http404
    return figures[place - 1].as_csv_response() if kind == "csv" else figures[place - 1].as_svg_response()


def _done(request: PersonRequest, pk: int, number: int) -> Run:
    shown = round_of(request.user, pk)
    run = run_of(shown, number)
    if run.result is None:
        raise Http404
    record_reads([shown], by=request.user)
    return run


@require_GET
@needs(Permission.VIEW_REGISTER)
def as_json(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """All that came out, for other programs."""
    run = _done(request, pk, number)
    assert run.result is not None
    answer = JsonResponse(named(run.result), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="focus-{run.round_id}-{run.number}.json"'
    return answer


@require_GET
@needs(Permission.VIEW_REGISTER)
def file(request: PersonRequest, pk: int, number: int, kind: str) -> HttpResponse:
    """What went into a run, with every number: run again, it gives the same."""
    run = run_of(round_of(request.user, int(pk)), int(number))
    record_reads([run.round], by=request.user)
    name = f"{slugify(run.round.title)[:60] or 'round'}-{run.number}.{kind}"
    return as_attachment(frozen_in(run), name, kind)


@require_GET
@needs(Permission.VIEW_REGISTER)
def profile(request: PersonRequest, pk: int, number: int, code: str) -> HttpResponse:
    """A country in a run: its values beside the line, its ranks, and what would change its place."""
    run, country, drawn = _profile(request, pk, number, code)
    assert run.result is not None
    row = next(one for one in run.result["ranking"] if one["country"] == country)
    return render(
        request,
        "focus/profile.html",
        {
            "round": run.round,
            "run": run,
            "country": country,
            "name": country_name(country),
            "row": row,
            "standing": standing_in_words(row),
            "facts": {name: percent(row[key]) for name, key in _SHARES.items()},
            "without": percent(row["without"]["in_first"]) if "without" in row else "",
            "figure": drawn,
            "weights": central_weights(run.result, frozen_in(run), country),
            "change": changes_of(run.result, frozen_in(run), country),
        },
    )


def _profile(request: PersonRequest, pk: int, number: int, code: str) -> tuple[Run, str, Figure]:
    run = _done(request, pk, number)
    assert run.result is not None
    country = code_of_country(code)
    if country is None or all(one["country"] != country for one in run.result["ranking"]):
        raise Http404
    csv_url, svg_url = (
        reverse("focus_profile_figure", args=[pk, number, country, kind]) for kind in ("csv", "svg")
    )
    drawn = charts.profile(run.result, frozen_in(run), country)
    return run, country, replace(drawn, csv_url=csv_url, svg_url=svg_url)


@require_GET
@needs(Permission.VIEW_REGISTER)
def profile_figure(request: PersonRequest, pk: int, number: int, code: str, kind: str) -> HttpResponse:
    """The figure of a country: its image, or its numbers."""
    _run, _country, drawn = _profile(request, pk, number, code)
    return drawn.as_csv_response() if kind == "csv" else drawn.as_svg_response()


@require_GET
@needs(Permission.VIEW_REGISTER)
def beside(request: PersonRequest, pk: int, number: int, other_pk: int, other: int) -> HttpResponse:
    """Two outcomes side by side: what differs, and why."""
    one, another = _done(request, pk, number), _done(request, other_pk, other)
    return render(
        request,
        "focus/beside.html",
        {"round": one.round, "one": one, "other": another, "content": compare(one, another)},
    )
