# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of indicators, and what they say on the page of a country."""

import csv
import io

import pytest
from django.utils import timezone
from django.utils.translation import override

from praktijk.access.models import AuditEvent
from praktijk.access.roles import Role
from praktijk.dossiers.gathering import gather
from praktijk.indicators.section import SECTION
from praktijk.web.blocks import Table, Words, kind_of
from tests.factories import PersonFactory, UnitFactory
from tests.indicators.made import HEADER, plain

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


@pytest.fixture
def reader(client):
    person = PersonFactory(role=Role.READER, language="en")
    client.force_login(person)
    return person


def page(client, path="/indicators/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def some(**how):
    rows = [f"{code},{year},{value + year - YEAR}" for code, value in (("KEN", 10), ("TCD", 20), ("GHA", 30))
            for year in range(YEAR - 6, YEAR)]  # fmt: skip
    return plain(*rows, **how)


@pytest.mark.usefixtures("reader")
def test_an_empty_list_says_how_to_begin(client):
    assert "praktijk import indicator" in page(client)
    assert client.get("/indicators/staff/").status_code == 404


@pytest.mark.usefixtures("reader")
def test_the_list_has_publisher_vintage_years_countries_and_age(client):
    some(vintage="spring", publisher="Ourselves")
    said = page(client)
    for words in ("Staff", "Ourselves", "spring", f"{YEAR - 6}–{YEAR - 1}", "1 year old"):
        assert words in said


@pytest.mark.usefixtures("reader")
def test_a_series_lists_countries_without_a_value_apart(client):
    some()
    said = page(client, "/indicators/staff/")
    assert "countries without a value" in said
    assert "No data is not zero." in said
    table, without = said.split('id="without-title"')
    assert "Kenya" in table
    assert "Netherlands" in without
    assert "Netherlands" not in table.split("<caption>")[-1]


@pytest.mark.usefixtures("reader")
def test_an_older_vintage_stays_readable(client):
    plain(f"KEN,{YEAR},1", vintage="old & first")
    plain(f"KEN,{YEAR},2", vintage="new")
    assert "old%20%26%20first" in page(client, "/indicators/staff/")
    assert 'class="number">1<' in page(client, "/indicators/staff/?vintage=old%20%26%20first")
    assert client.get("/indicators/staff/?vintage=never").status_code == 404


@pytest.mark.usefixtures("reader")
def test_all_values_go_along_as_csv_that_can_be_read_in_again(client):
    plain("KEN,2020,1.5,1,2,", "TCD,2021,0,,,0.5", header=f"{HEADER},low,high,sd")
    text = client.get("/indicators/staff/values.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["iso3"], row["year"], row["value"], row["low"], row["sd"]) for row in rows] == [
        ("KEN", "2020", "1.5", "1.0", ""),
        ("TCD", "2021", "0.0", "", "0.5"),
    ]
    again = plain(*text.splitlines()[1:], header=text.splitlines()[0])
    assert not again.changed


@pytest.mark.usefixtures("reader")
def test_the_map_is_an_image_too(client):
    some()
    answer = client.get("/indicators/staff/values.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_what_is_restricted_is_written_down_when_read_and_shown_to_nobody_else(client, reader):
    unit = UnitFactory(code="GEHEIM")
    some(key="secret", level="restricted", restricted_to=(unit.pk,))
    assert "secret" not in page(client)
    assert client.get("/indicators/secret/").status_code == 404
    assert client.get("/indicators/secret/values.csv").status_code == 404
    assert not AuditEvent.objects.filter(action="read").exists()
    reader.units.add(unit)
    page(client, "/indicators/secret/")
    assert AuditEvent.objects.filter(action="read", record_kind="indicators.series").count() == 1


@pytest.mark.usefixtures("reader")
def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    some(key="first")
    page(client)
    with django_assert_max_num_queries(14) as few:
        page(client)
        page(client, "/indicators/first/")
    for number in range(8):
        some(key=f"more-{number}")
    plain(
        *[f"{code},{year},{year}" for code in ("NLD", "BEL", "FRA") for year in range(2000, 2025)],
        key="first",
    )
    with django_assert_max_num_queries(len(few)):
        page(client)
        page(client, "/indicators/first/")


def test_the_page_of_a_country_has_value_age_trend_and_a_chart(reader):
    some(key="one", is_key=True, title_en="Our people")
    plain("TCD,2020,1", key="two", is_key=True, title_en="Our money")
    some(key="three", title_en="No key")
    with override("en"):
        content = SECTION.say(reader, "KE", timezone.localdate())
    assert "Of 1 key indicator 1 got better" in content.sentence
    assert [kind_of(block) for block in content.blocks] == ["table", "words", "figure"]
    table, words = content.blocks[0], content.blocks[1]
    assert isinstance(table, Table)
    assert isinstance(words, Words)
    assert [cell.text for cell in table.rows[0]][:2] == ["Our people", "9"]
    assert table.rows[0][4].tone == "ok"
    assert "Our money" in words.text
    assert not content.illustrative


def test_a_country_without_any_value_is_not_zero(reader):
    some(is_key=True)
    with override("en"):
        content = SECTION.say(reader, "NL", timezone.localdate())
    assert "not zero" in content.sentence
    assert not content.blocks


def test_the_section_asks_two_queries_whatever_there_is(reader, django_assert_num_queries):
    for number in range(5):
        some(key=f"s-{number}", is_key=True)
    reader.roles_held  # noqa: B018
    reader.unit_ids  # noqa: B018
    with django_assert_num_queries(2):
        SECTION.say(reader, "KE", timezone.localdate())


def test_the_whole_page_of_a_country_holds_it_after_what_the_un_asks(client, reader):
    some(is_key=True)
    keys = [part.key for part in gather(reader, "KE", timezone.localdate()).parts]
    assert keys.index("clusters") < keys.index("indicators") < keys.index("eu-guidelines")
    assert "Staff" in page(client, "/countries/KE/")
    assert b"<svg" in client.get("/countries/KE/figures/indicators/1.svg").content
