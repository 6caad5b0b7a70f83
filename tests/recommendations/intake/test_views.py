# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages on which letters are read: every bad file, old page and wrong person gets a clear answer."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.intake import actions
from praktijk.recommendations.intake.models import LetterProposal, LetterReading
from praktijk.recommendations.models import Commitment, Recommendation
from praktijk.sources import originals
from praktijk.sources.models import Document
from praktijk.sources.reading.model import Recommendation as Found
from praktijk.sources.reading.model import Span
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
    coordinator,
)
from tests.reading import documents_made as made
from tests.recommendations.intake.letters_read import LETTER, a_reading, proposal, seen, taken_in

pytestmark = pytest.mark.django_db

RESPONSE = """Kabinetsreactie op het rapport Bruggen bouwen

Samenwerking

De onderzoekers bevelen aan om meer samen te werken met gemeenten. Het kabinet neemt deze aanbeveling over. Het kabinet zal eind 2027 een plan van aanpak naar de Kamer sturen.
"""


@pytest.fixture
def person():
    return coordinator()


@pytest.fixture
def web(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def reading(person):
    return taken_in(person)


def file(data: bytes | str, name: str = "brief.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)


def upload(web, data=RESPONSE, name="brief.txt", **values):
    return web.post("/reading/", {"file": file(data, name), "level": "internal", **values})


def text_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def chosen(reading, label: str) -> str:
    return "{0.pk}:{0.version}".format(proposal(reading, label))


def decide(web, reading, what: str, label: str = "1", **values):
    return web.post(
        f"/reading/{reading.pk}/{what}/", {"chosen": chosen(reading, label), "show": "todo", **values}
    )


# Taking in


def test_a_letter_is_read_and_its_page_opens(web, person):
    answer = upload(web, title="Brief over bruggen", identifier="kst-39999-14", published_on="2027-03-04")
    reading = LetterReading.objects.get()
    assert answer.headers["Location"] == f"/reading/{reading.pk}/"
    document = reading.document
    assert (document.title_nl, document.identifier) == ("Brief over bruggen", "kst-39999-14")
    assert document.published_on == date(2027, 3, 4)
    assert reading.proposals.exists()
    with originals.opened(document.sha256) as kept:
        assert kept.read() == RESPONSE.encode()
    assert web.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "make,name",
    [
        (lambda: _word(), "brief.docx"),
        (lambda: made.open_of(_paragraphs("<text:p>{}</text:p>")), "brief.odt"),
        (lambda: f"<!doctype html><body><main>{_paragraphs('<p>{}</p>')}</main>".encode(), "brief.html"),
        (lambda: made.typeset(RESPONSE), "brief.pdf"),
        (lambda: RESPONSE.encode("cp1252"), "brief.txt"),
    ],
)
def test_a_letter_in_any_format_gives_proposals(web, make, name):
    assert upload(web, make(), name).status_code == 302
    assert LetterProposal.objects.filter(kind="recommendation").exists()
    assert LetterProposal.objects.filter(kind="commitment").exists()


def _paragraphs(form: str) -> str:
    return "".join(form.format(line) for line in RESPONSE.split("\n\n"))


def _word() -> bytes:
    import docx

    document = docx.Document()
    for line in RESPONSE.split("\n\n"):
        document.add_paragraph(line.strip())
    return made.word_bytes(document)


def _zip_bomb() -> bytes:
    return made.rezipped(made.word_letter(), {"word/document.xml": b"<x>" + b" " * 60_000_000 + b"</x>"})


BAD_FILES = {
    "empty": (lambda: b"", "brief.txt", "no text in this file"),
    "blank": (lambda: b" \n\n ", "brief.txt", "no text in this file"),
    "no letter": (lambda: b"Boodschappen: melk, brood en kaas.", "lijst.txt", "does not look like"),
    "broken docx": (lambda: made.word_letter()[:900], "brief.docx", "damaged or incomplete"),
    "not a docx": (lambda: b"\x00\x01\x02\x03 nonsense", "brief.docx", "damaged or incomplete"),
    "zip bomb": (_zip_bomb, "brief.docx", "unpacks to far more"),
    "password": (lambda: made.pdf_with_password("geheim"), "brief.pdf", "protected with a password"),
    "scan": (lambda: made.pdf_without_text(), "scan.pdf", "probably scanned"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "brief.png", "kind of file cannot be read"),
    "program": (lambda: b"\x7fELF" + bytes(40), "brief.txt", "kind of file cannot be read"),
    "spreadsheet": (
        lambda: made.zip_of({"[Content_Types].xml": b"spreadsheetml", "xl/workbook.xml": b""}),
        "brief.docx",
        "kind of file cannot be read",
    ),
    "encoding": (
        lambda: b'<?xml version="1.0" encoding="x-nonsense"?><kamerstuk/>',
        "brief.xml",
        "in which encoding",
    ),
    "entities": (
        lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><kamerstuk>&b;</kamerstuk>',
        "brief.xml",
        "can do harm",
    ),
}


@pytest.mark.parametrize("make,name,says", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_says_why_beside_the_field_keeps_what_was_typed_and_stores_nothing(
    web, person, make, name, says
):
    person.language = "en"
    person.save()
    answer = upload(web, make(), name, title="Mijn titel", identifier="kst-39999-14")
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert says in text_of(answer)
    assert 'value="Mijn titel"' in answer.content.decode()
    assert not Document.objects.exists()
    assert not LetterReading.objects.exists()


def test_no_file_and_wrong_values_each_have_their_own_message(web):
    answer = web.post(
        "/reading/",
        {"identifier": "kst 32735 <b>", "published_on": "31-02-2026", "level": "restricted", "title": "T"},
    )
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {"file", "published_on", "restricted_to"}
    assert 'value="31-02-2026"' in answer.content.decode()


def test_a_malformed_identifier_is_refused_beside_its_field(web):
    answer = upload(web, identifier="kst 39999")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"identifier"}
    assert not Document.objects.exists()


@pytest.mark.parametrize("language,says", [("nl", "25 MB"), ("en", "25 MB")])
def test_an_upload_over_the_limit_is_cut_off_with_a_page(web, person, settings, language, says):
    person.language = language
    person.save()
    settings.MAX_UPLOAD_BYTES = 1000
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500
    answer = upload(web, b"a" * 5000)
    assert answer.status_code == 413
    assert says in text_of(answer)
    assert f'<html lang="{language}"' in answer.content.decode()
    assert not Document.objects.exists()


def test_the_same_file_again_leads_to_its_reading(web):
    upload(web)
    reading = LetterReading.objects.get()
    answer = upload(web, name="andere-naam.txt")
    assert answer.status_code == 422
    assert f'href="/reading/{reading.pk}/"' in str(answer.context["form"].errors["file"])
    assert LetterReading.objects.count() == Document.objects.count() == 1


def test_the_same_file_at_the_same_moment_is_taken_in_once(web, monkeypatch):
    upload(web)
    # As for the second of two people: the first one was not there yet when this one looked.
    monkeypatch.setattr("praktijk.recommendations.intake.taking_in._known", lambda by, sha256: None)
    assert "/reading/" in str(upload(web).context["form"].errors["file"])
    monkeypatch.setattr(Document, "full_clean", lambda document: None)
    assert set(upload(web).context["form"].errors) == {"file"}
    assert LetterReading.objects.count() == Document.objects.count() == 1
    assert originals.is_kept(_sha(RESPONSE))


def test_a_restricted_letter_names_units_one_of_them_ones_own(web, person):
    own, other = UnitFactory(), UnitFactory()
    person.units.add(own)
    assert set(upload(web, level="restricted").context["form"].errors) == {"restricted_to"}
    refused = upload(web, level="restricted", restricted_to=[other.pk])
    assert set(refused.context["form"].errors) == {"restricted_to"}
    assert upload(web, level="restricted", restricted_to=[own.pk]).status_code == 302
    assert LetterReading.objects.get().restricted_to == [own.pk]


def test_a_documents_own_file_brings_its_passages_to_life_and_another_file_does_not(web):
    known = DocumentFactory(
        title_nl="Eigen titel", text="", characters=len(RESPONSE), sha256=_sha(RESPONSE), level=Level.PUBLIC
    )
    address = f"/reading/?document={known.pk}"
    assert "title" not in web.get(address).context["form"].fields
    wrong = web.post(address, {"file": file(RESPONSE + " ")})
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"file"}
    known.refresh_from_db()
    assert known.text == ""
    assert web.post(address, {"file": file(RESPONSE)}).status_code == 302
    known.refresh_from_db()
    assert (known.text, known.title_nl) == (RESPONSE, "Eigen titel")


def _sha(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def test_the_child_may_not_pass_a_file_for_another_document(web, monkeypatch):
    monkeypatch.setattr(
        "praktijk.recommendations.intake.uploading.read_isolated", lambda *args, **kwargs: a_reading("e" * 64)
    )
    assert upload(web).status_code == 422
    assert not Document.objects.exists()


# Reviewing


def test_the_page_joins_letter_and_proposals_by_number(web, reading):
    html = web.get(f"/reading/{reading.pk}/").content.decode()
    first = proposal(reading, "1")
    assert html.count(f'id="m{first.pk}"') == html.count(f'id="n{first.pk}"') == 1
    assert re.search(rf'<mark data-kind="rec" id="m{first.pk}" aria-current="true">.*?om met gemeenten', html)
    assert 'data-kind="pos"' in html
    assert 'data-kind="due"' in html
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-39999-12.html"' in html
    assert 'id="c1" href="#f1"' in html
    assert 'href="#c1"' in html


def test_what_the_reader_is_not_sure_of_says_why_in_plain_words(web, person, reading):
    person.language = "en"
    person.save()
    words = text_of(web.get(f"/reading/{reading.pk}/?show=unsure"))
    assert "the letter does not say who does it, it depends on a condition" in words
    assert "conditional" not in words


@pytest.mark.parametrize(
    "show,labels",
    [("todo", "2345"), ("unsure", "45"), ("done", "1"), ("all", "12345"), ("nonsense", "2345"), ("", "2345")],
)
def test_chips_filter_and_count(web, person, reading, show, labels):
    actions.accept(by=person, reading=reading, chosen=seen(reading, "1"))
    answer = web.get(f"/reading/{reading.pk}/", {"show": show})
    shown = answer.context["page"]
    assert "".join(card.proposal.label for card in shown.cards) == labels
    assert [chip.count for chip in shown.chips] == [4, 2, 1, 5]


@pytest.mark.parametrize("current", ["0", "-1", "abc", "99999999999999999999", "9" * 4301, "²", ""])
def test_a_malformed_address_gives_the_page_with_the_first_proposal(web, reading, current):
    answer = web.get(f"/reading/{reading.pk}/", {"current": current, "do": "nonsense"})
    assert answer.status_code == 200
    assert answer.context["page"].current == proposal(reading, "1")


def test_after_a_decision_the_next_one_is_in_hand_and_the_page_says_what_was_done(web, reading):
    theme = ThemeFactory()
    answer = decide(web, reading, "accept", theme=theme.pk)
    following = proposal(reading, "2")
    assert answer.headers["Location"] == (
        f"/reading/{reading.pk}/?show=todo&current={following.pk}#n{following.pk}"
    )
    shown = web.get(answer.headers["Location"])
    assert shown.context["page"].current == following
    assert [str(message) for message in shown.context["messages"]]
    assert proposal(reading, "1").theme == theme


def test_the_theme_of_its_recommendation_is_suggested(web, person, reading):
    theme = ThemeFactory()
    actions.accept(by=person, reading=reading, chosen=seen(reading, "1"), theme=theme)
    form = web.get(f"/reading/{reading.pk}/").context["page"].form
    assert form["theme"].initial == theme.pk


def test_rejecting_changing_joining_splitting_and_undoing(web, reading):
    assert decide(web, reading, "reject", "5").status_code == 302
    assert proposal(reading, "5").status == "rejected"
    changed = decide(
        web, reading, "change", "2", words="een plan maken", title_nl="Plan maken", title_en="Make a plan",
        due_words="eind 2027", due_earliest="2027-10-01", due_latest="31-12-2027", also_accept="on",
        owner="het kabinet", belongs_to=proposal(reading, "4").pk,
    )  # fmt: skip
    assert changed.status_code == 302
    plan = proposal(reading, "2")
    assert (plan.title_en, plan.status, plan.belongs_to) == (
        "Make a plan",
        "accepted",
        proposal(reading, "4"),
    )
    joined = decide(web, reading, "join", "2", other=chosen(reading, "3"))
    assert joined.status_code == 302
    assert proposal(reading, "3").status == "joined"
    split = decide(web, reading, "split", "2", at=str(LETTER.index("het ministerie")))
    assert split.status_code == 302
    assert proposal(reading, "2b").quote(LETTER).startswith("het ministerie")
    for _ in range(4):
        web.post(f"/reading/{reading.pk}/undo/", {"decision": actions.last_undoable(reading), "show": "all"})
    assert set(LetterProposal.objects.exclude(status="withdrawn").values_list("label", "status")) == {
        (label, "open") for label in "12345"
    }


@pytest.mark.parametrize(
    "values,field",
    [
        ({}, "at"),
        ({"begins": "staat er niet"}, "begins"),
        ({"begins": "m"}, "begins"),
        ({"begins": "De raad"}, "begins"),
        ({"at": "x"}, "at"),
    ],
)
def test_a_split_that_cannot_be_is_refused_beside_its_field(web, reading, values, field):
    decide(web, reading, "join", "2", other=chosen(reading, "3"))
    refused_ = decide(web, reading, "split", "2", **values)
    assert refused_.status_code == 422
    assert field in refused_.context["page"].form.errors
    assert not LetterProposal.objects.filter(label="2b").exists()


def test_where_no_place_is_sensible_the_first_words_of_the_second_part_say_where(web, reading):
    page = web.get(f"/reading/{reading.pk}/?show=all&current={proposal(reading, '1').pk}&do=split")
    assert set(page.context["page"].form.fields) == {"chosen", "begins"}
    assert decide(web, reading, "split", "1", begins="").status_code == 422
    words = proposal(reading, "1").quote(LETTER).split()
    assert decide(web, reading, "split", "1", begins=" ".join(words[-2:])).status_code == 302
    assert proposal(reading, "1b").quote(LETTER).split() == words[-2:]


@pytest.mark.parametrize(
    "values,field",
    [
        ({"words": "staat er niet"}, "words"),
        ({"due_latest": "32-12-2027"}, "due_latest"),
        ({"due_earliest": "2028-01-01"}, "due_latest"),
        ({"title_nl": "x" * 301}, "title_nl"),
        ({"title_nl": "", "title_en": ""}, "title_nl"),
        ({"belongs_to": "0"}, "belongs_to"),
        ({"theme": "0"}, "theme"),
    ],
)
def test_a_change_that_is_refused_keeps_everything_that_was_typed(web, reading, values, field):
    typed = {
        "words": "zal eind 2027 een plan maken",
        "title_nl": "Zelf getypt",
        "owner": "zelf getypt",
        "due_latest": "2027-12-31",
        "also_accept": "on",
    } | values
    before = LetterProposal.objects.get(reading=reading, label="2").version
    answer = decide(web, reading, "change", "2", **typed)
    assert answer.status_code == 422
    assert field in answer.context["page"].form.errors
    assert 'value="zelf getypt"' in answer.content.decode()
    assert LetterProposal.objects.get(reading=reading, label="2").version == before


def test_an_old_page_is_refused_says_so_keeps_what_was_typed_and_can_be_sent_again(web, reading):
    old = chosen(reading, "2")
    actions.reject(by=coordinator(), reading=reading, chosen=seen(reading, "2"))
    typed = {
        "chosen": old, "show": "todo", "words": "een plan maken", "title_nl": "Zelf getypt",
        "also_accept": "on",
    }  # fmt: skip
    answer = web.post(f"/reading/{reading.pk}/change/", typed)
    assert answer.status_code == 422
    assert "Zelf getypt" in answer.content.decode()
    assert proposal(reading, "2").status == "rejected"
    again = answer.context["page"].form["chosen"].value()
    assert web.post(f"/reading/{reading.pk}/change/", typed | {"chosen": again}).status_code == 302
    assert proposal(reading, "2").title_nl == "Zelf getypt"


def test_a_proposal_that_a_colleague_joined_is_no_longer_there(web, reading):
    old = chosen(reading, "3")
    actions.join(by=coordinator(), reading=reading, chosen=seen(reading, "2"), other=seen(reading, "3"))
    answer = web.post(f"/reading/{reading.pk}/accept/", {"chosen": old}, follow=True)
    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("what", ["accept", "reject", "change", "join", "split"])
@pytest.mark.parametrize("sent", ["", "x", "1", "1:", ":1", "1:x", "9" * 30 + ":1", "²:1", "\x00"])
def test_a_malformed_key_changes_nothing(web, reading, what, sent):
    answer = web.post(f"/reading/{reading.pk}/{what}/", {"chosen": sent})
    assert answer.status_code in (302, 422)
    assert not reading.decisions.exists()


def test_undo_of_another_decision_is_refused(web, person, reading):
    actions.accept(by=person, reading=reading, chosen=seen(reading, "1"))
    seen_as_last = actions.last_undoable(reading)
    actions.reject(by=coordinator(), reading=reading, chosen=seen(reading, "5"))
    for sent in (seen_as_last, "", "x", 0):
        web.post(f"/reading/{reading.pk}/undo/", {"decision": sent})
    assert proposal(reading, "1").status == "accepted"


# Lists


def test_all_that_are_sure_are_listed_first_and_only_what_stays_ticked_is_accepted(web, reading):
    theme = ThemeFactory()
    listed = web.get(f"/reading/{reading.pk}/sure/").context["form"].rows
    assert [row["proposal"].label for row in listed] == ["1", "2", "3"]
    answer = web.post(
        f"/reading/{reading.pk}/sure/",
        {
            "chosen": [listed[0]["chosen"], listed[2]["chosen"]],
            f"theme-{listed[0]['proposal'].pk}": theme.pk,
        },
    )
    assert answer.status_code == 302
    assert proposal(reading, "1").theme == theme
    statuses = dict(LetterProposal.objects.values_list("label", "status"))
    assert statuses == {"1": "accepted", "2": "open", "3": "accepted", "4": "open", "5": "open"}
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"chosen": "x"}, {"chosen": "1:1", "theme-1": "nonsense"}])
@pytest.mark.parametrize("list_", ["sure", "enter", "known"])
def test_an_empty_or_malformed_list_is_refused(web, reading, list_, sent):
    answer = web.post(f"/reading/{reading.pk}/{list_}/", sent)
    assert answer.status_code == 422
    assert not reading.decisions.exists()


def test_what_is_in_the_register_already_is_said_and_set_aside_together(web, person, reading):
    first = proposal(reading, "1")
    passage = PassageFactory(document=reading.document, start=first.start, end=first.end)
    record = RecommendationFactory(document=reading.document, passage=passage)
    shown = web.get(f"/reading/{reading.pk}/").context["page"]
    assert shown.cards[0].twin == record
    assert [one.label for one in shown.review.sure] == ["2", "3"]
    rows = web.get(f"/reading/{reading.pk}/known/").context["form"].rows
    assert [row["proposal"].label for row in rows] == ["1"]
    web.post(f"/reading/{reading.pk}/known/", {"chosen": rows[0]["chosen"]})
    assert proposal(reading, "1").status == "rejected"
    actions.undo(by=person, reading=reading, decision=actions.last_undoable(reading))
    assert proposal(reading, "1").status == "open"


@pytest.mark.parametrize(
    "address,reads", [("", 1), ("?show=done", 0), ("known/", 1), ("sure/", 0), ("enter/", 0)]
)
def test_a_restricted_record_named_beside_a_proposal_is_read(web, person, reading, address, reads):
    unit = UnitFactory()
    person.units.set([unit])
    first = proposal(reading, "1")
    RecommendationFactory(
        document=reading.document,
        passage=PassageFactory(document=reading.document, start=first.start, end=first.end),
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
    )
    web.get(reading.get_absolute_url() + address)
    assert (
        AuditEvent.objects.filter(action="read", record_kind="recommendations.recommendation").count()
        == reads
    )


def test_entering_enters_exactly_the_list_and_once(web, person, reading):
    for label in ("1", "2", "3"):
        actions.accept(by=person, reading=reading, chosen=seen(reading, label))
    rows = web.get(f"/reading/{reading.pk}/enter/").context["form"].rows
    sent = {"chosen": [row["chosen"] for row in rows if row["proposal"].label != "3"]}
    assert web.post(f"/reading/{reading.pk}/enter/", sent).status_code == 302
    again = web.post(f"/reading/{reading.pk}/enter/", sent)
    assert again.status_code == 422
    assert again.context["form"].refusals
    assert (Recommendation.objects.count(), Commitment.objects.count()) == (1, 1)
    assert proposal(reading, "3").status == "accepted"
    html = web.get(f"/reading/{reading.pk}/?show=done").content.decode()
    assert Recommendation.objects.get().get_absolute_url() in html


# Who may see and do it

ADDRESSES = ["", "sure/", "enter/", "known/"]


@pytest.mark.parametrize(
    "role", [Role.READER, Role.POST_OFFICER, Role.EVALUATOR, Role.SAFEGUARDS_OFFICER, Role.ADMINISTRATOR]
)
def test_who_may_not_read_letters_gets_none_of_it(client, reading, role):
    client.force_login(PersonFactory(role=role))
    for address in ["/reading/", *(f"/reading/{reading.pk}/{end}" for end in ADDRESSES)]:
        assert client.get(address).status_code == 403
    for what in ("accept", "reject", "change", "join", "split", "undo", "sure", "enter", "known"):
        assert client.post(f"/reading/{reading.pk}/{what}/", {}).status_code == 403
    assert upload(client).status_code == 403


def test_a_reading_goes_out_of_sight_with_its_document(web, reading):
    Document.objects.update(level=Level.RESTRICTED, restricted_to=[UnitFactory().pk])
    assert web.get(reading.get_absolute_url()).status_code == 404
    decide(web, reading, "accept")
    assert proposal(reading, "1").status == "open"
    assert LetterProposal.objects.visible_to(coordinator()).count() == 0


def test_a_visitor_is_asked_to_sign_in(client, reading):
    assert client.get(f"/reading/{reading.pk}/").status_code == 302
    assert client.get("/documents/").status_code == 302


def test_nothing_of_a_restricted_letter_is_shown_outside_its_units(client, web, person):
    unit = UnitFactory()
    inside = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    reading = taken_in(inside, level=Level.RESTRICTED, restricted_to=[unit.pk], title="KANARIE-TITEL")
    addresses = [
        "/reading/", "/documents/", "/documents/?q=KANARIE-TITEL", f"/documents/{reading.document_id}/",
        f"/documents/{reading.document_id}/file/", *(f"/reading/{reading.pk}/{end}" for end in ADDRESSES),
    ]  # fmt: skip
    for address in addresses:
        content = web.get(address).content.decode()
        assert "KANARIE-TITEL" not in content.replace('value="KANARIE-TITEL"', "").replace(
            "?q=KANARIE-TITEL", ""
        )
        assert "gemeenten samen te werken" not in content
    for what in ("accept", "reject", "change", "join", "split", "undo", "sure", "enter", "known"):
        assert web.post(f"/reading/{reading.pk}/{what}/", {"chosen": chosen(reading, "1")}).status_code == 404
    again = upload(web, LETTER)
    assert again.status_code == 422
    assert "KANARIE-TITEL" not in again.content.decode()


def test_reading_a_restricted_letter_leaves_an_event(client):
    unit = UnitFactory()
    inside = PersonFactory(role=Role.POLICY_OFFICER, units=[unit])
    reading = taken_in(inside, level=Level.RESTRICTED, restricted_to=[unit.pk], original=LETTER.encode())
    client.force_login(inside)
    for address, kind in [
        (f"/reading/{reading.pk}/", "recommendations.letterreading"),
        (f"/reading/{reading.pk}/sure/", "recommendations.letterreading"),
        ("/reading/", "recommendations.letterreading"),
        (f"/documents/{reading.document_id}/", "sources.document"),
        (f"/documents/{reading.document_id}/file/", "sources.document"),
        ("/documents/", "sources.document"),
    ]:
        before = AuditEvent.objects.filter(action="read", record_kind=kind).count()
        answer = client.get(address)
        assert answer.status_code == 200
        if answer.streaming:
            b"".join(answer.streaming_content)
        assert AuditEvent.objects.filter(action="read", record_kind=kind).count() == before + 1, address


# Size


def long_reading(pages: int, proposals: int):
    """A reading of a letter of many pages, with many recommendations."""
    text = (LETTER + "\n" + "Nog een alinea van deze brief. " * 60 + "\n\n") * pages
    base = a_reading(f"{pages:064x}")
    step = len(text) // (proposals + 1)
    found = tuple(
        Found(f"x{number}", None, text[at : at + 40], Span(at, at + 40), None, 0.9)
        for number, at in enumerate(range(step, step * proposals + 1, step))
    )
    return type(base)(base.source, text, base.sections, found, (), base.references)


def queries(web, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert web.get(address).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_letter(web, person):
    small = taken_in(person, read=long_reading(1, 3))
    large = taken_in(person, read=long_reading(30, 200))
    for reading in (small, large):
        CommitmentFactory(
            recommendation__document=reading.document,
            passage=PassageFactory(document=reading.document, start=1, end=30),
        )
        first = reading.proposals.first()
        actions.accept(by=person, reading=reading, chosen=actions.Chosen(first.pk, first.version))
    for address in (
        "/reading/{0.pk}/",
        "/reading/{0.pk}/sure/",
        "/reading/{0.pk}/enter/",
        "/documents/{0.document_id}/",
    ):
        web.get(address.format(small))
        assert queries(web, address.format(large)) <= queries(web, address.format(small)), address


def test_the_list_of_letters_asks_no_more_for_more_letters(web, person):
    taken_in(person)
    web.get("/reading/")
    few = queries(web, "/reading/")
    for number in range(6):
        taken_in(person, read=a_reading(f"{number:064x}"))
    assert queries(web, "/reading/") == few
    assert {one.total for one in web.get("/reading/").context["page"]} == {5}


@pytest.mark.parametrize(
    "sort,expected", [("", ["b", "a"]), ("newest", ["b", "a"]), ("oldest", ["a", "b"]), ("left", ["a", "b"])]
)
def test_letters_are_listed_in_the_order_of_the_address(web, person, sort, expected):
    for name in ("a", "b"):
        letter = taken_in(by=person, read=a_reading(_sha(name)), title=name)
    actions.reject(by=person, reading=letter, chosen=seen(letter, "5"))
    page = web.get("/reading/", {"sort": sort})
    assert [one.document.title for one in page.context["page"]] == expected
