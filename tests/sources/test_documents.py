# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of documents: from every record one click to its words, and back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.sources import originals
from praktijk.sources.models import Citation, Section
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    RecommendationFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(client):
    client.force_login(PersonFactory(role=Role.READER))
    return client


@pytest.fixture
def record():
    document = DocumentFactory(identifier="kst-39999-14")
    return RecommendationFactory(
        document=document, passage=PassageFactory(document=document, start=3, end=11)
    )


def test_one_click_from_a_record_to_its_words_and_back(web, record):
    address, _, anchor = record.passage.get_absolute_url().partition("#")
    html = web.get(address).content.decode()
    assert html.count(f'id="{anchor}"') == 1
    assert f'href="{record.get_absolute_url()}"' in html
    assert "https://zoek.officielebekendmakingen.nl/kst-39999-14.html" in html


def test_what_rests_on_the_same_words_shares_one_place(web, record):
    CommitmentFactory(recommendation=record, passage=record.passage)
    html = web.get(record.document.get_absolute_url()).content.decode()
    assert html.count(f'id="p{record.passage_id}"') == 1
    assert 'data-kind="com"' in html


def test_without_its_text_the_page_says_where_each_passage_stands(web, record):
    document = record.document
    Section.objects.create(document=document, title="Samenwerking", start=0, end=2)
    document.text = ""
    document.save()
    html = web.get(document.get_absolute_url()).content.decode()
    assert f'<li id="p{record.passage_id}"' in html
    assert "Samenwerking" in html
    assert record.get_absolute_url() in html
    assert document.sha256 in html
    assert "/reading/?document=" not in html


def test_who_may_read_letters_is_offered_to_take_in_the_own_file(client, record):
    record.document.text = ""
    record.document.save()
    client.force_login(coordinator())
    html = client.get(record.document.get_absolute_url()).content.decode()
    assert f"/reading/?document={record.document_id}" in html


def test_references_lead_to_their_official_page(web, record):
    Citation.objects.create(document=record.document, identifier="A/HRC/52/1", start=12, end=20)
    html = web.get(record.document.get_absolute_url()).content.decode()
    assert html.count('href="https://undocs.org/A/HRC/52/1"') == 2


def test_restricted_records_on_a_document_stay_out_of_sight(web, record):
    elsewhere = UnitFactory()
    hidden = CommitmentFactory(
        recommendation=record,
        passage=PassageFactory(document=record.document, start=20, end=30),
        level=Level.RESTRICTED,
        restricted_to=[elsewhere.pk],
        title_nl="KANARIE",
        title_en="KANARIE",
    )
    html = web.get(record.document.get_absolute_url()).content.decode()
    assert "KANARIE" not in html
    assert hidden.get_absolute_url() not in html
    assert f'id="p{hidden.passage_id}"' not in html


def test_the_original_is_a_download_and_nothing_else(web, record):
    document = record.document
    assert web.get(f"/documents/{document.pk}/file/").status_code == 404
    document.file_name, document.sha256 = '../"br\nief.HTML', "a" * 64
    document.save()
    originals.keep(document.sha256, b"<script>alert(1)</script>")
    answer = web.get(f"/documents/{document.pk}/file/")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="br-ief.html"'
    originals.discard(document.sha256)


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_only_a_fingerprint_is_a_place(sha256):
    with pytest.raises(ValueError, match="SHA-256"):
        originals.keep(sha256, b"")


def test_the_list_searches_filters_and_sorts(web):
    old = DocumentFactory(title_nl="Brief over water", published_on="2020-01-01", identifier="kst-1111-1")
    new = DocumentFactory(title_nl="Antwoord over lucht", published_on="2026-01-01", kind="letter")
    undated = DocumentFactory(title_nl="Zonder datum")

    def shown(**asked):
        return list(web.get("/documents/", asked).context["page"])

    assert shown() == [new, old, undated]
    assert shown(sort="oldest") == [old, new, undated]
    assert shown(sort="title") == [new, old, undated]
    assert shown(q="water") == shown(q="kst-1111") == [old]
    assert shown(q="over water") == [old]
    assert shown(kind="letter") == [new]
    assert shown(q="nergens") == []
    assert shown(sort="nonsense", kind="nonsense", page="x") == [new, old, undated]


def test_the_list_asks_no_more_for_more_documents(web):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            web.get("/documents/")
        return len(captured)

    DocumentFactory()
    web.get("/documents/")
    few = queries()
    DocumentFactory.create_batch(10)
    assert queries() == few


def test_the_search_for_everything_finds_documents(web, record):
    html = web.get("/search/", {"q": "kst-39999-14"}).content.decode()
    assert record.document.get_absolute_url() in html


@pytest.mark.parametrize("seen", ["list", "document", "file"])
def test_seeing_a_restricted_document_is_a_read_of_it(client, seen):
    unit = UnitFactory()
    client.force_login(PersonFactory(role=Role.READER, units=[unit]))
    secret = DocumentFactory(level=Level.RESTRICTED, restricted_to=[unit.pk], sha256="0a" * 32)
    DocumentFactory()
    originals.keep(secret.sha256, b"a letter")
    address = {
        "list": reverse("documents"),
        "document": secret.get_absolute_url(),
        "file": reverse("document_file", args=[secret.pk]),
    }[seen]
    answer = client.get(address)
    assert answer.status_code == 200
    if answer.streaming:
        assert b"".join(answer.streaming_content) == b"a letter"
    originals.discard(secret.sha256)
    event = AuditEvent.objects.get(action="read")
    assert (event.record_kind, event.record_id) == ("sources.document", str(secret.pk))


def test_a_restricted_record_marked_in_an_open_document_is_read_with_it(client):
    unit = UnitFactory()
    client.force_login(PersonFactory(role=Role.READER, units=[unit]))
    document = DocumentFactory()
    secret = RecommendationFactory(
        document=document,
        passage=PassageFactory(document=document, start=3, end=11),
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
    )
    client.get(document.get_absolute_url())
    assert AuditEvent.objects.get(action="read").record_id == str(secret.pk)
