# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""With script: the address follows what is filtered, and the browser's own buttons work."""

from playwright.sync_api import expect

from tests.browser.conftest import Visiting


def test_back_undoes_a_filter(visiting: Visiting):
    page = visiting("chief-nl")
    page.goto("/register/")
    rows = page.locator("main .rec")
    all_of_them = rows.count()
    page.locator("#id_q").press_sequentially("toolkit")
    page.wait_for_url("**q=toolkit**")
    expect(rows).not_to_have_count(all_of_them)
    found = rows.count()
    page.locator("main .rec [data-row]").first.click()
    page.wait_for_url("**/register/recommendations/**")
    page.go_back()
    page.wait_for_url("**q=toolkit**")
    expect(rows).to_have_count(found)
    expect(page.locator("#id_q")).to_have_value("toolkit")
    page.go_back()
    page.wait_for_url("**/register/")
    expect(rows).to_have_count(all_of_them)
    expect(page.locator("#id_q")).to_have_value("")


def test_the_language_changes_on_the_spot(visiting: Visiting):
    page = visiting("newcomer-nl")
    page.goto("/glossary/?from=here")
    with page.expect_navigation():
        page.locator(".languages button[value=en]").click()
    assert page.url.endswith("/glossary/?from=here")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    with page.expect_navigation():
        page.locator(".languages button[value=nl]").click()
