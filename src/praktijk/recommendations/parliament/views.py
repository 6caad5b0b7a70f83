# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of what Parliament keeps: the list, one item, the differences, and reading it in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.facets import address_with
from praktijk.recommendations.parliament import actions, export, uploading
from praktijk.recommendations.parliament.comparing import (
    count,
    label_of,
    links_that_differ,
    unlinked,
    unnumbered,
)
from praktijk.recommendations.parliament.comparing import differences_of as compared
from praktijk.recommendations.parliament.forms import (
    FindForm,
    ItemsForm,
    LinkForm,
    PromiseForm,
    ReadForm,
    SetAsideForm,
)
from praktijk.recommendations.parliament.history import readings
from praktijk.recommendations.parliament.messages import (
    counts_in_words,
    outcome_in_a_sentence,
    refusal_in_words,
)
from praktijk.recommendations.parliament.models import Decision, ParliamentItem, ParliamentLink
from praktijk.recommendations.parliament.queries import (
    commitments_with,
    counts,
    filled,
    item_for,
    last_reading,
    linked_count,
    related,
)
from praktijk.recommendations.parliament.queries import (
    items as items_wanted,
)
from praktijk.recommendations.parliament.rules import OF_A_LINK, Differs
from praktijk.recommendations.parliament.suggesting import suggestions
from praktijk.recommendations.parliament.summary import (
    choices_of,
    last_reading_in_words,
    list_in_a_sentence,
    relations_in_words,
)
from praktijk.recommendations.sourced import see_sources
from praktijk.recommendations.versions import refused_when_busy

PAGE_SIZE = 20
_FIRST = 10  # differences of a kind that the page with all kinds shows


@require_GET
@needs(Permission.VIEW_REGISTER)
def items(request: PersonRequest) -> HttpResponse:
    """The items of Parliament; those nobody decided on with the commitments that they may be about."""
    form = ItemsForm(request.GET)
    wanted = form.wanted
    page = Paginator(items_wanted(request.user, wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    listed = filled(page.object_list, request.user)
    open_ones = [item for item in listed if item.decision == Decision.TO_LINK and not item.removed]
    likely = suggestions(open_ones, request.user)
    for item in listed:
        item.likely = likely.get(item.pk, [])
    page.object_list = listed
    record_reads(_shown(listed), by=request.user)
    return render(
        request,
        "recommendations/parliament/items.html",
        {
            "form": form,
            "page": page,
            "lead": list_in_a_sentence(linked_count(request.user)),
            "choices": choices_of(
                request.GET,
                wanted,
                {name: counts(request.user, wanted, name) for name in ("decision", "kind")},
            ),
            "differing": sum(count(request.user, one) for one in OF_A_LINK),
            "reading": last_reading_in_words(last_reading()),
            "export_query": address_with(request.GET),
            "asked": any(request.GET.values()),
            **_may(request),
        },
    )


def _shown(listed: list[Any]) -> list[Any]:
    """Every record that a list of items shows."""
    links = [link for item in listed for link in item.links_shown]
    likely = [one.commitment for item in listed for one in getattr(item, "likely", [])]
    aside = [item.aside for item in listed if item.aside]
    return [*listed, *links, *[link.commitment for link in links], *likely, *aside]


def _may(request: PersonRequest) -> dict[str, bool]:
    """What the person may do on these pages."""
    return {
        "may_link": request.user.may(Permission.EDIT_REGISTER),
        "may_decide": request.user.may(Permission.EDIT_REGISTER, ParliamentItem()),
    }


@require_GET
@needs(Permission.VIEW_REGISTER)
def as_file(request: PersonRequest) -> HttpResponse:
    """All that the filters leave, as a table."""
    listed = filled(items_wanted(request.user, ItemsForm(request.GET).wanted), request.user)
    record_reads(_shown(listed), by=request.user)
    response = HttpResponse(export.as_csv(listed), content_type="text/csv; charset=utf-8")
    name = f"parliament-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@needs(Permission.VIEW_REGISTER)
def item(request: PersonRequest, pk: int) -> HttpResponse:
    """One item: its words, its links, the differences, and everything that changed."""
    return _item_page(request, pk)


def _item_page(
    request: PersonRequest, pk: int, aside: SetAsideForm | None = None, status: int = 200
) -> HttpResponse:
    record = item_for(request.user, pk)
    if record is None:
        raise Http404
    find = FindForm(request.GET or None)
    found = commitments_with(request.user, find.cleaned_data["q"], record) if find.is_valid() else []
    undecided = record.decision == Decision.TO_LINK and not record.removed
    record.likely = suggestions([record], request.user).get(record.pk, []) if undecided else []
    record_reads([*_shown([record]), *found], by=request.user)
    return render(
        request,
        "recommendations/parliament/item.html",
        {
            "item": record,
            "find": find,
            "found": found,
            "aside": aside or SetAsideForm(),
            "related": relations_in_words(related(record, request.user)),
            "readings": readings(record),
            **_may(request),
        },
        status=status,
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def link(request: PersonRequest, pk: int) -> HttpResponse:
    """Link an item to a commitment."""
    record = get_object_or_404(ParliamentItem.objects.visible_to(request.user), pk=pk)
    form = LinkForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, _("Choose the commitment to link to."))
        return _back(request, record)
    chosen = form.cleaned_data["commitment"]
    return _done(
        request,
        record,
        lambda: actions.link(by=request.user, item=record, commitment=chosen),
        _("%(number)s is linked to “%(title)s”.") % {"number": record.number, "title": chosen.title},
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def set_aside(request: PersonRequest, pk: int) -> HttpResponse:
    """Set an item aside, with the reason."""
    record = get_object_or_404(ParliamentItem.objects.visible_to(request.user), pk=pk)
    form = SetAsideForm(request.POST)
    if form.is_valid():
        try:
            with refused_when_busy():
                actions.set_aside(by=request.user, item=record, **form.cleaned_data)
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            messages.success(request, _("%(number)s is set aside.") % {"number": record.number})
            return _back(request, record)
    return _item_page(request, pk, form, status=422)


@require_POST
@needs(Permission.EDIT_REGISTER)
def take_up(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an item up again that was set aside."""
    record = get_object_or_404(ParliamentItem.objects.visible_to(request.user), pk=pk)
    return _done(
        request,
        record,
        lambda: actions.take_up(by=request.user, item=record),
        _("%(number)s waits to be linked again.") % {"number": record.number},
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def unlink(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    made = _link(request, pk)
    return _done(
        request,
        made.item,
        lambda: actions.unlink(by=request.user, link=made),
        _("The link of %(number)s was taken back.") % {"number": made.item.number},
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def make_main(request: PersonRequest, pk: int) -> HttpResponse:
    """Let this be the number under which Parliament keeps the commitment."""
    made = _link(request, pk)
    return _done(
        request,
        made.item,
        lambda: actions.make_main(by=request.user, link=made),
        _("Parliament keeps this commitment under %(number)s.") % {"number": made.item.number},
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def accept_deadline(request: PersonRequest, pk: int) -> HttpResponse:
    """Take Parliament's deadline over."""
    made = _link(request, pk)
    return _done(
        request,
        made.item,
        lambda: actions.accept_deadline(by=request.user, link=made),
        _("The deadline is now the one that Parliament keeps."),
    )


def _link(request: PersonRequest, pk: int) -> Any:
    links = ParliamentLink.objects.visible_to(request.user).select_related("item", "commitment")
    return get_object_or_404(links, pk=pk)


def _done(request: PersonRequest, record: Any, act: Callable[[], Any], told: str) -> HttpResponse:
    """Do something and go back to where it was asked; what is refused is said there."""
    try:
        with refused_when_busy():
            act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, told)
    return _back(request, record)


def _back(request: PersonRequest, record: Any) -> HttpResponse:
    """To the page that asked, where it is one of ours; else to the item."""
    asked = request.POST.get("back", "")
    if asked.startswith("/register/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return redirect(asked)
    return redirect(record)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def promise(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a commitment from an item."""
    record = get_object_or_404(ParliamentItem.objects.visible_to(request.user), pk=pk)
    begun = {"title_nl": record.heading[:300], "due_latest": record.deadline}
    form = PromiseForm(request.POST or None, user=request.user, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            with refused_when_busy():
                return redirect(actions.promise(by=request.user, item=record, **form.cleaned_data))
        except ValidationError as refused:
            put_refusal(form, refused)
    return render(
        request,
        "recommendations/parliament/promise.html",
        {"item": record, "form": form},
        status=422 if form.errors else 200,
    )


@require_GET
@needs(Permission.VIEW_REGISTER)
def differences(request: PersonRequest) -> HttpResponse:
    """Where our register and Parliament's differ."""
    asked = request.GET.get("kind", "")
    kinds = [Differs(asked)] if asked in set(Differs) else list(Differs)
    tabs = [(one, label_of(one), count(request.user, one)) for one in Differs]
    parts = []
    for one in kinds:
        rows = _rows_of(one, request.user)
        page = Paginator(rows, PAGE_SIZE if asked else _FIRST).get_page(
            request.GET.get("page") if asked else 1
        )
        listed = list(page.object_list)
        if one in {Differs.UNLINKED, Differs.UNNUMBERED}:
            record_reads(listed, by=request.user)
            if one is Differs.UNNUMBERED:
                see_sources(listed, request.user)
        else:
            record_reads([record for row in listed for record in (row, row.commitment)], by=request.user)
            listed = [found for found in compared(listed) if found.differs is one]
        page.object_list = listed
        parts.append((one, label_of(one), page))
    return render(
        request,
        "recommendations/parliament/differences.html",
        {"tabs": tabs, "parts": parts, "asked": asked if len(kinds) == 1 else "", **_may(request)},
    )


def _rows_of(differs: Differs, user: Any) -> Any:
    if differs is Differs.UNLINKED:
        return unlinked(user)
    if differs is Differs.UNNUMBERED:
        return unnumbered(user)
    return links_that_differ(user, differs)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def read(request: PersonRequest) -> HttpResponse:
    """Read files of Parliament's open data: first what would happen, then in earnest."""
    if not request.user.may(Permission.EDIT_REGISTER, ParliamentItem()):
        raise PermissionDenied
    outcome, word, form = None, "", ReadForm()
    if request.method == "POST" and request.POST.get("waiting"):
        outcome = uploading.store(
            form, by=request.user, session=request.session, word=request.POST["waiting"]
        )
    elif request.method == "POST":
        form = ReadForm(request.POST, request.FILES)
        if form.is_valid():
            outcome, word = uploading.look(form, by=request.user, session=request.session)
    told = {}
    if outcome:
        told = {
            "sentence": outcome_in_a_sentence(outcome),
            "counts": counts_in_words(outcome),
            "refusals": [refusal_in_words(one) for one in outcome.refused],
        }
    return render(
        request,
        "recommendations/parliament/read.html",
        {"form": form, "outcome": outcome, "waiting": word, **told},
        status=422 if form.errors else 200,
    )
