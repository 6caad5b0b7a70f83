# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a view asks of who calls it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from praktijk.access.roles import Permission


def needs(permission: Permission) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """View decorator: answers 403 to a person none of whose roles grants the permission.

    It is about the kind of page; which records it shows, and may change, is decided record by record.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.may(permission):  # type: ignore[union-attr]
                raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        return checked

    return decorate
