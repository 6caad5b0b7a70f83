# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything works where no script runs: from signing in to moving a deadline."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visiting
from tests.browser.furnishing import PASSWORD
from tests.browser.site import Site

LETTER = Path(__file__).parents[2] / "docs" / "users" / "examples" / "brief.txt"


def _send(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).first.click()


def test_signing_in_and_out_and_stepping_in(visiting: Visiting):
    page = visiting(java_script_enabled=False)
    page.goto("/account/login/")
    page.locator("[name=login]").fill("colleague-en@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    _send(page, "main form .btn--main")
    expect(page.locator(".person .who")).to_contain_text("Colleague (en)")
    _send(page, ".person form[action*=logout] button")
    expect(page.locator(".person .who")).to_have_count(0)
    page.goto("/")
    _send(page, "form:has([value=coordinator]) button")
    expect(page.locator(".person .who")).to_contain_text("Vera Voorbeeld")


def test_the_register_is_filtered_and_the_language_stays_on_the_page(visiting: Visiting, site: Site):
    page = visiting("colleague-nl", java_script_enabled=False)
    page.goto("/register/")
    before = page.locator("main .rec").count()
    page.locator("#id_q").fill("toolkit")
    _send(page, "form.filters button")
    assert "q=toolkit" in page.url
    assert 0 < page.locator("main .rec").count() < before
    address = page.url
    _send(page, ".languages button[value=en]")
    assert page.url == address
    expect(page.locator("html")).to_have_attribute("lang", "en")
    _send(page, ".languages button[value=nl]")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_a_letter_is_read_and_entered_in_the_register(visiting: Visiting):
    page = visiting("chief-nl", java_script_enabled=False)
    page.goto("/reading/")
    page.locator("[name=file]").set_input_files(LETTER)
    page.locator("[name=title]").fill("Brief die zonder script is gelezen")
    _send(page, "main form[enctype] .btn--main")
    expect(page.locator("h1")).to_have_text("Brief die zonder script is gelezen")

    _send(page, "[data-key=a]")
    _send(page, "[data-key=e]")
    page.locator("#doing [name=title_nl]").fill("In eigen woorden, zonder script")
    _send(page, "#doing button")
    _send(page, ".review-acts a[href*=enter]")
    expect(page.locator(".listed .proposal")).to_have_count(2)
    _send(page, "main form .btn--main")
    page.goto("/register/?q=zonder+script")
    expect(page.locator("main .rec", has_text="In eigen woorden, zonder script")).to_have_count(1)


def test_a_promise_is_followed_up(visiting: Visiting, site: Site):
    page = visiting("chief-nl", java_script_enabled=False)
    page.goto(site.records["promise_without_script"])
    happened = page.locator(".timeline")

    page.locator("#note [name=text_nl]").fill("De handleiding is af")
    proof = {"name": "bewijs.txt", "mimeType": "text/plain", "buffer": b"De handleiding."}
    page.locator("#note [name=evidence_file]").set_input_files(proof)  # type: ignore[arg-type]
    _send(page, "#note .btn--main")
    expect(happened).to_contain_text("De handleiding is af")
    with page.expect_download() as saved:
        happened.locator("a[href*=evidence]").first.click()
    assert Path(saved.value.path()).read_bytes() == b"De handleiding."

    page.locator("[name=state][value=in_progress]").check()
    _send(page, "form[action*=state] .btn--main")
    expect(page.locator(".head .chip").first).to_contain_text("in uitvoering")

    page.locator("summary", has_text="termijn").first.click()
    page.locator("form[action*=deadline] [name=due_latest]").fill("2031-12-31")
    page.locator("form[action*=deadline] [name=reason]").fill("De vertaling duurt langer")
    _send(page, "form[action*=deadline] button")
    expect(happened).to_contain_text("De vertaling duurt langer")


def test_the_report_is_saved_in_each_format(visiting: Visiting):
    page = visiting("chief-nl", java_script_enabled=False)
    page.goto("/reports/follow-up/")
    for format, beginning in (("pdf", b"%PDF"), ("odt", b"PK"), ("html", b"<!doctype")):
        with page.expect_download() as saved:
            page.locator(f".head a[href*='format={format}']").click()
        assert Path(saved.value.path()).read_bytes().lstrip().startswith(beginning)
