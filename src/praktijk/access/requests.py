# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The request as a view gets it that only people who are signed in reach."""

from datetime import date

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from praktijk.access.models import Person


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in; `LoginRequiredMiddleware` lets no other through."""

    user: Person
    #: What the script that swaps parts of pages says of the request; false for a whole page.
    htmx: HtmxDetails
    #: The day of "as known on", set by the view for the frame of the page.
    as_known_on: date | None
