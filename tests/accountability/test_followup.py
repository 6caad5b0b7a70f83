# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report on follow-up: what it says, in every form, and what it never says."""

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from lxml import etree
from odfdo import Document as OpenDocument

from praktijk.access.acting import System
from praktijk.access.publication import Level
from praktijk.accountability.followup.files import CONTENT_TYPES, as_file, for_parliament
from praktijk.accountability.forms import FollowUpForm
from praktijk.recommendations import actions
from praktijk.recommendations.chain.answering import answer_promise
from praktijk.recommendations.chain.splitting import Part, split_commitment
from praktijk.recommendations.models import Commitment
from tests.factories import (
    CommitmentFactory,
    DocumentFactory,
    PassageFactory,
    PersonFactory,
    ProgressNoteFactory,
    RecommendationFactory,
    ThemeFactory,
    UnitFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db
SYSTEM = System("test")
CANARY = "kanarie"


@pytest.fixture
def letter():
    return DocumentFactory(level=Level.PUBLIC, identifier="kst-12345-6", title_nl="Brief", title_en="Letter")


@pytest.fixture
def promise(letter) -> Commitment:
    """One public commitment, late since the end of 2025, with one published note."""
    theme = ThemeFactory(name_nl="Migratie", name_en="Migration")
    recommendation = RecommendationFactory(
        document=letter, number=3, theme=theme, level=Level.PUBLIC, title_nl="Doe het", title_en="Do it",
        reason_nl="Omdat het moet.", reason_en="Because it must.", position="partly_adopted",
    )  # fmt: skip
    commitment = CommitmentFactory(
        recommendation=recommendation, number=4, level=Level.PUBLIC, title_nl="Een plan maken",
        title_en="Make a plan", due_earliest=date(2025, 10, 1), due_latest=date(2025, 12, 31),
        due_words_nl="eind 2025", due_words_en="end of 2025", unit_assumed=True,
        unit=UnitFactory(name_nl="Directie Plannen", name_en="Planning Department"),
    )  # fmt: skip
    actions.add_note(
        by=SYSTEM, commitment=commitment, on=date(2026, 2, 1), text_nl="Concept ligt er.",
        text_en="There is a draft.", evidence_title="Concept", evidence_address="https://example.org/concept",
        publish=True,
    )  # fmt: skip
    return commitment


def text_of(file: bytes, form: str) -> str:
    """All that can be read in a file, in whatever way it was packed."""
    match form:
        case "pdf":
            reader = pypdf.PdfReader(io.BytesIO(file))
            read = "\n".join(page.extract_text() for page in reader.pages)
            return " ".join(read.replace("\u200b", "").split()) + str(reader.metadata)
        case "odt":
            with zipfile.ZipFile(io.BytesIO(file)) as archive:
                return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return file.decode()


def made(form: str, language: str = "nl", **options) -> str:
    report = for_parliament(language=language, **options)
    return text_of(as_file(report, form, on=options.get("on")), form)


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_each_form_says_what_was_promised_where_it_stands_and_what_shows_it(promise, form):
    dutch, english = made(form, "nl"), made(form, "en")
    for expected in (
        "Migratie",
        "Doe het",
        "Omdat het moet",
        "Een plan maken",
        "Concept ligt er",
        "kst-12345-6",
    ):
        assert expected in dutch
    for expected in (
        "Migration",
        "Do it",
        "Because it must",
        "Make a plan",
        "There is a draft",
        "end of 2025",
    ):
        assert expected in english
    assert "partly adopted" in english
    assert "Planning Department (assumed)" in english
    assert "days late" in english
    assert "https://zoek.officielebekendmakingen.nl/kst-12345-6.html" in made("html")


def test_as_known_on_a_day_it_says_what_was_known_then(letter):
    start = datetime(2025, 3, 21, 12, tzinfo=UTC)
    commitment = actions.add_commitment(
        by=SYSTEM, document=letter, title_nl="Een plan maken", level=Level.PUBLIC,
        due_latest=date(2025, 12, 31), now=start,
    )  # fmt: skip
    actions.add_note(
        by=SYSTEM, commitment=commitment, on=date(2026, 2, 1), text_nl="Klaar.", publish=True,
        evidence_address="https://example.org/plan", now=datetime(2026, 2, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    actions.change_state(
        by=SYSTEM, commitment=commitment, state="delivered", now=datetime(2026, 2, 2, 12, tzinfo=UTC)
    )
    assert not for_parliament(language="nl", on=date(2025, 3, 20)).themes
    then = for_parliament(language="en", on=date(2026, 1, 1))
    (one,) = then.late
    assert (one.days_late, one.state_key, one.notes, one.why) == (
        1,
        "open",
        [],
        "No reason has been recorded.",
    )
    now = for_parliament(language="en", on=date(2026, 2, 2))
    assert now.late == []
    assert now.themes[0].advices[0].promises[0].has_evidence


def test_the_reason_of_a_moved_deadline_says_why_it_is_late(promise):
    actions.move_due(
        by=SYSTEM, commitment=promise, due_earliest=None, due_latest=date(2026, 3, 31), reason="Ziekte."
    )
    (late,) = for_parliament(language="nl").late
    assert late.why == "Ziekte."


def plant(letter) -> None:
    """A canary in everything around the report that is not public."""
    unit = UnitFactory()
    restricted = {"level": Level.RESTRICTED, "restricted_to": [unit.pk]}
    public = CommitmentFactory(level=Level.PUBLIC, recommendation__level=Level.PUBLIC)
    ProgressNoteFactory(commitment=public, level=Level.INTERNAL, text_nl=CANARY, evidence_title=CANARY)
    ProgressNoteFactory(commitment=public, **restricted, text_nl=CANARY)
    for level in ({"level": Level.INTERNAL}, restricted):
        RecommendationFactory(document=letter, title_nl=CANARY, reason_nl=CANARY, **level)
        secret = CommitmentFactory(document=letter, recommendation=None, theme=None, title_nl=CANARY, **level)
        ProgressNoteFactory(commitment=secret, level=Level.PUBLIC, text_nl=CANARY)
        hidden = DocumentFactory(
            title_nl=CANARY, title_en=CANARY, identifier=CANARY, text=CANARY * 9, **level
        )
        RecommendationFactory(
            document=hidden,
            level=Level.PUBLIC,
            title_nl="Openbaar in besloten brief",
            title_en="Openbaar in besloten brief",
        )


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_it_holds_only_what_may_be_published(promise, letter, form):
    plant(letter)
    for language in ("nl", "en"):
        for on in (None, date.today()):  # noqa: DTZ011
            file = made(form, language, on=on)
            assert CANARY not in file
            assert ("Openbaar in besloten brief" in file) is True


def test_the_canary_would_be_found_if_it_were_public(promise):
    ProgressNoteFactory(commitment=promise, level=Level.PUBLIC, text_nl=CANARY)
    assert all(CANARY in made(form) for form in CONTENT_TYPES)


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_what_is_made_up_is_marked_in_every_form(promise, form):
    assert "illustrative" not in made(form, "en")
    Commitment.objects.update(illustrative=True)
    assert made(form, "en").count("illustrative") >= 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_claims_and_bears_the_marks_of_pdf_ua(promise, language):
    file = as_file(for_parliament(language=language), "pdf")
    root = pypdf.PdfReader(io.BytesIO(file)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert "/Outlines" in root
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    tags = _tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/Figure", "/Link", "/P"} <= tags


def _tags(element) -> set[str]:
    element = element.get_object()
    if not isinstance(element, dict):
        return set()
    found = {element["/S"]} if "/S" in element else set()
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found |= _tags(child)
    return found


@pytest.mark.parametrize(
    "words",
    [
        "x" * 300,
        "中文 en 😀",
        "العربية",
        "a\u200bb",
        "#set text(fill: red) $x$ *y* _z_ @ref \\ <tag>",
        "‘“”’ – … €",
    ],
)
def test_whatever_people_wrote_ends_up_in_a_file(promise, words):
    Commitment.objects.update(title_nl=words)
    for form in CONTENT_TYPES:
        assert made(form)
    if words.isascii() and " " in words:
        assert "#set text(fill: red) $x$ *y* _z_ @ref" in made("pdf")


def test_signs_without_a_glyph_are_said_to_be_missing(promise):
    assert "[?]" not in made("pdf", "en")
    Commitment.objects.update(title_en="中文")
    assert made("pdf", "en").count("[?]") >= 2


def test_all_signs_of_states_and_positions_are_in_the_font(letter):
    for number, position in enumerate(
        ["adopted", "already_practice", "partly_adopted", "interpreted", "under_examination", "noted",
         "paused", "not_adopted"], start=1,
    ):  # fmt: skip
        RecommendationFactory(document=letter, number=number, position=position, level=Level.PUBLIC)
    for number, state in enumerate(["open", "in_progress", "delivered"], start=1):
        CommitmentFactory(
            document=letter, recommendation=None, theme=None, number=number, state=state, level=Level.PUBLIC
        )
    read = made("pdf", "en")
    assert all(sign in read for sign in "✓=◐≈?·‖✕○◔◑")


def test_the_odt_is_sound_and_has_headings_tables_and_language(promise):
    file = as_file(for_parliament(language="nl"), "odt")
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.testzip() is None
        assert archive.infolist()[0].filename == "mimetype"
        for name in ("content.xml", "styles.xml", "meta.xml"):
            etree.fromstring(archive.read(name))
    document = OpenDocument(io.BytesIO(file))
    assert document.meta.title.startswith("Stand van")
    assert [int(header.level) for header in document.body.headers][:2] == [1, 2]
    tables = document.body.tables
    assert tables
    assert all(table.get_elements("table:table-header-rows") for table in tables)
    names = [table.name for table in tables]
    assert len(set(names)) == len(names)
    languages = document.styles.get_elements("//style:default-style/style:text-properties")
    assert {element.get_attribute("fo:language") for element in languages} == {"nl"}


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_an_empty_register_gives_a_report_that_says_so(form):
    assert "On this day nothing was in the register that may be published" in made(form, "en")


def test_the_number_of_queries_does_not_grow_with_the_register(letter):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            for_parliament(language="nl")
        return len(captured)

    def fill(count: int) -> None:
        for _ in range(count):
            ProgressNoteFactory(
                commitment=CommitmentFactory(level=Level.PUBLIC, recommendation__level=Level.PUBLIC)
            )

    fill(3)
    few = queries()
    fill(60)
    assert queries() == few


def test_the_page_offers_the_files(client, promise):
    client.force_login(PersonFactory(role="reader"))
    page = client.get(reverse("followup"), {"on": "2026-01-01", "language": "en"})
    assert page.status_code == 200
    assert b"State of follow-up" in page.content
    for form, kind in CONTENT_TYPES.items():
        file = client.get(reverse("followup"), {"format": form, "language": "nl"})
        assert file.headers["Content-Type"] == kind
        assert "attachment" in file.headers["Content-Disposition"]
        assert "Een plan maken" in text_of(file.content, form)


@pytest.mark.parametrize(
    "query", [{"on": "2999-01-01"}, {"on": "gisteren"}, {"on": "0001-01-01"}, {"format": "docx"}]
)
def test_what_cannot_be_asked_is_said_on_the_page(client, promise, query):
    client.force_login(PersonFactory(role="reader"))
    page = client.get(reverse("followup"), query | {"language": "en"})
    assert page.status_code in {200, 422}
    assert page.headers["Content-Type"].startswith("text/html")
    assert b"errorlist" in page.content or b"field--wrong" in page.content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_shows_the_language_of_the_report_when_none_was_chosen(language):
    with override(language):
        form = FollowUpForm({}, user=coordinator())
        assert form.fields["language"].choices[0][0] == form.report_language == language


def test_no_two_tables_have_the_same_name(client, letter):
    theme = ThemeFactory()
    CommitmentFactory.create_batch(
        2, document=letter, recommendation=None, theme=theme, level=Level.PUBLIC, due_latest=date(2025, 1, 1)
    )
    client.force_login(PersonFactory(role="reader"))
    page = client.get(reverse("followup")).content.decode()
    names = re.findall(r'role="(?:region|group)" aria-label="([^"]*)"', page)
    assert len(names) == 3
    assert len(set(names)) == 3


@pytest.mark.parametrize("form", CONTENT_TYPES)
def test_moved_replaced_and_split_promises_say_so_and_nothing_internal(letter, form):
    moments = [datetime(2026, month, 5, 12, tzinfo=UTC) for month in (1, 2, 3, 4)]
    owner = PersonFactory(role="policy_officer", name="kanarie eigenaar", units=[UnitFactory()])
    first, second = (
        actions.add_commitment(
            by=SYSTEM, document=letter, title_nl=words, level=Level.PUBLIC, due_latest=date(2026, 6, 30),
            unit=owner.units.get(), owner=owner, now=moments[0],
        )
        for words in ("Een plan maken", "Een fonds maken")
    )  # fmt: skip
    actions.move_due(
        by=SYSTEM, commitment=first, due_earliest=None, due_latest=date(2026, 12, 31),
        reason="De Kamer vroeg om meer.", now=moments[1],
    )  # fmt: skip
    later = DocumentFactory(level=Level.PUBLIC, published_on=date(2026, 3, 5), title_nl="Nieuwe brief")
    answer_promise(
        by=SYSTEM, commitment=first, kind="replaces", document=later, now=moments[2],
        values={
            "title_nl": "Een beter plan maken", "passage": PassageFactory(document=later), "level": "public",
        },
    )  # fmt: skip
    parts = [Part(title_nl="Een fonds", unit=second.unit, owner=owner), Part(title_nl="Een loket")]
    split_commitment(by=SYSTEM, commitment=second, parts=parts, reason="Het zijn er twee.", now=moments[3])
    actions.add_note(
        by=SYSTEM, commitment=second, on=date(2026, 4, 5), text_nl="kanarie intern", now=moments[3]
    )
    now = made(form, on=date(2026, 5, 1))
    squeezed = " ".join(now.split())
    for expected in ("De Kamer vroeg om meer.", "Een beter plan maken", "Een loket", "Nieuwe brief"):
        assert expected in squeezed
    assert squeezed.count("De Kamer vroeg om meer.") == 1
    assert CANARY not in now
    before = made(form, on=date(2026, 2, 20))
    assert "De Kamer vroeg om meer." in " ".join(before.split())
    for unknown in ("beter plan", "loket", "Nieuwe brief"):
        assert unknown not in before
    report = for_parliament(language="en", on=date(2026, 5, 1))
    tied = {
        promise.title: promise.tied
        for theme in report.themes
        for advice in theme.advices
        for promise in advice.promises
    }
    assert tied == {
        "Een plan maken": ["Replaced by: 1. Een beter plan maken"],
        "Een beter plan maken": [f"Replaces: {first.number}. Een plan maken"],
        "Een fonds": ["A part of it became a promise of its own: 3. Een loket"],
        "Een loket": ["Split off from: 2. Een fonds"],
    }


def test_evidence_that_is_not_published_is_not_denied(letter):
    """Parliament reads that none was published, and not that there is none."""
    actions.add_note(
        by=SYSTEM,
        commitment=CommitmentFactory(document=letter, level=Level.PUBLIC),
        on=date(2026, 1, 5),
        text_nl="Gedaan",
        evidence_title="Brief",
        evidence_address="https://example.org/brief",
    )

    words = made("html", "en")

    assert "No evidence has been published." in words
    assert "For 1 no evidence has been published." in words
    assert "no evidence yet" not in words
