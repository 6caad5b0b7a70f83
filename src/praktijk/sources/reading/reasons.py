# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a file cannot be read: every code a loader gives, with its one line of English."""

from __future__ import annotations

from typing import Final

from praktijk.sources.reading.model import Unreadable

LINES: Final[dict[str, str]] = {
    "active_content": "The PDF holds a script, or starts a program.",
    "at_work": "Too many files are being read at this moment.",
    "broken_file": "The file is damaged or incomplete and cannot be read as {format}.",
    "cannot_open": "The file {file} cannot be opened: {reason}.",
    "empty": "There is no text in this file.",
    "macros": "The file holds macros: programs that run when it is opened.",
    "no_text_in_pdf": "The PDF has no text in it: it was probably scanned.",
    "not_what_it_says": "The contents are not those of a {format} file.",
    "password_protected": "The file is protected with a password or encrypted.",
    "too_deep": "The parts of this file are nested too deeply to be an ordinary document.",
    "too_heavy": "Reading this file took more memory than is allowed.",
    "too_large": "The file is too large: {size} bytes, where {limit} are allowed.",
    "too_long": "The text of this file is too long: more than {limit} characters.",
    "too_many_pages": "The PDF has too many pages: {pages}, where {limit} are allowed.",
    "too_slow": "Reading this file took more time than is allowed.",
    "unknown_encoding": "It cannot be made out in which encoding the text of this file was written.",
    "unknown_format": "This kind of file ({format}) cannot be read as a letter.",
    "unsafe_xml": "The file defines entities or a document type of its own, which is not accepted.",
    "zip_bomb": "The file unpacks to far more than an ordinary document and is not opened.",
}
"""Code -> line; the names in braces are always among the details."""


def unreadable(code: str, **details: object) -> Unreadable:
    """The refusal for `code`, a key of LINES, with the details its line needs."""
    return Unreadable(code, LINES[code].format(**details), **details)
