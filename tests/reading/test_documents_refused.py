# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whatever is wrong with a file, it is refused with one code and one line, and quickly."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktijk.sources.reading.documents import load
from praktijk.sources.reading.limits import MAX_BYTES, bytes_of
from praktijk.sources.reading.model import Unreadable
from praktijk.sources.reading.reasons import LINES
from tests.reading.documents_made import (
    PAGE,
    PUBLICATION,
    open_letter,
    open_of,
    pdf_letter,
    pdf_with_password,
    pdf_without_text,
    read_member,
    rezipped,
    word_letter,
    word_of,
    zip_of,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes, filename: str = "brief.docx") -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        load(data, filename=filename)
    error = caught.value
    assert error.code in LINES
    assert str(error)
    assert "\n" not in str(error)
    return error


def read_or_refused(data: bytes, filename: str) -> str:
    """The text, or the code of the refusal; anything else that is raised fails the test."""
    try:
        return load(data, filename=filename).text
    except Unreadable as error:
        if error.code not in LINES:
            raise AssertionError(f"{error.code} has no line") from error
        return error.code


def laughing(text: str = "&d;") -> str:
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in ("ab", "bc", "cd")
    )
    return f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><x>{text}</x>'


def word_with_part(content: bytes) -> bytes:
    return rezipped(word_letter(), {"word/document.xml": content})


def lying_zip() -> bytes:
    """A .docx whose headers say that its text is 100 bytes long, when it is megabytes."""
    data = bytearray(word_with_part(b"<x>" + b"a" * 4_000_000 + b"</x>"))
    name = b"word/document.xml"
    at = data.rfind(name) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(data)


def overlapping_zip() -> bytes:
    """A zip whose directory names the same packed bytes many times over."""
    one = zip_of({"word/document.xml": os.urandom(2000)})
    end = one.rfind(b"PK\x05\x06")
    size, at = struct.unpack_from("<II", one, end + 12)
    entry = one[at : at + size]
    entries = b"".join(entry.replace(b"word/document.xml", b"word/docume%04d.x" % n) for n in range(400))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 400, 400, len(entries), at, 0)
    return one[:at] + entries + tail


def encrypted_zip() -> bytes:
    data = bytearray(word_letter())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        infos = archive.infolist()
    at = 0
    for info in infos:
        local = info.header_offset + 6
        data[local] |= 1
        at = data.find(b"PK\x01\x02", at) + 1
        data[at + 7] |= 1
    return bytes(data)


def nested(depth: int) -> str:
    return "<div>" * depth + "diep" + "</div>" * depth


CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "nothing": ("empty", lambda: b"", "brief.txt"),
    "spaces": ("empty", lambda: b" \r\n\t ", "brief.txt"),
    "a mark and nothing": ("empty", lambda: b"\xef\xbb\xbf\n", "brief.txt"),
    "a document without text": ("empty", lambda: word_of("<w:p/>"), "brief.docx"),
    "an open document without text": ("empty", lambda: open_of("<text:p/>"), "brief.odt"),
    "a page without text": ("empty", lambda: b"<html><body><script>x()</script></body></html>", "brief.html"),
    "a publication without text": ("empty", lambda: b"<?xml version='1.0'?><stuk><al/></stuk>", "brief.xml"),
    "half a docx": ("broken_file", lambda: word_letter()[:9000], "brief.docx"),
    "half an odt": ("broken_file", lambda: open_letter()[:3000], "brief.odt"),
    "a docx without its text": (
        "broken_file",
        lambda: rezipped(word_letter(), {"word/document.xml": None}),
        "brief.docx",
    ),
    "a docx of unfinished XML": (
        "broken_file",
        lambda: word_with_part(b"<w:document><w:body>"),
        "brief.docx",
    ),
    "a docx of other XML": ("broken_file", lambda: word_with_part(b"<doc/>"), "brief.docx"),
    "an odt of other XML": (
        "broken_file",
        lambda: rezipped(open_letter(), {"content.xml": b"<doc/>"}),
        "brief.odt",
    ),
    "noise called docx": ("broken_file", lambda: bytes(range(256)) * 20, "brief.docx"),
    "unfinished XML": ("broken_file", lambda: PUBLICATION[:900].encode(), "brief.xml"),
    "half a PDF": ("broken_file", lambda: b"%PDF-1.7\n" + bytes(300), "brief.pdf"),
    "a PDF in name only": ("broken_file", lambda: b"%PDF-1.7\ndit is geen pdf", "brief.pdf"),
    "a scan": ("no_text_in_pdf", pdf_without_text, "brief.pdf"),
    "a PDF with a password": ("password_protected", lambda: pdf_with_password("geheim"), "brief.pdf"),
    "a docx with a password": (
        "password_protected",
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "brief.docx",
    ),
    "an odt with a password": (
        "password_protected",
        lambda: open_of("", manifest="<m:file-entry><m:encryption-data/></m:file-entry>"),
        "brief.odt",
    ),
    "a zip with a password": ("password_protected", encrypted_zip, "brief.docx"),
    "too many pages": ("too_many_pages", lambda: pdf_without_text(1001), "brief.pdf"),
    "an old doc": ("unknown_format", lambda: COMPOUND + "WordDocument".encode("utf-16-le"), "brief.doc"),
    "an old doc called docx": (
        "unknown_format",
        lambda: COMPOUND + "WordDocument".encode("utf-16-le"),
        "a.docx",
    ),
    "an rtf": ("unknown_format", lambda: rb"{\rtf1\ansi Brief}", "brief.rtf"),
    "an image": ("unknown_format", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "brief.pdf"),
    "a program": ("unknown_format", lambda: b"MZ\x90\x00" + bytes(100), "brief.docx"),
    "a spreadsheet": (
        "unknown_format",
        lambda: zip_of({"[Content_Types].xml": b"<Types>spreadsheetml</Types>", "xl/workbook.xml": b"<x/>"}),
        "brief.xlsx",
    ),
    "a zip of letters": ("unknown_format", lambda: zip_of({"brief.txt": b"Beste Kamer"}), "brieven.zip"),
    "an empty zip": ("unknown_format", lambda: zip_of({}), "brief.docx"),
    "a bomb of zeros": ("zip_bomb", lambda: word_with_part(bytes(30_000_000)), "brief.docx"),
    "a bomb of many members": (
        "zip_bomb",
        lambda: zip_of({f"word/{n}": b"" for n in range(5001)}),
        "brief.docx",
    ),
    # Unpacking stops at the length the header gives, and what was read is not what it promised.
    "a bomb whose headers lie": ("broken_file", lying_zip, "brief.docx"),
    "a bomb that overlaps": ("zip_bomb", overlapping_zip, "brief.docx"),
    "a bomb of medium members": (
        "zip_bomb",
        lambda: zip_of({f"word/{n}": bytes(4_900_000) for n in range(55)}),
        "brief.docx",
    ),
    "laughing XML": ("unsafe_xml", lambda: laughing().encode(), "brief.xml"),
    "laughing in UTF-16": ("unsafe_xml", lambda: laughing().encode("utf-16"), "brief.xml"),
    "laughing in a docx": ("unsafe_xml", lambda: word_with_part(laughing().encode()), "brief.docx"),
    "laughing in a docx, in UTF-16": (
        "unsafe_xml",
        lambda: word_with_part(laughing().encode("utf-16")),
        "brief.docx",
    ),
    "laughing in an odt": (
        "unsafe_xml",
        lambda: rezipped(open_letter(), {"content.xml": laughing().encode()}),
        "brief.odt",
    ),
    "a file drawn in": (
        "unsafe_xml",
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        "brief.xml",
    ),
    "XML in an odd encoding": (
        "unknown_encoding",
        lambda: b'<?xml version="1.0" encoding="utf-7"?><x>+ADw-</x>',
        "brief.xml",
    ),
    "deep XML": ("too_deep", lambda: f"<?xml version='1.0'?>{nested(250)}".encode(), "brief.xml"),
    "very deep XML": ("too_deep", lambda: f"<?xml version='1.0'?>{nested(90_000)}".encode(), "brief.xml"),
    "a deep page": ("too_deep", lambda: f"<html>{nested(250)}".encode(), "brief.html"),
    "a very deep page": ("too_deep", lambda: f"<html>{nested(90_000)}".encode(), "brief.html"),
    "deep tables": (
        "too_deep",
        lambda: word_with_part(
            b"<document><body>"
            + b"<tbl><tr><tc>" * 80
            + b"<p/>"
            + b"</tc></tr></tbl>" * 80
            + b"</body></document>"
        ),
        "brief.docx",
    ),
    "text with zeros": ("unknown_encoding", lambda: b"Beste Kamer\x00\x00 dit is tekst", "brief.txt"),
    "noise": ("unknown_encoding", lambda: bytes(range(128, 256)) * 40, "brief.txt"),
    "half UTF-16": ("unknown_encoding", lambda: "Beste Kamer".encode("utf-16")[:-1], "brief.txt"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_refused_for_the_right_reason(case: str) -> None:
    code, make, filename = CASES[case]
    data = make()
    before = time.perf_counter()
    error = refusal(data, filename)
    assert error.code == code
    assert time.perf_counter() - before < 5


def test_what_cannot_be_read_is_named() -> None:
    assert refusal(COMPOUND + "WordDocument".encode("utf-16-le"), "brief.doc").details == {"format": "doc"}
    assert refusal(rb"{\rtf1}", "x").details == {"format": "rtf"}


def test_every_line_can_be_filled() -> None:
    for code, line in LINES.items():
        filled = line.format(file="x", reason="y", format="z", size=1, limit=2, pages=3)
        assert filled.endswith(".")
        assert "{" not in filled, code


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable) as caught:
        bytes_of(path)
    assert caught.value.code == "too_large"
    assert caught.value.details == {"size": 200 * 1024 * 1024, "limit": MAX_BYTES}
    assert refusal(bytes(MAX_BYTES + 1), "groot.txt").code == "too_large"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    fifo = tmp_path / "pijp"
    os.mkfifo(fifo)
    for path in (tmp_path, tmp_path / "weg.txt", fifo, Path("/dev/zero"), Path("a\x00b")):
        with pytest.raises(Unreadable) as caught:
            bytes_of(path)
        assert caught.value.code == "cannot_open"


def test_nothing_outside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.xml"
    secret.write_text("<al>geheim</al>")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = read_member(word_letter(), "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        f'<Relationship Id="o1" Type="{kind}/footnotes" Target="{secret.as_uri()}" TargetMode="External"/>'
        f'<Relationship Id="o2" Type="{kind}/styles" Target="../../../../{secret}"/></Relationships>'.encode(),
    )
    made = rezipped(word_letter(), {"word/_rels/document.xml.rels": relations})
    assert "geheim" not in load(made, filename="x.docx").text
    including = f'<?xml version="1.0"?><x xmlns:i="http://www.w3.org/2001/XInclude"><al>Tekst</al><i:include href="{secret.as_uri()}"/></x>'
    assert load(including.encode(), filename="x.xml").text == "Tekst"


@pytest.mark.parametrize(
    "data,filename",
    [
        (b"woord " * 2_000_000, "lang.txt"),
        (b"<p>" + b"<b>a" * 3000, "b.html"),
        (b"<p>" + b"woord " * 500_000, "lang.html"),
        (b"<a href='#fn1'><sup>1</sup></a><p id=fn1>n</p>" * 3000, "noten.html"),
        (b"<table>" + b"<td rowspan=1000 colspan=1000>a" * 3000, "tabel.html"),
        (b"<table><tr>" + b"<td>a" * 20_000, "breed.html"),
        (b"<?xml version='1.0'?><x>" + b"<al>a<noot>b</noot></al>" * 20_000 + b"</x>", "noten.xml"),
        (b"<?xml version='1.0'?><x a='" + b"a" * 3_000_000 + b"'>tekst</x>", "kenmerk.xml"),
        (b"<?xml" + b" " * 3_000_000, "spaties.xml"),
        (b"%PDF-1.4\n" + b"1 0 obj << " * 50_000, "haken.pdf"),
        (b"%PDF-1.4\n" + b"[" * 200_000, "open.pdf"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_shape_of_input_takes_long(data: bytes, filename: str) -> None:
    before = time.process_time()
    read_or_refused(data, filename)
    assert time.process_time() - before < 8


GOOD = {
    "brief.docx": word_letter(),
    "brief.odt": open_letter(),
    "brief.pdf": pdf_letter(pages=1),
    "brief.html": PAGE.encode(),
    "brief.xml": PUBLICATION.encode(),
}
EXTENSIONS = st.sampled_from(["txt", "docx", "odt", "html", "xml", "pdf", "doc", "", "fodt"])
STARTS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"<?xml version='1.0'?>",
        b"<html>",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"{\\rtf",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=STARTS, rest=st.binary(max_size=2000), extension=EXTENSIONS)
def test_random_bytes_are_read_or_refused(start: bytes, rest: bytes, extension: str) -> None:
    read_or_refused(start + rest, f"x.{extension}")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(GOOD)),
    changes=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), max_size=8
    ),
    cut=st.floats(0.2, 1),
)
def test_damaged_letters_are_read_or_refused(
    name: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(GOOD[name])
    for place, put in changes:
        at = int(place * len(data))
        data[at : at + len(put)] = put
    read_or_refused(bytes(data[: int(len(data) * cut)]), name)


@settings(max_examples=100, deadline=None)
@given(text=st.text(min_size=1, max_size=400).filter(lambda text: bool(text.strip())))
def test_any_text_in_utf_8_is_itself_or_refused(text: str) -> None:
    read = read_or_refused(text.encode("utf-8"), "x.txt")
    assert read in (text, text.removeprefix("\ufeff"), "unknown_encoding", "empty", "unknown_format")
