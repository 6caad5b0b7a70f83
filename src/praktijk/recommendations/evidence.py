# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are offered as evidence: what is taken in, and what is not."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _

MAX_BYTES = 25 * 1024 * 1024

#: What a file of each kind begins with; text has no such sign and must decode instead.
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
TEXT = frozenset({"txt", "csv"})
SUFFIXES = sorted([*SIGNATURES, *TEXT])


def checked_evidence(file: UploadedFile) -> str:
    """The SHA-256 of a file that may be kept as evidence.

    Raises ValidationError when it is empty, larger than MAX_BYTES, of a kind not in SUFFIXES, or when
    its contents are not what its name says.
    """
    suffix = (file.name or "").rpartition(".")[2].lower()
    if not file.size:
        raise ValidationError({"evidence_file": _("The file is empty.")})
    if file.size > MAX_BYTES:
        raise ValidationError(
            {
                "evidence_file": _("The file is larger than %(limit)s MB.")
                % {"limit": MAX_BYTES // (1024 * 1024)}
            }
        )
    if suffix not in SUFFIXES:
        raise ValidationError(
            {"evidence_file": _("Files of this kind are not accepted. Accepted: %s.") % ", ".join(SUFFIXES)}
        )
    digest = hashlib.sha256()
    head = b""
    for chunk in file.chunks():
        head = head or chunk[:4096]
        digest.update(chunk)
    file.seek(0)
    if not _is_what_it_says(suffix, head):
        raise ValidationError({"evidence_file": _("The contents are not those of a .%s file.") % suffix})
    return digest.hexdigest()


@contextmanager
def removed_when_this_fails() -> Iterator[list[FieldFile]]:
    """Gives a list for files stored in the body: when it fails they go again, as their records do."""
    stored: list[FieldFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.storage.delete(str(file.name))
        raise


def _is_what_it_says(suffix: str, head: bytes) -> bool:
    if suffix in SIGNATURES:
        return head.startswith(SIGNATURES[suffix])
    return b"\x00" not in head
