# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a search found as a file: all of it, in the order of the page, with addresses, names and codes."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from praktijk.access.roles import Role
from praktijk.recommendations.un import exporting
from praktijk.recommendations.un.models import UNRecommendation
from tests.factories import PersonFactory
from tests.recommendations.test_export import column, sheets
from tests.recommendations.un.made_uhri import record
from tests.recommendations.un.searching import forget, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def person(client, monkeypatch):
    forget(monkeypatch)
    take_in(record("formula", Text="<p>200.1 =1+1 is what children should learn</p>", Symbol="not a symbol"))
    person = PersonFactory(name="Ans", role=Role.READER, language="en")
    client.force_login(person)
    return person


def fetched(client, kind: str, query: str = "") -> bytes:
    answer = client.get(f"/un/recommendations.{kind}?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == exporting.KINDS[kind]
    assert f".{kind}" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_table_holds_exactly_what_was_found_in_the_order_of_the_page(client, kind):
    rows = sheets(fetched(client, kind, "q=prison&sort=date&page=7"), kind)[0]
    texts = [str(text) for text in column(rows, "Text")]
    assert ["judges" in text for text in texts] == [True, False]
    assert column(rows, "Country") == ["Chad", "Kenya"]
    assert column(rows, "Code of the country") == ["TCD", "KEN"]
    assert column(rows, "Recommending state") == ["France; Netherlands", "Netherlands"]
    assert column(rows, "Code of the recommending state") == ["FRA, NLD", "NLD"]
    assert column(rows, "Symbol of the document") == ["A/HRC/40/15", "A/HRC/29/10"]
    assert column(rows, "Official document")[0] == "https://undocs.org/A/HRC/40/15"
    key = UNRecommendation.objects.get(symbol="A/HRC/40/15").pk
    assert column(rows, "Page of the recommendation")[0] == f"http://testserver/un/{key}/"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_sheet_tells_about_the_file(client, kind):
    about = {
        str(row[0]): row[1] for row in sheets(fetched(client, kind, "q=water&country=KE"), kind)[1] if row
    }
    assert about["Words"] == "water"
    assert about["Country"] == "Kenya"
    assert about["Made by"] == "Ans"
    assert about["Rows"] == 3
    assert about["Page with this search"] == "http://testserver/un/?q=water&country=KE"


def test_json_is_what_the_command_gives_and_more(client):
    said = json.loads(fetched(client, "json", "country=TD"))
    assert said["total"] == len(said["results"]) == 1
    one = said["results"][0]
    assert (one["country"], one["country_name"]) == ("TCD", "Chad")
    assert (one["recommending"], one["recommending_names"]) == (["FRA", "NLD"], ["France", "Netherlands"])
    assert one["url"] == f"http://testserver/un/{one['id']}/"
    assert one["date"] == "2020-01-02"
    assert json.loads(fetched(client, "json", "q=zebra")) == {
        "total": 0,
        "page": "http://testserver/un/?q=zebra",
        "results": [],
    }


def test_what_looks_like_a_formula_is_text_and_what_is_no_symbol_gets_no_address(client):
    rows = sheets(fetched(client, "csv", "q=children"), "csv")[0]
    assert not str(column(rows, "Text")[0]).startswith("=")
    assert exporting.official_address("not a symbol") == ""
    assert exporting.official_address("CEDAW/C/KEN/CO/8") == "https://undocs.org/CEDAW/C/KEN/CO/8"
    assert exporting.official_address("") == ""


def test_all_is_read_in_portions(client, monkeypatch):
    monkeypatch.setattr(exporting, "READ_AT_ONCE", 2)
    with CaptureQueriesContext(connection) as portions:
        whole = json.loads(fetched(client, "json"))
    asked = [query["sql"] for query in portions]  # another request begins a list of its own
    assert [one["id"] for one in whole["results"]] == [
        one["id"] for one in json.loads(fetched(client, "json"))["results"]
    ]
    assert whole["total"] == 6
    assert sum("un_untext" in sql for sql in asked) == 3


def test_the_page_leads_to_the_files(client):
    page = client.get("/un/?q=water").content.decode()
    for kind in ("csv", "xlsx", "ods", "json"):
        assert f'href="/un/recommendations.{kind}?q=water"' in page
    assert client.get("/un/recommendations.pdf").status_code == 404


def test_in_dutch_a_row_is_no_commitment(client, person):
    person.language = "nl"
    person.save()
    page = client.get("/un/?q=water").content.decode()
    assert "Meenemen, 3 rijen:" in page
