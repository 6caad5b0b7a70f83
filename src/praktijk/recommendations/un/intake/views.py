# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import in the browser, and the names that nobody could tell."""

import tempfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from praktijk.access.decorators import needs
from praktijk.access.refusals import put_refusal
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.recommendations.un.importers.rows import Fault, Finding
from praktijk.recommendations.un.importing import BeingImported
from praktijk.recommendations.un.intake import sending
from praktijk.recommendations.un.intake.forms import ImportForm
from praktijk.recommendations.un.intake.messages import (
    failure_in_words,
    findings_in_words,
    outcome_in_words,
)
from praktijk.recommendations.un.intake.page import (
    counts_of,
    faults_of,
    findings_of,
    names_page,
    source_in_words,
)
from praktijk.recommendations.un.models import ImportJob, ImportRun
from praktijk.recommendations.un.report import write_findings
from praktijk.reference.actions import decide_spelling, keep_spelling
from praktijk.reference.exchange.suggesting import key_meant
from praktijk.reference.exchange.terms import Kind
from praktijk.reference.models import Spelling

_RUNS = 20
_JOBS = 5


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_REGISTER)
def imports(request: PersonRequest) -> HttpResponse:
    """The imports that were, and files for the next."""
    sending.clear_up(now=timezone.now())
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        try:
            job = sending.send(
                by=request.user,
                source=form.cleaned_data["source"],
                files=form.cleaned_data["data_files"],
                options=form.options,
                only_look=request.POST.get("how") != "import",
            )
        except ValidationError as refused:
            put_refusal(form, refused)
        else:
            return redirect(job)
    page: Page[Any] = Paginator(ImportRun.objects.all(), _RUNS).get_page(request.GET.get("page"))
    page.object_list = [(one, source_in_words(one.source)) for one in page.object_list]
    jobs = ImportJob.objects.select_related("person")[:_JOBS]
    return render(
        request,
        "un/import.html",
        {
            "form": form,
            "page": page,
            "jobs": [(one, source_in_words(one.source)) for one in jobs],
            "waiting": Spelling.objects.filter(decided_at=None).count(),
        },
        status=422 if form.errors else 200,
    )


@require_GET
@needs(Permission.EDIT_REGISTER)
def job(request: PersonRequest, pk: int) -> HttpResponse:
    """How far the import of some files is, or what came of it."""
    sending.clear_up(now=timezone.now())
    shown = get_object_or_404(ImportJob.objects.select_related("person", "run"), pk=pk)
    return render(
        request,
        "un/import_job.html",
        {
            "job": shown,
            "source": source_in_words(shown.source),
            "failure": failure_in_words(shown),
            "said": list(outcome_in_words(shown)),
            "found": findings_in_words(shown),
        },
    )


@require_POST
@needs(Permission.EDIT_REGISTER)
def go_on(request: PersonRequest, pk: int) -> HttpResponse:
    """Import what was looked at."""
    looked = get_object_or_404(ImportJob, pk=pk)
    try:
        sending.go_on(by=request.user, job=looked)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(looked)


@require_POST
@needs(Permission.EDIT_REGISTER)
def leave(request: PersonRequest, pk: int) -> HttpResponse:
    """Leave what was looked at."""
    sending.leave(by=request.user, job=get_object_or_404(ImportJob, pk=pk))
    return redirect("un_import")


@require_GET
@needs(Permission.EDIT_REGISTER)
def run(request: PersonRequest, pk: int) -> HttpResponse:
    """One import: its counts, and what was found in the rows."""
    shown = get_object_or_404(ImportRun, pk=pk)
    asked = request.GET.get("fault", "")
    fault = asked if asked in set(Fault) else ""
    return render(
        request,
        "un/import_run.html",
        {
            "run": shown,
            "source": source_in_words(shown.source),
            "counts": counts_of(shown),
            "faults": faults_of(shown, fault),
            "fault": fault,
            "page": findings_of(shown, fault, request.GET.get("page")),
        },
    )


@require_GET
@needs(Permission.EDIT_REGISTER)
def report(request: PersonRequest, pk: int) -> Any:
    """All that was found in an import, as CSV."""
    shown = get_object_or_404(ImportRun, pk=pk)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    write_findings(
        (
            Finding(one.row, one.field, Fault(one.fault), one.found, one.file)
            for one in shown.findings.iterator(chunk_size=2_000)
        ),
        file,
    )
    file.seek(0)
    name = f"import-{shown.pk}.csv"
    return FileResponse(file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


@require_GET
@needs(Permission.EDIT_REGISTER)
def names(request: PersonRequest) -> HttpResponse:
    """Names in sources that nobody could tell, to be decided on once; or those that were."""
    shown = names_page(
        decided=request.GET.get("show") == "decided",
        kind=request.GET.get("kind", ""),
        page=request.GET.get("page"),
    )
    return render(request, "un/names.html", {"shown": shown, "page": shown.page})


@require_POST
@needs(Permission.EDIT_REGISTER)
def decide(request: PersonRequest, pk: int) -> HttpResponse:
    """Decide what a name stands for: an entry (`key`, or `typed`), none, or one of its own (`how`)."""
    spelling = get_object_or_404(Spelling, pk=pk)
    how, typed = request.POST.get("how", ""), request.POST.get("typed", "").replace("\x00", "")[:200]
    key = request.POST.get("key") or (key_meant(Kind(spelling.kind), typed) if typed.strip() else None)
    try:
        if how == "own":
            keep_spelling(by=request.user, spelling=spelling)
        elif how == "none":
            decide_spelling(by=request.user, spelling=spelling, key="")
        elif key:
            decide_spelling(by=request.user, spelling=spelling, key=key)
        else:
            raise ValidationError(
                _("“%(typed)s” is not on this list.") % {"typed": typed}
                if typed.strip()
                else _("Choose what the name stands for.")
            )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except BeingImported:
        messages.error(request, _("Another import is under way; try again when it has ended."))
    else:
        messages.success(
            request,
            _("“%(name)s” is decided on; what was imported before follows it too.")
            % {"name": spelling.spelling},
        )
    back = request.POST.get("back", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("un_names")
