# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parse XML of unknown origin: no entities, no document type, nothing fetched, no deep nesting.

Text is decoded here first, so that what is looked for in it cannot hide behind an encoding, and the
parser then gets UTF-8 only.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from praktijk.sources.reading.limits import MAX_DEPTH
from praktijk.sources.reading.reasons import unreadable

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_ENCODINGS = re.compile(r"utf-8|ascii|iso8859-\d+|cp125\d|utf-16(-[lb]e)?|latin_?1|mac-roman")
_FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN_DOCTYPE = re.compile(r"""<!DOCTYPE\s+[^\[<>"']*(?:"[^"<>]*"\s*|'[^'<>]*'\s*){0,2}>""", re.IGNORECASE)


def decoded_xml(data: bytes, *, format: str) -> str:
    """The XML as text, without byte-order mark and declaration.

    Raises Unreadable `unknown_encoding` for an encoding that is not used for documents,
    `broken_file` where the bytes are not in the encoding they name.
    """
    encoding = "utf-8"
    for bom, name in _BOMS:
        if data.startswith(bom):
            encoding, data = name, data[len(bom) :]
            break
    else:
        if data[:4] in (b"<\x00?\x00", b"<\x00!\x00") or (data[:1] == b"<" and data[1:2] == b"\x00"):
            encoding = "utf-16-le"
        elif data[:2] == b"\x00<":
            encoding = "utf-16-be"
        elif declared := _DECLARED.match(data[:400]):
            try:
                encoding = codecs.lookup(declared[1].decode("ascii")).name
            except LookupError as error:
                raise unreadable("unknown_encoding", encoding=declared[1].decode("ascii")) from error
            if not _ENCODINGS.fullmatch(encoding):
                raise unreadable("unknown_encoding", encoding=encoding)
    try:
        # What is called Latin 1 is nearly always Windows' extension of it, with quotes and dashes.
        text = data.decode("cp1252", errors="strict") if encoding == "iso8859-1" else data.decode(encoding)
    except UnicodeDecodeError as error:
        raise unreadable("broken_file", format=format) from error
    return _DECLARATION.sub("", text, count=1)


def parse_xml(data: bytes, *, format: str, doctype_allowed: bool = False) -> etree._Element:
    """The root element of `data`.

    `doctype_allowed` lets a document name its type (older official publications do), which is
    dropped unread; one that defines anything itself is refused all the same.
    Raises Unreadable: `unsafe_xml`, `broken_file`, `unknown_encoding`, `too_deep`.
    """
    text = decoded_xml(data, format=format)
    if doctype_allowed:
        text = _PLAIN_DOCTYPE.sub("", text, count=1)
    if _FORBIDDEN.search(text):
        raise unreadable("unsafe_xml")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        if "depth" in str(error).lower():
            raise unreadable("too_deep", limit=MAX_DEPTH) from error
        raise unreadable("broken_file", format=format) from error
    if root is None:
        raise unreadable("broken_file", format=format)
    check_depth(root)
    return root


def check_depth(root: etree._Element) -> None:
    """Refuse a tree deeper than MAX_DEPTH, so that walking it can use ordinary recursion."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise unreadable("too_deep", limit=MAX_DEPTH)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of the first attribute of this local name, whatever its namespace."""
    if (value := element.get(name)) is not None:
        return str(value)
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}" + name)), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along `path` of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def pieces(element: etree._Element) -> list[str]:
    """The pieces of text within an element, in order."""
    return [str(text) for text in element.itertext()]


def words(element: etree._Element) -> str:
    """All text within an element."""
    return "".join(pieces(element))
