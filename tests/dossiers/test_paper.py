# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier on paper: the same content as the page, for those who may see it."""

import io
import re

import pypdf
import pytest
from django.utils import timezone
from django.utils.translation import override
from odfdo import Document

from praktijk.access.models import AuditEvent
from praktijk.access.publication import Level
from praktijk.access.queries import Public
from praktijk.access.roles import Role
from praktijk.cli import installation, praktijk
from praktijk.dossiers.gathering import gather
from praktijk.dossiers.paper import as_file
from praktijk.errors import UserError
from praktijk.recommendations.un.followup import actions
from praktijk.recommendations.un.models import UNRecommendation
from tests.factories import CommitmentFactory, PersonFactory, UnitFactory
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _corpus(monkeypatch):
    monkeypatch.setattr(installation, "open_up", lambda: None)
    forget(monkeypatch)
    take_in()


@pytest.fixture
def officer():
    return PersonFactory(role=Role.POLICY_OFFICER, language="en")


def read(file: bytes, kind: str) -> str:
    """The words of a file, with single spaces."""
    if kind == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(file)).pages)
    else:
        document = Document(io.BytesIO(file))
        text = " ".join(
            element.text_recursive for element in document.body.get_elements("//text:h | //text:p")
        )
    return " ".join(text.replace("\u200b", "").replace("-\n", "").split())


def made(reader, kind="odt", language="en", country="TD"):
    with override(language):
        return as_file(gather(reader, country, timezone.localdate()), kind, language=language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_every_section_and_figure_of_the_page_stands_in_the_file(officer, kind, language):
    CommitmentFactory(title_en="Open the doors", title_nl="Open de deuren", countries=["TD"])
    with override(language):
        dossier = gather(officer, "TD", timezone.localdate())
    words = read(made(officer, kind, language), kind)
    for part in dossier.parts:
        assert part.title in words
        assert part.content.sentence[:40] in words
    for one in dossier.first:
        assert one.label in words
        assert one.value.text in words
    assert "Let judges into each prison" in words
    assert {"nl": "Open de deuren", "en": "Open the doors"}[language] in words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pdf_claims_and_bears_the_marks_of_pdf_ua(officer, language):
    root = pypdf.PdfReader(io.BytesIO(made(officer, "pdf", language))).trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_odt_has_headings_tables_with_heads_and_its_language(officer):
    document = Document(io.BytesIO(made(officer, "odt", "nl")))
    assert len(document.body.get_elements("//text:h")) > 6
    assert document.body.get_elements("//table:table-header-rows")
    languages = document.styles.get_elements("//style:default-style/style:text-properties")
    assert {element.get_attribute("fo:language") for element in languages} == {"nl"}


@pytest.mark.parametrize(
    "text",
    [
        "#set text(fill: red) $x$ *y* _z_ @ref",
        "السلام عليكم",
        "Права человека",
        "日本語の勧告",
        "W" * 300,
        "</text:p><script>alert(1)</script>",
        "a\x0bb",
        "“quotes” — dashes … and ✓",
    ],
)
@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_whatever_stands_in_a_text_is_printed_and_not_run(officer, text, kind):
    actions.add_note(
        by=officer,
        recommendation=UNRecommendation.objects.get(countries=["TD"]),
        on=timezone.localdate(),
        text=f"Note {text} end",
    )
    words = read(made(officer, kind), kind)
    assert "Note" in words
    assert "end" in words


def test_what_is_restricted_stays_out_for_others_and_is_audited(officer):
    unit = UnitFactory()
    CommitmentFactory(
        title_en="Quiet diplomacy", countries=["TD"], level=Level.RESTRICTED, restricted_to=[unit.pk]
    )
    insider = PersonFactory(role=Role.POLICY_OFFICER, units=[unit], language="en")
    for kind in ("pdf", "odt"):
        assert "Quiet diplomacy" not in read(made(officer, kind), kind)
        assert "Quiet diplomacy" not in read(made(Public(), kind), kind)
        assert "Quiet diplomacy" in read(made(insider, kind), kind)
    assert AuditEvent.objects.filter(action="read", person=insider).count() == 2


def test_for_the_public_there_is_nothing_of_what_posts_wrote(officer):
    actions.add_note(
        by=officer,
        recommendation=UNRecommendation.objects.get(countries=["TD"]),
        on=timezone.localdate(),
        text="The minister promised a visit",
    )
    assert "The minister promised a visit" in read(made(officer), "odt")
    assert "The minister promised a visit" not in read(made(Public()), "odt")


def test_from_the_page(client, officer):
    client.force_login(officer)
    page = client.get("/countries/TD/").content.decode()
    for address in re.findall(r'href="(/countries/TD/dossier\.\w+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith('attachment; filename="praktijk-tcd-')
    client.force_login(PersonFactory(role=Role.ADMINISTRATOR))
    assert client.get("/countries/TD/dossier.pdf").status_code == 403
    client.force_login(officer)
    assert client.get("/countries/XX/dossier.pdf").status_code == 404
    assert client.get("/countries/TD/dossier.exe").status_code == 404


def test_a_country_with_very_much(officer):
    take_in(*(record(f"w{n}", Text=f"<p>150.{n} Dig well number {n} in the village</p>") for n in range(60)))
    for kind in ("pdf", "odt"):
        assert "Kenya" in read(made(officer, kind, country="KE"), kind)


@pytest.mark.parametrize("kind", ["pdf", "odt"])
def test_what_was_published_on_no_day_that_we_know_has_no_figure_over_time(client, officer, kind):
    take_in(record("undated", Countries=["Ghana"], PublicationDate=None, Text="<p>12.3 Dig a well</p>"))
    assert "Ghana" in read(made(officer, kind, country="GH"), kind)
    client.force_login(officer)
    assert 'data-chart="{}"' not in client.get("/countries/GH/").content.decode()


def run(*arguments):
    return praktijk.main(["dossier", *arguments], standalone_mode=False)


def test_by_command(tmp_path, officer):
    run("KEN", "--format", "odt", "--language", "en", "-o", str(tmp_path / "ken.odt"))
    assert "Kenya" in read((tmp_path / "ken.odt").read_bytes(), "odt")
    run("Kenia", "-o", str(tmp_path / "ken.pdf"), "--person", officer.email)
    assert (tmp_path / "ken.pdf").read_bytes().startswith(b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ken.odt", "ken.pdf"]


@pytest.mark.parametrize(
    "arguments,why",
    [
        (["Kenja", "-o", "{}/x.pdf"], "Do you mean"),
        (["XX", "-o", "{}/x.pdf"], "no such country"),
        (["KEN", "-o", "{}"], "is a folder"),
        (["KEN", "-o", "{}/no/x.pdf"], "does not exist"),
        (["KEN", "-o", "{}/x.pdf", "--person", "nobody@example.org"], "nobody with this address"),
    ],
)
def test_a_command_that_cannot_be_done_says_why_and_writes_nothing(tmp_path, arguments, why):
    with pytest.raises(UserError, match=why):
        run(*(one.format(tmp_path) for one in arguments))
    assert list(tmp_path.iterdir()) == []


def test_an_administrator_reads_no_dossier_by_command_either(tmp_path):
    administrator = PersonFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(UserError, match="no role"):
        run("KEN", "-o", str(tmp_path / "x.pdf"), "--person", administrator.email)
