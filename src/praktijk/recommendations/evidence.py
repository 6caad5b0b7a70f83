# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that are offered as evidence: what is taken in, and what is not."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from praktijk.sources.reading.documents.inspection import INSPECTORS, inspect
from praktijk.sources.reading.isolation import inspect_isolated
from praktijk.sources.reading.model import Unreadable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MAX_BYTES = 25 * 1024 * 1024
SUFFIXES = sorted(INSPECTORS)

#: Why a file is not taken in, by the code of `inspection.inspect`, and what to do.
REFUSALS: dict[str, "str | _StrPromise"] = {
    "active_content": gettext_lazy(
        "This PDF holds a script or starts a program. Print it to a new PDF and add that one."
    ),
    "at_work": gettext_lazy(
        "Several files are being looked at. Nothing is wrong with yours: try again in a minute."
    ),
    "broken_file": gettext_lazy(
        "This file is damaged, or not what its name says. "
        "Open it in its own program, save it again and try once more."
    ),
    "macros": gettext_lazy(
        "This file holds macros: small programs that run when it is opened. "
        "Save it without macros or as PDF, and add that one."
    ),
    "not_what_it_says": gettext_lazy("The contents are not those of a .%(suffix)s file."),
    "password_protected": gettext_lazy(
        "This file is protected with a password: who verifies it could not open it. Save it without."
    ),
    "zip_bomb": gettext_lazy("This file unpacks to far more than an ordinary document. It was not opened."),
}
_ELSE = gettext_lazy(
    "Looking at this file asked too much. Save it again, as PDF without pictures for instance."
)

#: Signs that turn the direction of writing, so that "fdp.exe" can be made to look like "exe.pdf".
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def checked_evidence(file: UploadedFile) -> str:
    """The SHA-256 of a file that may be kept as evidence.

    Raises ValidationError when it is empty, larger than MAX_BYTES, of a kind not in SUFFIXES, not what its
    name says, damaged, locked, or when something in it runs. A PDF is looked at in a process of its own:
    telling what is in it is much work, and a hostile one may make it endless.
    """
    suffix = (file.name or "").rpartition(".")[2].lower()
    if not file.size:
        raise _refused(_("The file is empty."))
    if file.size > MAX_BYTES:
        raise _refused(_("The file is larger than %(limit)s MB.") % {"limit": MAX_BYTES // (1024 * 1024)})
    if suffix not in INSPECTORS:
        raise _refused(_("Files of this kind are not accepted. Accepted: %s.") % ", ".join(SUFFIXES))
    data = file.read()
    file.seek(0)
    try:
        (inspect_isolated if suffix == "pdf" else inspect)(data, suffix)
    except Unreadable as unreadable:
        raise _refused(str(REFUSALS.get(unreadable.code, _ELSE)) % {"suffix": suffix}) from unreadable
    return hashlib.sha256(data).hexdigest()


def _refused(why: str) -> ValidationError:
    return ValidationError({"evidence_file": why})


def plain_title(title: str) -> str:
    """The name of a piece of evidence without signs that make it look like another."""
    return _TURNING.sub("", title).strip()


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
