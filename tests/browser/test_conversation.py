# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speaking about a promise, by keyboard: without script, and with the help that script gives."""

from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.site import Site


def test_a_comment_is_placed_and_withdrawn_without_script(visiting: Visiting, site: Site):
    page = visiting("colleague-en", java_script_enabled=False)
    page.goto(site.records["promise_without_script"])
    page.locator("#comment_text").fill("Who looks after this, @Chief (en)?\nI do not.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.locator("form[action*=comments] .btn").press("Enter")
    said = page.locator("#comments li").last
    expect(said).to_contain_text("Who looks after this, @Chief (en)?")
    expect(said).to_contain_text("Told: Chief (en)")
    assert page.url.endswith(str(said.get_attribute("id")))
    said.locator("summary").press("Enter")
    with page.expect_navigation():
        said.locator("form .btn").press("Enter")
    expect(page.locator("#comments li").last).to_contain_text("Withdrawn by who wrote it.")


def test_with_script_somebody_is_found_by_a_part_of_the_name(visiting: Visiting, site: Site):
    page = visiting("colleague-en")
    page.goto(site.records["promise_with_script"])
    page.locator("#comment_text").focus()
    # As fast as a person: the field is put in the page on focus, and is listened to a moment later.
    page.locator("#find-people").press_sequentially("chief", delay=60)
    found = page.locator("#found-people").get_by_label("Chief (en)")
    found.press("Space")
    page.locator("#find-people").fill("nobody of this name")
    expect(page.locator("#found-people")).to_contain_text("Nobody of this name")
    expect(found).to_be_checked()
    page.locator("#comment_text").fill("Look at this.")
    with page.expect_navigation():
        page.locator("form[action*=comments] .btn").press("Enter")
    expect(page.locator("#comments li").last).to_contain_text("Told: Chief (en)")


def test_a_file_that_is_too_large_is_said_before_it_is_sent(visiting: Visiting, site: Site, tmp_path):
    page = visiting("colleague-en")
    page.goto(site.records["promise_with_script"])
    film = tmp_path / "film.pdf"
    with film.open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    page.locator("[name=evidence_file]").set_input_files(film)
    page.locator("form[action*=notes] [type=submit]").press("Enter")
    expect(page.locator("form[action*=notes] [role=alert]")).to_have_text(
        "This file is larger than 25 MB. Nothing was sent."
    )
    expect(page.locator("[name=evidence_file]")).to_be_focused()
