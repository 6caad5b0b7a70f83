# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a file as the text of a letter: one module per format behind one function, `load`.

Formats: .txt, .docx, .odt (packed and flat), .html, .xml (official publications), .pdf.
"""

from __future__ import annotations

import logging

from praktijk.sources.reading.documents.recognise import recognise
from praktijk.sources.reading.limits import check_size
from praktijk.sources.reading.model import LetterText, Unreadable
from praktijk.sources.reading.reasons import unreadable

__all__ = ["load"]

_log = logging.getLogger(__name__)


def load(data: bytes, *, filename: str) -> LetterText:
    """The text and structure of a letter, its format told by its content rather than its name.

    Raises Unreadable and, apart from MemoryError, nothing else, whatever the bytes are: see
    `reasons.LINES` for the codes. For plain text the offsets are those of the file's own characters;
    every other format gives its blocks separated by an empty line, with `structure` naming them.
    """
    check_size(len(data))
    if not data.strip():
        raise unreadable("empty")
    format_ = "document"
    try:
        format_, archive = recognise(data, filename)
        # Each reader is imported when it is needed: a PDF's takes longer to load than a page to read.
        if archive is not None and format_ == "docx":
            from praktijk.sources.reading.documents.docx import read_docx

            return read_docx(archive)
        if archive is not None:
            from praktijk.sources.reading.documents.odt import read_odt

            return read_odt(archive)
        return _load_single(data, format_)
    except Unreadable:
        raise
    except RecursionError as error:
        raise unreadable("too_deep") from error
    except MemoryError:
        raise
    except Exception as error:
        # The one seam: whatever a library makes of a hostile file, the reader's caller sees one kind
        # of refusal. What happened is kept in the log and as the cause.
        _log.info("A %s file could not be read", format_, exc_info=True)
        raise unreadable("broken_file", format=format_) from error


def _load_single(data: bytes, format_: str) -> LetterText:
    """Read a format that is one stream of bytes."""
    if format_ == "pdf":
        from praktijk.sources.reading.documents.pdf import read_pdf

        return read_pdf(data)
    if format_ == "html":
        from praktijk.sources.reading.documents.html import read_html

        return read_html(data)
    if format_ == "xml":
        from praktijk.sources.reading.documents.officielebekendmakingen import read_publication

        return read_publication(data)
    if format_ == "flat_odt":
        from praktijk.sources.reading.documents.odt import read_flat_odt

        return read_flat_odt(data)
    from praktijk.sources.reading.documents.plain_text import read_plain_text

    return read_plain_text(data)
