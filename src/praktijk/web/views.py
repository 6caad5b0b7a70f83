# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The home page and what belongs to the frame."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from praktijk.web.navigation import items_for


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The first page a role can use; for a visitor, the door."""
    items = items_for(request.user)
    if items:
        return redirect(items[0].url_name)
    return render(request, "web/home.html")
