# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page where a person's day begins: what is due, what waits for them, what changed."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.followup.queries import to_look_at
from praktijk.recommendations.work.actions import mark_seen
from praktijk.recommendations.work.forms import SeenForm
from praktijk.recommendations.work.queries import AT_FIRST, PAGE_SIZE, MyWork
from praktijk.recommendations.work.wording import work_in_a_sentence

#: The lists of the page, each of which can be shown by itself.
LISTS = ("asked", "due", "verify", "changed")


@require_GET
@needs(Permission.VIEW_REGISTER)
def my_work(request: PersonRequest) -> HttpResponse:
    """The lists in order of urgency; with `list` in the address one of them, page by page."""
    work = MyWork(request.user, today=timezone.localdate())
    only = request.GET.get("list", "")
    wanted = [only] if only in LISTS else list(LISTS)
    number = request.GET.get("page") if only in LISTS else None
    make = {
        "asked": work.asked_page,
        "due": work.due_page,
        "verify": work.verify_page,
        "changed": work.changed_page,
    }
    size = PAGE_SIZE if only in LISTS else AT_FIRST
    pages = {name: make[name](number, size) for name in wanted}
    asked, due, verify, changed = (list(pages[name].object_list) if name in pages else [] for name in LISTS)
    of_rows = [row.commitment for row in [*asked, *due, *changed]]
    record_reads([*asked, *of_rows, *verify], by=request.user)
    return render(
        request,
        "recommendations/work/my_work.html",
        {
            "work": work,
            "looks": 0 if only in LISTS else to_look_at(request.user, timezone.localdate()),
            "lead": work_in_a_sentence(work.totals),
            "pages": pages,
            "only": only if only in LISTS else "",
            "page": pages.get(only),
            "newest": max((row.newest for row in changed), default=0),
        },
    )


@require_POST
@needs(Permission.VIEW_REGISTER)
def seen(request: PersonRequest) -> HttpResponse:
    """Mark notices as seen, and go back to them."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no such notices")
    mark_seen(by=request.user, **form.cleaned_data)
    return redirect(f"{request.path.removesuffix('seen/')}#changed")
