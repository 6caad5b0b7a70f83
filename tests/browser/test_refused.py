# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is refused far down a page is seen at once, also on a telephone and without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.site import Site

FORMS = ["form[action*=state]", "#note form", "form[action*=deadline]", "#comments form[action*=comment]"]


def _refused(page: Page, form: str) -> None:
    folded = page.locator("details:not([open])", has=page.locator(form)).locator("summary")
    if folded.count():
        folded.click()
    with page.expect_navigation():
        page.locator(f"{form} button[type=submit]").last.click()
    summary = page.locator(f"{form} .notice--danger")
    expect(summary).to_be_focused()
    expect(summary.locator("h2")).to_be_in_viewport()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language, word", [("nl", "Fout: "), ("en", "Error: ")])
def test_the_refusal_has_the_focus_and_the_title_says_so(
    visiting: Visiting, site: Site, form: str, language: str, word: str
):
    page = visiting(f"chief-{language}", width=320, height=640)
    page.goto(site.records["late"])
    assert not page.title().startswith(word)
    _refused(page, form)
    assert page.title().startswith(word)


def test_it_has_the_focus_without_script_too(visiting: Visiting, site: Site):
    page = visiting("chief-nl", width=320, height=640, java_script_enabled=False)
    page.goto(site.records["late"])
    page.locator("#note button").last.click()
    expect(page.locator("#note .notice--danger h2")).to_be_in_viewport()
