# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of the register, read back: as many rows as the page says, the same order, real dates, no formulas."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from lxml import etree

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.roles import Role
from praktijk.recommendations.export.files import CONTENT_TYPES, LONGEST
from praktijk.recommendations.models import CommitmentLink
from praktijk.recommendations.parliament.models import ParliamentItem, ParliamentLink
from praktijk.web.cells import harmless
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

_ODF = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_XLSX = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def chief(client):
    person = coordinator()
    person.language = "en"
    person.save()
    client.force_login(person)
    return person


def fetched(client, kind: str, query: str = "") -> bytes:
    answer = client.get(f"{reverse('register_file', args=[kind])}?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == CONTENT_TYPES[kind]
    assert answer["Content-Disposition"].startswith('attachment; filename="register-')
    return answer.content


def sheets(content: bytes, kind: str) -> list[list[list[object]]]:
    """The sheets of a file, each as rows of cells: text, numbers, and dates as dates."""
    if kind == "csv":
        return [list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))]
    return _ods(content) if kind == "ods" else _xlsx(content)


def _ods(content: bytes) -> list[list[list[object]]]:
    book = zipfile.ZipFile(io.BytesIO(content))
    assert book.testzip() is None
    tree = etree.fromstring(book.read("content.xml"))
    assert b"formula" not in book.read("content.xml")
    return [
        [[_ods_cell(cell) for cell in row.findall("table:table-cell", _ODF)] for row in table.iter(f"{{{_ODF['table']}}}table-row")]
        for table in tree.iter(f"{{{_ODF['table']}}}table")
    ]  # fmt: skip


def _ods_cell(cell) -> object:
    kind = cell.get(f"{{{_ODF['office']}}}value-type")
    if kind == "date":
        return date.fromisoformat(cell.get(f"{{{_ODF['office']}}}date-value")[:10])
    if kind == "float":
        return float(cell.get(f"{{{_ODF['office']}}}value"))
    return "".join(cell.itertext())


def _xlsx(content: bytes) -> list[list[list[object]]]:
    book = zipfile.ZipFile(io.BytesIO(content))
    assert book.testzip() is None
    found = []
    for number in (1, 2):
        tree = etree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not tree.findall(".//m:f", _XLSX), "a formula"
        rows = []
        for row in tree.findall(".//m:row", _XLSX):
            cells: dict[int, object] = {}
            for cell in row.findall("m:c", _XLSX):
                column = 0
                for letter in re.match(r"[A-Z]+", cell.get("r")).group():
                    column = column * 26 + ord(letter) - 64
                if cell.get("t") == "inlineStr":
                    cells[column] = "".join(cell.find("m:is", _XLSX).itertext())
                else:
                    value = float(cell.findtext("m:v", namespaces=_XLSX))
                    dated = int(cell.get("s", 0)) >= 2
                    cells[column] = (
                        date.fromordinal(date(1899, 12, 30).toordinal() + int(value)) if dated else value
                    )
            rows.append([cells.get(column, "") for column in range(1, max(cells, default=0) + 1)])
        found.append(rows)
    return found


def column(rows, label: str) -> list[object]:
    place = rows[0].index(label)
    return [row[place] if place < len(row) else "" for row in rows[1:]]


@pytest.mark.parametrize("kind", CONTENT_TYPES)
@pytest.mark.parametrize("query", ["", "state=open", "sort=due", "theme=a&overdue=on", "q=plan", "q=nothing"])
def test_the_page_says_how_many_rows_the_file_has(client, chief, kind, query):
    theme = ThemeFactory(key="a")
    for number in range(4):
        CommitmentFactory(recommendation__theme=theme, title_nl=f"Plan {number}", due_latest=date(2020, 1, 1))
    CommitmentFactory(recommendation=None, theme=None, document=DocumentFactory(), state="in_progress")
    RecommendationFactory(theme=theme)
    two = RecommendationFactory(theme=theme)
    CommitmentFactory.create_batch(2, recommendation=two)
    page = client.get(f"{reverse('register')}?{query}").content.decode()
    rows = sheets(fetched(client, kind, query), kind)[0]
    said = re.search(r"<data value=\"(\d+)\">", page)
    assert len(rows) - 1 == int(said.group(1) if said else 0)
    if query == "q=nothing":
        assert len(rows) == 1


@pytest.mark.parametrize("kind", CONTENT_TYPES)
@pytest.mark.parametrize("sort", ["theme", "due", "noted"])
def test_the_order_is_that_of_the_page(client, chief, kind, sort):
    for number in range(30):
        CommitmentFactory(title_en=f"Promise {number:02}", due_latest=date(2026, 12, 31 - number))
    on_pages = []
    for number in (1, 2):
        page = client.get(reverse("register"), {"sort": sort, "page": number}, follow=True)
        on_pages += [one.title_en for entry in page.context["page"] for one in entry.commitments]
    rows = sheets(fetched(client, kind, f"sort={sort}"), kind)[0]
    assert len(on_pages) == 30
    assert on_pages == column(rows, "Commitment")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_days_are_days_and_numbers_numbers(client, chief, kind):
    commitment = CommitmentFactory(due_earliest=date(2025, 10, 1), due_latest=date(2025, 12, 31), number=7)
    ProgressNoteFactory(commitment=commitment, on=date(2025, 11, 5))
    rows = sheets(fetched(client, kind), kind)[0]
    assert column(rows, "Due from") == [date(2025, 10, 1)]
    assert column(rows, "Due by") == [date(2025, 12, 31)]
    assert column(rows, "Last note on") == [date(2025, 11, 5)]
    assert column(rows, "No. of the commitment") == [7.0]


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "x;=1+1", "x\t=1+1", "x|=1+1", "x,=1+1", "x\n=1+1",
    'x";"=1+1', 'x; "=1+1', " =1+1", "＝1+1", "=cmd|' /C calc'!A0", '"=1+1', "x;\t-2+3", 'x"\n"@A1',
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_program_finds_a_formula_in_csv_wherever_it_cuts_cells(words):
    made = harmless(words)
    for cut in re.split(r"[;,|\t\r\n]", made):
        assert not re.match(r"[\"\s]*[=+\-@＝＋－＠]", cut), made
    assert made.replace("'", "") == words.replace("'", "")


@pytest.mark.parametrize(
    "words", ["eind 2025 (1 okt - 31 dec)", "https://example.org/?a=1&b=-2", "a=b", "e-mail", "x; y", "1-2"]
)
def test_plain_words_stay_as_they_are(words):
    assert harmless(words) == words


@pytest.mark.parametrize("kind", CONTENT_TYPES)
def test_hostile_words_come_out_whole_and_as_words(client, chief, kind):
    for words in HOSTILE:
        CommitmentFactory(title_en=words, title_nl="", state_reason="\x01\x0b" + words)
    found = column(sheets(fetched(client, kind), kind)[0], "Commitment")
    assert len(found) == len(HOSTILE)
    for words, cell in zip(HOSTILE, found, strict=True):
        plain = cell.replace("_x0009_", "\t").replace("_x000D_", "\r").replace("'", "")
        assert plain.split() == words.replace("'", "").split()


def test_a_cell_too_long_for_a_spreadsheet_says_that_it_goes_on(client, chief):
    CommitmentFactory(state_reason="w" * (LONGEST + 100))
    (cell,) = column(sheets(fetched(client, "xlsx"), "xlsx")[0], "Reason of the state")
    assert len(cell) == LONGEST
    assert cell.endswith("…")


@pytest.mark.parametrize("kind", CONTENT_TYPES)
def test_every_record_has_its_addresses_and_people(client, chief, kind):
    document = DocumentFactory(identifier="kst-32735-403", level=Level.PUBLIC)
    passage = PassageFactory(document=document)
    owner, deputy, verifier = PersonFactory(name="Ans"), PersonFactory(name="Bob"), PersonFactory(name="Cor")
    commitment = CommitmentFactory(
        recommendation__document=document, passage=passage, owner=owner, deputy=deputy, verifier=verifier,
        countries=["KE", "UG"],
    )  # fmt: skip
    later = CommitmentFactory(recommendation=None, theme=None, document=document)
    CommitmentLink.objects.create(earlier=commitment, later=later, kind="replaces", on=date(2025, 5, 1))
    note = ProgressNoteFactory(
        commitment=commitment, evidence_title="Besluit", evidence_address="https://example.org/besluit"
    )
    item = ParliamentItem.objects.create(
        kind="commitment", number="TZ202503-001", subject="Toolkit", status_words="Openstaand", status="open"
    )
    ParliamentLink.objects.create(commitment=commitment, item=item, main=True, on=date(2025, 4, 1))
    rows = sheets(fetched(client, kind), kind)[0]
    site = "http://testserver"
    first = {label: column(rows, label)[0] for label in rows[0]}
    assert first["Page of the commitment"] == f"{site}{commitment.get_absolute_url()}"
    assert first["Page of the recommendation"] == f"{site}{commitment.recommendation.get_absolute_url()}"
    assert first["Where it stands in the letter"] == f"{site}{passage.get_absolute_url()}"
    assert first["Official page"] == document.official_address
    assert first["Evidence"] == f"{note.evidence_title} {note.evidence_address}"
    assert [first[part] for part in ("Owner", "Deputy", "Verifier")] == ["Ans", "Bob", "Cor"]
    assert first["Countries"] == "KE, UG"
    assert first["Number at Parliament"] == "TZ202503-001"
    assert first["Linked commitments"].endswith(f"{site}{later.get_absolute_url()}")


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_second_sheet_tells_what_the_file_holds(client, chief, kind):
    theme = ThemeFactory(key="migratie", name_en="Migration")
    CommitmentFactory.create_batch(2, recommendation__theme=theme)
    CommitmentFactory()
    about = sheets(fetched(client, kind, "theme=migratie&state=open"), kind)[1]
    told = [(row[0], row[1]) for row in about]
    assert ("Filter", "Theme: Migration") in told
    assert ("Filter", "State: open") in told
    assert ("Rows", 2.0) in told
    assert ("Made by", chief.name) in told
    assert ("Page with this filter", "http://testserver/register/?theme=migratie&state=open") in told


@pytest.mark.parametrize("kind", CONTENT_TYPES)
def test_restricted_records_are_there_for_members_only_and_taking_them_is_recorded(client, chief, kind):
    unit = UnitFactory()
    secret = CommitmentFactory(
        level=Level.RESTRICTED,
        restricted_to=[unit.pk],
        title_en="Secret",
        recommendation=None,
        theme=None,
        document=DocumentFactory(),
    )
    assert column(sheets(fetched(client, kind), kind)[0], "Commitment") == []
    member = PersonFactory(role=Role.COORDINATOR, units=[unit], language="en")
    client.force_login(member)
    assert column(sheets(fetched(client, kind), kind)[0], "Commitment") == ["Secret"]
    reads = AuditEvent.objects.filter(action="read", person=member, record_id=str(secret.pk))
    assert reads.count() == 1


def test_all_pages_come_out_once_when_there_are_more_than_are_read_at_once(client, chief, monkeypatch):
    monkeypatch.setattr("praktijk.recommendations.export.lines.READ_AT_ONCE", 3)
    made = CommitmentFactory.create_batch(10)
    found = column(sheets(fetched(client, "csv"), "csv")[0], "Commitment")
    assert sorted(found) == sorted(one.title_en for one in made)


def test_in_dutch_the_columns_are_dutch(client):
    client.force_login(coordinator())
    with override("nl"):
        assert "Toezegging" in sheets(fetched(client, "csv"), "csv")[0][0]


def test_a_long_file_lets_the_pages_of_others_go_first(client, chief, monkeypatch):
    ways = []
    monkeypatch.setattr("praktijk.recommendations.export.lines.GIVE_WAY_AFTER", 2)
    monkeypatch.setattr("praktijk.recommendations.export.lines.time.sleep", ways.append)
    CommitmentFactory.create_batch(7)
    fetched(client, "csv")
    assert len(ways) == 3
