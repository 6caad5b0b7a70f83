# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where there is little room nothing is cut without a sign, and headings get the room that there is."""

import pytest

from tests.browser.conftest import Visiting

WIDTHS = [320, 1280]
_LEGENDS_CUT = """
() => [...document.querySelectorAll(".chart svg")].flatMap((drawing) => {
  const edge = drawing.getBoundingClientRect();
  return [...drawing.querySelectorAll(".role-legend-label text")].filter((label) => {
    const box = label.getBoundingClientRect();
    return box.right > edge.right + 1 || box.left < edge.left - 1;
  }).map((label) => label.textContent);
})
"""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_legend_is_whole_on_a_telephone(visiting: Visiting, language: str):
    page = visiting(f"chief-{language}", width=320)
    for path in ("/register/owed/", "/register/"):
        page.goto(path)
        for chart in page.locator(".chart").all():
            chart.scroll_into_view_if_needed()
            chart.locator("svg").wait_for()
        assert page.evaluate(_LEGENDS_CUT) == []


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_words_in_the_search_field_fit(visiting: Visiting, language: str, width: int):
    page = visiting(f"chief-{language}", width=width)
    page.goto("/register/")
    needed, there_is = page.locator("#search").evaluate(
        """field => {
          const style = getComputedStyle(field);
          const words = document.createElement("canvas").getContext("2d");
          words.font = style.font;
          const sides = parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
          return [words.measureText(field.placeholder).width, field.clientWidth - sides];
        }"""
    )
    assert 0 < needed <= there_is


def test_a_count_in_a_filter_stands_on_one_line(visiting: Visiting):
    page = visiting("chief-nl", width=320)
    page.goto("/register/parliament/differences/")
    page.locator(".filters > a span").first.evaluate("count => { count.textContent = '1 234 567' }")
    heights = page.locator(".filters > a span").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert len(set(heights)) == 1


def test_the_edge_over_which_a_table_goes_on_is_shaded(visiting: Visiting):
    page = visiting("chief-nl", width=320)
    page.goto("/register/owed/")
    table = page.locator(".table-scroll[aria-labelledby=who]")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")
    assert "gradient" in table.evaluate("box => getComputedStyle(box).backgroundImage")


@pytest.mark.parametrize("path", ["/work/", "/register/"])
def test_a_heading_has_more_than_half_of_the_width(visiting: Visiting, path: str):
    page = visiting("chief-nl")
    page.goto(path)
    lead, whole = page.locator(".head .lead, .head").evaluate_all(
        "all => all.toReversed().map(one => one.offsetWidth)"
    )
    assert lead > whole / 2
