# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The list of documents, the page of one document, and the file it was read from."""

from pathlib import PurePath
from typing import cast

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from praktijk.access.acting import record_reads
from praktijk.access.decorators import needs
from praktijk.access.requests import PersonRequest
from praktijk.access.roles import Permission
from praktijk.sources import originals
from praktijk.sources.forms import DocumentsForm
from praktijk.sources.models import Document
from praktijk.sources.page import DocumentPage
from praktijk.sources.queries import documents

PAGE_SIZE = 50


@require_GET
@needs(Permission.VIEW_REGISTER)
def document_list(request: PersonRequest) -> HttpResponse:
    """The documents that this person may see."""
    form = DocumentsForm(request.GET)
    page = Paginator(documents(request.user, form.wanted), PAGE_SIZE).get_page(request.GET.get("page"))
    record_reads(page.object_list, by=request.user)
    return render(request, "sources/documents.html", {"form": form, "page": page})


@require_GET
@needs(Permission.VIEW_REGISTER)
def document(request: PersonRequest, pk: int) -> HttpResponse:
    """One document: its text with the passages that the register rests on, or where they are."""
    record = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    shown = DocumentPage(record, request.user)
    record_reads([record, *shown.records], by=request.user)
    return render(request, "sources/document.html", {"document": record, "shown": shown})


@require_GET
@needs(Permission.VIEW_REGISTER)
def original(request: PersonRequest, pk: int) -> HttpResponse:
    """The file that a document was read from; always as a download, never shown inside the site."""
    record = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    if not originals.is_kept(record.sha256):
        raise Http404("no file")
    record_reads([record], by=request.user)
    name = PurePath(record.file_name)
    suffix = slugify(name.suffix.lstrip("."))
    answer = FileResponse(
        originals.opened(record.sha256),
        as_attachment=True,
        filename=f"{slugify(name.stem) or 'document'}{'.' if suffix else ''}{suffix}",
        content_type="application/octet-stream",
    )
    return cast("HttpResponse", answer)
