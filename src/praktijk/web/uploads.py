# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Uploads stop at the limit while they arrive, not after they have filled the disk."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from praktijk.access.roles import Permission

# A browser shows the answer only when it could send everything first; a body beyond this is cut off at once.
_MOST_READ_AWAY = 100  # times the limit: a film of two gigabytes is still told that it is too large
_AT_ONCE = 1024 * 1024
_larger: dict[str, tuple[int, Permission]] = {}


def allow_more(url_name: str, *, most: int, needs: Permission) -> None:
    """Let people with this permission send up to `most` bytes to the address of this name."""
    _larger[url_name] = (most, needs)


def most_bytes(request: Any) -> int:
    """How many bytes of files a request may bring."""
    match = getattr(request, "resolver_match", None)
    most, needs = _larger.get(match.url_name if match else "", (0, None))
    usual: int = settings.MAX_UPLOAD_BYTES
    if needs is None or not (request.user.is_authenticated and request.user.may(needs)):
        return usual
    return max(most, usual)


class BoundedUploadHandler(FileUploadHandler):
    """Passes chunks on until a request's files exceed together what it may bring."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0
        self.most: int | None = None

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Refuse what says itself that it is too large, keeping none of it. Raises RequestDataTooBig."""
        self.most = most_bytes(self.request)
        if content_length > self.most + settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            if content_length <= _MOST_READ_AWAY * settings.MAX_UPLOAD_BYTES:
                while input_data.read(_AT_ONCE):
                    pass
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """The chunk, unless it goes over the limit. Raises RequestDataTooBig."""
        self.received += len(raw_data)
        if self.received > (settings.MAX_UPLOAD_BYTES if self.most is None else self.most):
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: the next handler keeps the file."""
