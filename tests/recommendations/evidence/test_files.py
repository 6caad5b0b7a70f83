# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Evidence as a file: what is taken in, what is refused and why, and how it is handed out."""

import io
import zipfile

import pytest
from django.conf import settings as configured
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from praktijk.access.roles import Role
from praktijk.recommendations.evidence import SUFFIXES, checked_evidence, plain_title
from praktijk.recommendations.models import ProgressNote
from tests.factories import CommitmentFactory, PersonFactory
from tests.recommendations.evidence import files

pytestmark = pytest.mark.django_db
EICAR_LIKE_SHELL = b"#!/bin/sh\nrm -rf ~\n"
HTML = b"<!doctype html><script>alert(1)</script>"
PE = b"MZ\x90\x00\x03" + bytes(100)
ELF = b"\x7fELF\x02\x01\x01" + bytes(100)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED_OFFICE = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def zipped(members: dict[str, bytes], **options) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    packed = {"[Content_Types].xml": b"", "word/document.xml": bytes(60_000_000)}
    return zipped(packed, compression=zipfile.ZIP_DEFLATED)


def many() -> bytes:
    return zipped({f"{number}": b"" for number in range(6000)})


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        checked_evidence(SimpleUploadedFile(name, data))
    return " ".join(refused.value.message_dict["evidence_file"])


SOUND = {
    "besluit.pdf": files.pdf(),
    "BESLUIT.PDF": files.pdf(),
    "besluit.docx": files.word(),
    "besluit.xlsx": files.excel(),
    "besluit.odt": files.open_document(),
    "besluit.ods": files.open_document("spreadsheet"),
    "besluit.png": files.png(),
    "besluit.jpg": files.jpeg(),
    "besluit.jpeg": files.jpeg(),
    "besluit.txt": "Er is iets gedaan — écht.".encode(),
    "latijn.txt": "Er is iets gedaan, écht.".encode("latin-1"),
    "besluit.csv": "datum;besluit\r\n".encode("utf-16"),
    "slot.pdf": files.pdf(lambda writer: writer.encrypt("", owner_password="x", algorithm="RC4-128")),
    "gewone-actie.pdf": files.pdf(files.opening("/URI", URI="https://example.org/")),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_taken_in(name):
    assert len(checked_evidence(SimpleUploadedFile(name, SOUND[name]))) == 64


def test_every_kind_that_is_accepted_is_tried_above():
    assert {name.rpartition(".")[2].lower() for name in SOUND} == set(SUFFIXES)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "odt", "ods", "png", "jpg"])
@pytest.mark.parametrize("data", [EICAR_LIKE_SHELL, HTML, PE, ELF, b"\x00", b" ", b"%PDF", b"PK", OLD_OFFICE])
def test_a_script_or_program_by_another_name_is_refused(suffix, data):
    assert f"not those of a .{suffix} file" in refusal(f"besluit.{suffix}", data)


@pytest.mark.parametrize(
    "name, data, why",
    [
        ("leeg.pdf", b"", "empty"),
        ("html.pdf", b"%PDF-1.7\n" + HTML, "damaged"),
        ("script.pdf", b"%PDF-1.7\n" + EICAR_LIKE_SHELL * 50 + b"%%EOF", "damaged"),
        ("half.pdf", files.pdf()[:200], "damaged"),
        ("script.pdf", files.pdf(files.opening("/JavaScript", JS="app.alert(1)")), "holds a script"),
        ("start.pdf", files.pdf(files.opening("/Launch", F="cmd.exe")), "starts a program"),
        ("naam.pdf", files.pdf(files.by_name), "holds a script"),
        ("veld.pdf", files.pdf(files.on_a_field), "holds a script"),
        (
            "schuil.pdf",
            files.pdf(files.opening("/JavaScript")).replace(b"/JavaScript", b"/J#61vaScript"),
            "holds a script",
        ),
        ("slot.pdf", files.pdf(lambda writer: writer.encrypt("geheim", algorithm="RC4-128")), "password"),
        ("zip.docx", zipped({"readme.txt": b"x"}), "not those of a .docx file"),
        ("excel.docx", files.excel(), "not those of a .docx file"),
        ("odt.ods", files.open_document(), "not those of a .ods file"),
        ("macro.docx", files.with_member(files.word(), "word/vbaProject.bin"), "macros"),
        ("macro.xlsx", files.with_member(files.excel(), "xl/vbaProject.bin"), "macros"),
        ("macro4.xlsx", files.with_member(files.excel(), "xl/macrosheets/sheet1.xml"), "macros"),
        ("knop.docx", files.with_member(files.word(), "word/activeX/activeX1.xml"), "macros"),
        (
            "docm.docx",
            files.with_member(
                files.word(),
                "[Content_Types].xml",
                b"<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>",
                instead=True,
            ),
            "macros",
        ),
        ("basic.odt", files.with_member(files.open_document(), "Basic/Standard/Module1.xml"), "macros"),
        ("python.odt", files.with_member(files.open_document(), "Scripts/python/x.py"), "macros"),
        (
            "slot.odt",
            files.with_member(
                files.open_document(), "META-INF/manifest.xml", b"<m:encryption-data/>", instead=True
            ),
            "password",
        ),
        ("slot.docx", LOCKED_OFFICE, "password"),
        ("half.docx", files.word()[:-300], "damaged"),
        ("bom.docx", bomb(), "unpacks to far more"),
        ("veel.docx", many(), "unpacks to far more"),
        ("half.png", files.png()[:-6], "damaged"),
        ("meer.png", files.png() + EICAR_LIKE_SHELL, "damaged"),
        ("stuk.png", files.png().replace(b"IDAT", b"IDAX"), "damaged"),
        ("half.jpg", files.jpeg()[:40], "damaged"),
        ("kop.jpg", b"\xff\xd8\xff\xe0" + HTML, "damaged"),
        ("nul.txt", b"tekst" * 2000 + b"\x00", "not those of a .txt file"),
        ("macro.docm", files.word(), "not accepted"),
        ("macro.xlsm", files.excel(), "not accepted"),
        ("oud.doc", OLD_OFFICE, "not accepted"),
        ("oud.xls", OLD_OFFICE, "not accepted"),
        ("pagina.html", HTML, "not accepted"),
        ("tekening.svg", b"<svg/>", "not accepted"),
        ("besluit.pdf.exe", PE, "not accepted"),
        ("besluit.exe.pdf", PE, "not those of a .pdf file"),
        ("besluit\u202efdp.exe", PE, "not accepted"),
        ("besluit", files.pdf(), "not accepted"),
        ("pdf", files.pdf(), None),
    ],
)
def test_what_is_wrong_with_a_file_is_said(name, data, why):
    if why is None:
        assert checked_evidence(SimpleUploadedFile(name, data))
    else:
        assert why in refusal(name, data)


def test_a_pdf_without_an_end_takes_no_longer_than_it_may(monkeypatch):
    monkeypatch.setattr("praktijk.sources.reading.isolation.SECONDS", 1)
    deep = b"%PDF-1.7\n1 0 obj\n" + b"<</A" * 200_000
    assert refusal("diep.pdf", deep)


def test_a_title_cannot_pretend_to_be_another():
    assert plain_title(" besluit\u202efdp.exe\u2069 ") == "besluitfdp.exe"


@pytest.fixture
def officer(client):
    person = PersonFactory(role=Role.COORDINATOR, language="en")
    client.force_login(person)
    return person


def add(client, **more):
    commitment = CommitmentFactory()
    filled = {"on": "2026-01-02", "text_nl": "Klaar."} | more
    return client.post(reverse("add_note", args=[commitment.pk]), filled)


@pytest.mark.parametrize(
    "name, kept",
    [
        ("../../../etc/besluit.pdf", "besluit.pdf"),
        ("C:\\map\\besluit.pdf", "besluit.pdf"),
        ("besl\u202euit.pdf", "besluit.pdf"),
        ("<i>besluit<i>.pdf", "ibesluiti.pdf"),
        ("besluit.exe.pdf", "besluit.exe.pdf"),
        ("x" * 300 + ".pdf", None),
    ],
)
def test_a_file_is_kept_by_its_contents_and_handed_out_to_be_kept_only(client, officer, name, kept):
    data = files.pdf()
    assert add(client, evidence_file=SimpleUploadedFile(name, data)).status_code == 302
    note = ProgressNote.objects.get()
    assert note.evidence_file.name.startswith(f"evidence/{note.evidence_sha256[:2]}/{note.evidence_sha256}")
    assert note.evidence_file.name.endswith(".pdf")
    if kept:
        assert note.evidence_title == kept
    answer = client.get(reverse("evidence", args=[note.pk]))
    assert b"".join(answer.streaming_content) == data
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = {part.strip() for part in answer.headers["Content-Security-Policy"].split(";")}
    assert {"sandbox", "default-src 'none'"} <= policy
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_is_refused_leaves_nothing_behind_and_keeps_what_was_typed(client, officer):
    evil = SimpleUploadedFile("besluit.pdf", EICAR_LIKE_SHELL)
    answer = add(client, text_en="Done with care.", evidence_file=evil)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The contents are not those of a .pdf file." in page
    assert "Done with care." in page
    assert not ProgressNote.objects.exists()


class Endless:
    """A body of two gigabytes, of which no more than what is asked for exists."""

    def __init__(self, head: bytes, size: int) -> None:
        self.head, self.left, self.most = head, size, 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it at once"
        self.most = max(self.most, size)
        size = min(size, self.left)
        self.left -= size
        given, self.head = self.head[:size], self.head[size:]
        return given + bytes(size - len(given))

    def readline(self, size: int = -1) -> bytes:
        return self.read(size)


def test_a_file_of_two_gigabytes_is_refused_with_a_page_and_never_kept(client, officer):
    commitment = CommitmentFactory()
    size = 2 * 1024**3
    head = (
        b'--x\r\nContent-Disposition: form-data; name="evidence_file"; filename="film.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n"
    )
    body = Endless(head, size)
    answer = client.request(
        **{
            "REQUEST_METHOD": "POST",
            "PATH_INFO": reverse("add_note", args=[commitment.pk]),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(size),
            "wsgi.input": body,
        }
    )
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "This is too large" in page
    assert "The most is 25 MB." in page
    assert body.left == 0, "a browser shows the page only when it could send everything"
    assert body.most <= 1024 * 1024
    assert not ProgressNote.objects.exists()


def test_the_limits_agree():
    from praktijk.recommendations.evidence import MAX_BYTES
    from praktijk.sources.reading.limits import MAX_BYTES as MOST_LOOKED_AT

    assert MAX_BYTES == configured.MAX_UPLOAD_BYTES == MOST_LOOKED_AT
