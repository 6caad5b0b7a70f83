# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The application as gunicorn, or any WSGI server, loads it."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def with_plain_content_type(served: Wsgi) -> Wsgi:
    """The application, told of a body's type only what it needs: the kind, and where the parts end.

    Django decodes by whatever charset a sender claims, before anything of ours runs, and breaks on one that
    is none. Forms are always UTF-8 here.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        kind, *parameters = environ.get("CONTENT_TYPE", "").split(";")
        kept = [part for part in parameters if part.strip().lower().startswith("boundary=")]
        return served(environ | {"CONTENT_TYPE": ";".join([kind, *kept])}, start_response)

    return serve


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijk.config.settings")
application = with_plain_content_type(get_wsgi_application())
