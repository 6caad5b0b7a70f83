# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The frame in a browser: keys, the folded menu, charts and live filtering."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting

REGISTER = "/register/"


def focused(page: Page) -> str:
    text: str = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return text


def test_keys_search_move_and_open(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto(REGISTER)
    rows = [" ".join(text.split()) for text in page.locator("main [data-row]").all_text_contents()]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == rows[0]
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.type("j/k?")
    assert page.locator("#search").input_value() == "j/k?"
    page.locator("#search").blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/recommendations/**")


def test_keys_are_shown_and_can_be_switched_off(visiting: Visiting):
    page = visiting("chief-nl", locale="nl-NL")
    page.goto(REGISTER)
    keys = page.locator("#keys")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.reload()
    for key in ("?", "/", "j"):
        page.keyboard.press(key)
    expect(keys).to_be_hidden()
    assert focused(page) != "search"
    page.goto("/preferences/")
    page.locator("#keys-on-here").check()
    page.locator("#keys-on-here").blur()
    page.keyboard.press("/")
    assert focused(page) == "search"


def test_without_script_the_menu_unfolds_and_charts_are_images(visiting: Visiting):
    page = visiting("chief-nl", width=320, java_script_enabled=False)
    page.goto(REGISTER)
    rail = page.locator("#menu")
    expect(rail).to_be_hidden()
    page.locator("a.menu").click()
    expect(rail).to_be_visible()
    rail.locator("a.close").click()
    expect(rail).to_be_hidden()
    image = page.locator(".chart img").first
    image.scroll_into_view_if_needed()
    expect(image).to_be_visible()
    assert image.get_attribute("alt")


def test_live_filtering_keeps_the_focus_and_draws_the_charts_again(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto(REGISTER)
    page.locator("[data-chart] svg").first.wait_for()
    before = page.locator("main .rec").count()
    with page.expect_response(lambda answer: "q=toolkit" in answer.url):
        page.locator("#id_q").press_sequentially("toolkit")
    expect(page.locator("main .rec")).not_to_have_count(before)
    assert focused(page) == "id_q"
    assert "q=toolkit" in page.url
    page.locator("[data-chart] svg").first.wait_for()


def test_a_click_on_a_segment_filters(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto(REGISTER)
    segment = page.locator("[data-chart] .mark-rect path").first
    segment.hover()
    expect(page.locator("#vg-tooltip-element")).to_be_visible()
    segment.click()
    page.wait_for_url("**/register/?*theme=*")
    expect(page.locator(".chosen li")).not_to_have_count(0)


def test_charts_follow_the_colours_of_the_device(visiting: Visiting):
    page = visiting("chief-nl")
    page.emulate_media(color_scheme="light")
    page.goto(REGISTER)
    segment = page.locator("[data-chart] .mark-rect path").first
    light = segment.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    expect(segment).not_to_have_attribute("fill", str(light))
