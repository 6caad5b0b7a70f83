# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages on which letters are read and reviewed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.intake import actions, entering
from praktijk.recommendations.intake.actions import Chosen
from praktijk.recommendations.intake.answer_forms import AnswerForm
from praktijk.recommendations.intake.forms import (
    AcceptForm,
    ChangeForm,
    ChosenForm,
    JoinForm,
    ReadingsForm,
    SplitForm,
    UndoForm,
)
from praktijk.recommendations.intake.list_forms import KnownForm, ListedForm, SureForm
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.intake.page import ReviewPage, address
from praktijk.recommendations.intake.queries import SHOWS, Review, reading_for, readings
from praktijk.recommendations.intake.upload_form import UploadForm
from praktijk.recommendations.intake.uploading import take_in_upload
from praktijk.recommendations.picking import key_in
from praktijk.recommendations.versions import refused_when_busy
from praktijk.sources.models import Document

PAGE_SIZE = 25


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_LETTERS)
def letters(request: PersonRequest) -> HttpResponse:
    """The letters in review, and the form that takes in another one."""
    known = _known_document(request)
    form = UploadForm(request.POST or None, request.FILES or None, person=request.user, known=known)
    if form.is_bound and form.is_valid():
        reading = take_in_upload(form, by=request.user, known=known)
        if reading is not None:
            return redirect(reading)
    order = ReadingsForm(request.GET)
    sort = order.cleaned_data["sort"] if order.is_valid() else ""
    page = Paginator(readings(request.user, sort), PAGE_SIZE).get_page(request.GET.get("page"))
    record_reads(page.object_list, by=request.user)
    return render(
        request,
        "recommendations/reading/letters.html",
        {"form": form, "order": order, "page": page, "known": known},
        status=422 if form.errors else 200,
    )


def _known_document(request: PersonRequest) -> Document | None:
    """The document whose own file is asked for by the address, known by its places only so far."""
    asked = key_in(request.GET.get("document"))
    if asked is None:
        return None
    waiting = Document.objects.visible_to(request.user).filter(text="").exclude(sha256="")
    return get_object_or_404(waiting, pk=asked)


@require_GET
@needs(Permission.READ_LETTERS)
def letter(request: PersonRequest, pk: int) -> HttpResponse:
    """One letter in review: the letter with its marks, and the proposals beside it."""
    reading = _reading(request, pk)
    page = ReviewPage(
        Review(reading, request.user),
        show=request.GET.get("show", ""),
        current=request.GET.get("current", ""),
        doing=request.GET.get("do", ""),
        search=request.GET.get("q", ""),
    )
    return _letter_page(request, page)


@require_POST
@needs(Permission.READ_LETTERS)
def accept(request: PersonRequest, pk: int) -> HttpResponse:
    """Accept a proposal, with its theme and unit."""
    return _decide(request, pk, "", AcceptForm, actions.accept, _("%(number)s accepted."))


@require_POST
@needs(Permission.READ_LETTERS)
def reject(request: PersonRequest, pk: int) -> HttpResponse:
    """Reject a proposal."""
    return _decide(request, pk, "", AcceptForm, actions.reject, _("%(number)s rejected."), only=())


@require_POST
@needs(Permission.READ_LETTERS)
def change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a proposal, and accept it at the same time when that was asked."""
    return _decide(request, pk, "change", ChangeForm, actions.change, _("%(number)s changed."))


@require_POST
@needs(Permission.READ_LETTERS)
def join(request: PersonRequest, pk: int) -> HttpResponse:
    """Join another proposal into this one."""
    return _decide(
        request, pk, "join", JoinForm, actions.join, _("%(number)s joined; look at it again."), stay=True
    )


@require_POST
@needs(Permission.READ_LETTERS)
def split(request: PersonRequest, pk: int) -> HttpResponse:
    """Split a proposal in two."""
    return _decide(
        request, pk, "split", SplitForm, actions.split, _("%(number)s split; look at both parts."), stay=True
    )


@require_POST
@needs(Permission.READ_LETTERS)
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a commitment answers an earlier promise, and how; or take that back."""
    done = _("%(number)s: what it does to the earlier promise was kept.")
    return _decide(request, pk, "answer", AnswerForm, actions.answer, done)


def _decide(
    request: PersonRequest,
    pk: int,
    doing: str,
    form_class: type[ChosenForm],
    act: Callable[..., Any],
    done: str,
    *,
    stay: bool = False,
    only: tuple[str, ...] | None = None,
) -> HttpResponse:
    """Take one decision and go on to the next proposal; what is refused comes back as it was filled in.

    `stay` goes on with the same proposal; `only` names the values of the form that the action takes.
    """
    reading = _reading(request, pk, shown=False)
    review = Review(reading, request.user)
    show = _show(request)
    proposal = review.proposal(_key(request.POST.get("chosen", "")))
    if proposal is None:
        messages.error(request, _("This proposal is no longer there: somebody joined it with another."))
        return redirect(reading.get_absolute_url() + address(show, None))
    form = form_class(request.POST, review=review, proposal=proposal)  # type: ignore[call-arg]
    if form.is_valid():
        values = dict(form.cleaned_data)
        chosen = Chosen(*values.pop("chosen"))
        if "other" in values:
            values["other"] = Chosen(*values["other"])
        if only is not None:
            values = {name: values[name] for name in only}
        try:
            with refused_when_busy():
                act(by=request.user, reading=reading, chosen=chosen, **values)
        except ValidationError as refusal:
            put_refusal(form, refusal)
        else:
            messages.success(request, done % {"number": proposal.label})
            after = Review(reading, request.user)
            follows = after.proposal(proposal.pk) if stay else after.after(proposal.pk, show)
            return redirect(reading.get_absolute_url() + address(show, follows))
    return _refused(request, reading, form, proposal, doing)


def _refused(
    request: PersonRequest, reading: LetterReading, form: ChosenForm, proposal: LetterProposal, doing: str
) -> HttpResponse:
    """The page as it stands, with the form as it was filled in: sent again, it counts for what is shown."""
    review = Review(reading, request.user)
    now = review.proposal(proposal.pk)
    if now is None:
        for line in form.non_field_errors():
            messages.error(request, str(line))
        return redirect(reading.get_absolute_url() + address(_show(request), None))
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["chosen"] = f"{now.pk}:{now.version}"  # type: ignore[index]
    page = ReviewPage(review, show=_show(request), current=now.pk, doing=doing, form=form)
    return _letter_page(request, page, status=422)


@require_POST
@needs(Permission.READ_LETTERS)
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take back the decision that the person saw as the last one."""
    reading = _reading(request, pk, shown=False)
    form = UndoForm(request.POST)
    taken_back = None
    if form.is_valid():
        try:
            decision = form.cleaned_data["decision"]
            with refused_when_busy():
                taken_back = actions.undo(by=request.user, reading=reading, decision=decision)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    review = Review(reading, request.user)
    current = None
    if taken_back is not None:
        current = next((one for one in map(review.proposal, taken_back.touched) if one is not None), None)
        messages.success(
            request,
            _("Taken back: %(what)s %(numbers)s.")
            % {"what": taken_back.get_kind_display(), "numbers": review.labels(taken_back.touched)},
        )
    return redirect(reading.get_absolute_url() + address(_show(request), current))


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_LETTERS)
def sure(request: PersonRequest, pk: int) -> HttpResponse:
    """The list of all that are sure, with a theme for each; accept those that stay ticked."""
    return _decide_on_list(request, pk, SureForm, actions.accept_sure, "recommendations/reading/sure.html")


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_LETTERS)
def known(request: PersonRequest, pk: int) -> HttpResponse:
    """The list of all that are in the register already; reject those that stay ticked."""
    template = "recommendations/reading/known.html"
    return _decide_on_list(request, pk, KnownForm, actions.reject_listed, template)


def _decide_on_list(
    request: PersonRequest,
    pk: int,
    form_class: type[ListedForm],
    act: Callable[..., tuple[list[LetterProposal], list[int]]],
    template: str,
) -> HttpResponse:
    """Show a list first, then decide on what stays ticked, as it was listed."""
    reading = _reading(request, pk, shown=request.method == "GET")
    review = Review(reading, request.user)
    form = form_class(request.POST if request.method == "POST" else None, review=review)
    if form.is_bound and form.is_valid():
        try:
            with refused_when_busy():
                decided, left_alone = act(by=request.user, reading=reading, listed=form.listed)
        except ValidationError as refusal:
            put_refusal(form, refusal)
        else:
            done = ngettext("%(count)s decided on.", "%(count)s decided on.", len(decided))
            messages.success(request, done % {"count": len(decided)})
            if left_alone:
                messages.warning(
                    request,
                    _("Left alone, because somebody decided on them in the meantime: %(numbers)s.")
                    % {"numbers": Review(reading, request.user).labels(left_alone)},
                )
            return redirect(reading)
    return _list_page(request, template, reading, form)


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_LETTERS)
def enter(request: PersonRequest, pk: int) -> HttpResponse:
    """The list of what was accepted; enter those that stay ticked in the register, all or none of them."""
    reading = _reading(request, pk, shown=request.method == "GET")
    review = Review(reading, request.user)
    form = ListedForm(request.POST if request.method == "POST" else None, review=review)
    if form.is_bound and form.is_valid():
        try:
            with refused_when_busy():
                entered = entering.enter(by=request.user, reading=reading, listed=form.listed)
        except ValidationError as refusal:
            form = ListedForm(None, review=Review(reading, request.user))
            form.refusals = refusal.messages
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)s entered in the register.", "%(count)s entered in the register.", len(entered)
                )
                % {"count": len(entered)},
            )
            return redirect(reading.get_absolute_url() + address("todo", None))
    return _list_page(request, "recommendations/reading/enter.html", reading, form)


def _list_page(request: PersonRequest, template: str, reading: LetterReading, form: Any) -> HttpResponse:
    beside = [row.get(name) for row in form.rows for name in ("twin", "answered")]
    record_reads([record for record in beside if record], by=request.user)
    refused = bool(form.refusals or (form.is_bound and form.errors))
    return render(request, template, {"reading": reading, "form": form}, status=422 if refused else 200)


def _letter_page(request: PersonRequest, page: ReviewPage, status: int = 200) -> HttpResponse:
    beside = [record for card in page.cards for record in (card.twin, card.answered) if record]
    record_reads([*beside, *getattr(page.form, "offered", [])], by=request.user)
    return render(
        request,
        "recommendations/reading/letter.html",
        {"page": page, "review": page.review, "reading": page.review.reading},
        status=status,
    )


def _reading(request: PersonRequest, pk: int, *, shown: bool = True) -> LetterReading:
    """The letter in review, if this person may see it; a restricted one that is shown is audited."""
    reading = get_object_or_404(reading_for(request.user, pk))
    if shown:
        record_reads([reading], by=request.user)
    return reading


def _show(request: PersonRequest) -> str:
    show = request.POST.get("show", "")
    return show if show in SHOWS else "todo"


def _key(chosen: str) -> int | None:
    return key_in(chosen.partition(":")[0])
