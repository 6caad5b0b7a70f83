# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The focus: it goes everywhere in order, is always seen, and comes back from a dialog."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.site import Site

PAGES = [
    "/?doors=1",
    "/search/?q=rechten",
    "/preferences/",
    "/administration/people/new/",
    "{person}",
    "{letter}",
    "/register/?state=in_progress",
    "{late}",
    "/reading/",
    "{reading_choosing}",
    "{reading_choosing}?do=change",
    "/reports/follow-up/",
]
MOST = 500

# Of the focused element: its place in the document, and whether it can be seen and told from the others.
# The button that opens a calendar is the browser's own, in the field, and so is its mark.
# An element is covered where a point of it shows something that it does not stand in, as the sticky bar.
_FOCUS = """
() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  window.stops ??= [...document.querySelectorAll("*")];
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const inside = (low, high, most) => Math.min(Math.max((low + high) / 2, 1), most - 1);
  const x = inside(Math.max(box.left, 0), Math.min(box.right, innerWidth), innerWidth);
  const seen = [0.1, 0.5, 0.9].some((part) => {
    const there = document.elementFromPoint(x, box.top + box.height * part);
    return there && (element.contains(there) || there.contains(element));
  });
  return {
    place: window.stops.indexOf(element),
    seen: seen || box.height > innerHeight,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      || element.matches("[type=date]:not(:focus-visible)"),
    html: element.outerHTML.slice(0, 120),
  };
}
"""


def _walk(page: Page, key: str) -> list[dict[str, Any]]:
    """Every stop of the focus until it leaves the page."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST):
        page.keyboard.press(key)
        stop = page.evaluate(_FOCUS)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    raise AssertionError(f"The focus does not leave the page: {stops[-3:]}")


@pytest.mark.parametrize("path", PAGES)
def test_the_focus_goes_everywhere_in_order_and_is_seen(visiting: Visiting, site: Site, path: str):
    page = visiting("chief-nl", height=700)
    page.goto(path.format(**site.records).partition("#")[0])
    if page.locator("[hx-trigger*=focusin]").count():
        _walk(page, "Tab")  # what a script adds on the way has its place from then on
        page.wait_for_load_state("networkidle")
        page.evaluate("delete window.stops")
    forth = _walk(page, "Tab")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    back = _walk(page, "Shift+Tab")
    places = [stop["place"] for stop in forth]
    assert places == sorted(places), "the order on the screen is that of the page"
    assert {stop["place"] for stop in back} == set(places)
    assert [stop["html"] for stop in forth + back if not stop["marked"]] == []
    assert [stop["html"] for stop in forth + back if not stop["seen"]] == []


def test_the_first_stop_leads_to_the_content(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto("/register/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_dialog_keeps_the_focus_and_gives_it_back(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto("/register/")
    page.keyboard.press("j")
    row = page.evaluate_handle("document.activeElement")
    page.keyboard.press("?")
    dialog = page.locator("#keys")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#keys')"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert page.evaluate("row => document.activeElement === row", row)


def test_the_menu_unfolds_by_keyboard(visiting: Visiting):
    page = visiting("chief-nl", width=600)
    page.goto("/register/")
    menu = page.locator("#menu")
    expect(menu).to_be_hidden()
    page.locator("a.menu").focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#menu') !== null")
