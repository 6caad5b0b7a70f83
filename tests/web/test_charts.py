# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Charts: one specification for page and paper, with words, table and download."""

import csv
import gzip
import html
import io
import json
import re
from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse

from praktijk.web import bundle
from praktijk.web.charts import PALETTE, Figure
from praktijk.web.yearline import LEFT, RIGHT, window_on_years
from tests.factories import CommitmentFactory, coordinator

FIGURE = Figure(
    slug="proef",
    title="Hoeveel?",
    finding="Twee van de drie zijn klaar.",
    spec={
        "width": "container",
        "data": {"values": [{"what": "klaar", "n": 2}, {"what": "open", "n": 1}]},
        "mark": {"type": "bar", "color": PALETTE.blue},
        "encoding": {"x": {"field": "n", "type": "quantitative"}, "y": {"field": "what"}},
    },
    columns=["Wat", "Aantal"],
    rows=[["klaar", 2], ["=1+1", 1]],
    source="de proef",
    unit="aantal",
    csv_url="/proef.csv",
    svg_url="/proef.svg",
)


def drawn(figure: Figure) -> str:
    return Template("{% load praktijk %}{% chart figure %}").render(Context({"figure": figure}))


def test_a_chart_says_its_finding_and_has_table_download_unit_and_source():
    page = drawn(FIGURE)
    assert (
        page.count("Twee van de drie zijn klaar.") == 3
    )  # as a sentence, for screen readers, without script
    assert '<img src="/proef.svg" alt="Twee van de drie zijn klaar."' in page
    assert '<th scope="row">klaar</th><td>2</td>' in page
    assert '<a href="/proef.csv" download>' in page
    assert "de proef" in page
    assert "style=" not in page


def test_the_page_gets_names_of_tokens_and_paper_gets_colours():
    spec = json.loads(html.unescape(re.search(r'data-chart="([^"]*)"', drawn(FIGURE)).group(1)))
    assert spec["mark"]["color"] == "var(--praktijk-chart-blue)"
    svg = FIGURE.svg()
    assert PALETTE.blue in svg
    assert "var(" not in svg


def test_the_image_needs_nothing_that_the_policy_forbids():
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|href=.http", FIGURE.svg())


def test_the_csv_is_for_spreadsheets_and_runs_nothing_in_them():
    response = FIGURE.as_csv_response()
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [["Wat", "Aantal"], ["klaar", "2"], ["'=1+1", "1"]]


def test_a_chart_without_numbers_is_only_its_sentence():
    page = drawn(Figure("leeg", "Niets", "Er is niets.", {}, [], []))
    assert "Er is niets." in page
    assert "data-chart" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("figure", ["states", "deadlines"])
def test_the_figures_of_the_register_come_as_numbers_and_as_image(client, figure):
    CommitmentFactory(due_earliest=date(2025, 1, 1), due_latest=date(2025, 12, 31))
    client.force_login(coordinator())
    numbers = client.get(reverse("register_figure", args=[figure, "csv"]))
    image = client.get(reverse("register_figure", args=[figure, "svg"]))
    assert numbers.headers["Content-Type"].startswith("text/csv")
    assert image.headers["Content-Type"] == "image/svg+xml"
    assert image.headers["Cache-Control"] == "private, max-age=60"
    assert image.content.startswith(b"<svg")
    assert not re.search(rb"<style|\sstyle=", image.content)


def test_the_library_is_written_with_its_compressed_twin(tmp_path):
    path = bundle.write(tmp_path / "vega.js", bundle.bundle())
    script = path.read_bytes()
    assert b"praktijkVega" in script
    assert b'"thousands":"."' in script.replace(b" ", b"")
    assert gzip.decompress((tmp_path / "vega.js.gz").read_bytes()) == script


@pytest.mark.parametrize(
    "first,last,today",
    [
        (date(2025, 10, 1), date(2025, 12, 31), date(2026, 11, 24)),
        (date(2030, 6, 1), date(2030, 6, 1), date(2026, 1, 1)),
        (date(1999, 1, 1), date(2040, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_window_stands_on_its_years_with_today(first, last, today):
    line = window_on_years(first, last, today)
    assert LEFT <= line["x"] < line["x"] + line["width"] <= RIGHT + 0.1
    assert LEFT <= line["today_x"] <= RIGHT
    assert (line["x"] < line["today_x"]) == (first < today)
    assert 1 <= len([year for year in line["years"] if year["label"]]) <= 5


@pytest.mark.parametrize(
    "first,last",
    [
        (date(9999, 1, 1), date(9999, 12, 31)),
        (date(1, 1, 1), date(1, 1, 2)),
        (date(1, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_window_at_the_end_of_time_is_drawn_at_the_end_of_the_line(first, last):
    line = window_on_years(first, last, date(2026, 11, 24))
    assert LEFT <= line["x"] < line["x"] + line["width"] <= RIGHT + 0.1
    assert len(line["years"]) <= 203


def test_the_drawing_of_a_window_has_numbers_that_browsers_read_in_every_language():
    page = Template("{% load praktijk %}{% due_bar a b today=c tone='danger' %}").render(
        Context({"a": date(2025, 10, 1), "b": date(2025, 12, 31), "c": date(2026, 3, 3)})
    )
    assert "due-bar--danger" in page
    assert not re.search(r'"\d+,\d+"', page)
