# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings and three pages: as little of a site as the processes need to run."""

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from praktijk import keys, postgres

BASE_DIR = Path(__file__).parent
DATA_DIR = Path(os.environ["PRAKTIJK_DATA"])
SECRET_KEY = keys.secret_key(DATA_DIR)
DEMO = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
INSTALLED_APPS = ["procrastinate.contrib.django"]
DATABASES = {"default": postgres.settings(os.environ.get("DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
MAX_UPLOAD_BYTES = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "praktijk.web.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


def page(request: HttpRequest) -> HttpResponse:
    """The number of this process, and an answer of the database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return HttpResponse(f"{cursor.fetchone()[0]} {os.getpid()}")


def slowly(request: HttpRequest) -> HttpResponse:
    """Takes two seconds, and leaves a mark when it has begun."""
    from django.db import connection

    (DATA_DIR / "under-way").touch()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2)")
    return HttpResponse("finished")


def upload(request: HttpRequest) -> HttpResponse:
    """How large the file was."""
    return HttpResponse(f"{request.FILES['file'].size} bytes")


urlpatterns = [path("upload", upload), path("", page), path("slowly", slowly)]
