# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page in both languages, light and dark, wide and at 320 px: accessible, and nothing goes wrong on it.

320 by 256 px is what a screen of 1280 by 1024 shows at 400 %.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Page, Route

from tests.browser.conftest import Visiting
from tests.browser.judging import by_axe, lost_with_more_room, too_wide
from tests.browser.places import NO_PAGE, Place, places
from tests.browser.site import Site


def _names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def test_every_address_is_looked_at():
    known = {place.name for place in places()} | NO_PAGE
    assert set(_names(get_resolver().url_patterns)) == known


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", places(), ids=str)
def test_page_is_accessible(visiting: Visiting, site: Site, place: Place, language: str):
    page = visiting(place.who and f"{place.who}-{language}", language=language)
    page.emulate_media(color_scheme="light" if language == "nl" else "dark")
    if place.status == 500:
        page.route("**/failure-of-ours", lambda route: _answer_with_failure(route, site))
    answer = page.goto(place.path.format(**site.records))
    assert answer is not None
    assert answer.status == place.status
    place.state(page)
    assert page.locator("html").get_attribute("lang") == language or place.status == 500
    _see_charts_drawn(page)
    faults = _faults(page, language)
    assert not faults, "\n".join(faults)


def _faults(page: Page, language: str) -> list[str]:
    """What is wrong; each of both languages, colours and widths is met with each of the others."""
    wide, narrow = ("light", "dark") if language == "nl" else ("dark", "light")
    faults = [f"wide, {wide}: {fault}" for fault in by_axe(page) + too_wide(page)]
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(color_scheme=narrow)
    return faults + [
        f"narrow, {narrow}: {fault}" for fault in by_axe(page) + too_wide(page) + lost_with_more_room(page)
    ]


def _see_charts_drawn(page: Page) -> None:
    for box in page.locator("[data-chart]:visible").all():
        box.scroll_into_view_if_needed()  # a chart is drawn when it comes near the screen
        box.locator("svg").first.wait_for()
    page.evaluate("scrollTo(0, 0)")


def _answer_with_failure(route: Route, site: Site) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"
    route.fulfill(
        status=500,
        body=site.failure,
        content_type="text/html; charset=utf-8",
        headers={"content-security-policy": policy},
    )
