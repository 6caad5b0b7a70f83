# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a letter by keyboard, and by two people at once."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.site import Site


def _left(page: Page) -> int:
    progress = page.locator("main progress")
    return int(str(progress.get_attribute("max"))) - int(str(progress.get_attribute("value")))


def _press(page: Page, key: str) -> None:
    """Press a key that leads to a page, and wait for that page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_letter_is_read_by_keyboard_alone(visiting: Visiting, site: Site):
    page = visiting("colleague-nl")
    page.goto(site.records["reading_keys"])
    before = _left(page)
    current = page.locator(".proposal[aria-current]")

    _press(page, "a")
    assert _left(page) == before - 1
    expect(current).to_be_focused()
    _press(page, "x")
    assert _left(page) == before - 2
    _press(page, "u")
    assert _left(page) == before - 1

    first = current.get_attribute("id")
    _press(page, "j")
    assert current.get_attribute("id") != first
    _press(page, "k")
    assert current.get_attribute("id") == first

    page.keyboard.press("e")
    title = page.locator("#doing [name=title_nl]")
    expect(title).to_be_visible()
    page.keyboard.press("Tab")
    expect(title).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Eigen woorden met een a, een x en een u")
    with page.expect_navigation():
        page.locator("#doing button").first.press("Enter")
    assert _left(page) == before - 2

    page.keyboard.press("m")
    other = page.locator("#doing [name=other]").first
    expect(other).to_be_visible()
    with page.expect_navigation():
        page.locator("#doing .acts a").press("Enter")
    _press(page, "u")
    assert _left(page) == before - 1


def test_a_long_proposal_is_split_by_keyboard(visiting: Visiting, site: Site):
    page = visiting("colleague-nl")
    page.goto(f"{site.records['reading_keys']}?show=all")
    cards = page.locator(".proposal")
    before = cards.count()
    for _ in range(before):
        if page.locator("[data-key=s]").count():
            break
        _press(page, "j")
    page.keyboard.press("s")
    words = page.locator("#doing blockquote").inner_text().split()
    typed = page.locator("#doing [name=begins]")
    expect(typed).to_be_visible()
    typed.focus()
    page.keyboard.type(" ".join(words[len(words) // 2 :]))
    with page.expect_navigation():
        page.locator("#doing button").first.press("Enter")
    expect(cards).to_have_count(before + 1)


def test_who_decides_second_hears_it_and_keeps_what_was_typed(visiting: Visiting, site: Site):
    first, second = visiting("chief-nl"), visiting("colleague-en")
    for page in (first, second):
        page.goto(f"{site.records['reading_two']}?do=change")
    typed = "Words that took a long time to find"
    second.locator("#doing [name=title_en]").fill(typed)
    with first.expect_navigation():
        first.locator("#doing button").first.click()
    with second.expect_navigation():
        second.locator("#doing button").first.click()
    expect(second.get_by_role("alert").or_(second.locator(".error-summary")).first).to_contain_text(
        "was decided on by somebody else"
    )
    expect(second.locator("#doing [name=title_en]")).to_have_value(typed)
    with second.expect_navigation():
        second.locator("#doing button").first.click()
    expect(second.locator(".notice--ok")).to_be_visible()


def test_on_a_narrow_screen_the_proposals_do_not_cover_the_letter(visiting: Visiting, site: Site):
    page = visiting("colleague-nl", width=768)
    page.goto(site.records["reading_choosing"])
    proposals = page.locator("[data-proposals]").bounding_box()
    letter = page.locator(".letter-column").bounding_box()
    assert proposals is not None
    assert letter is not None
    assert proposals["y"] + proposals["height"] <= letter["y"]
