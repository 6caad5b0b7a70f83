# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on paper: what was written, with the addresses that links lead to, and none of the frame."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Visiting
from tests.browser.site import Site

FRAME = [".top", ".rail", ".demo-bar", ".skip", ".crumbs", "#keys"]


@pytest.mark.parametrize("path", ["/register/", "{recommendation}", "{letter}", "/reports/follow-up/"])
def test_the_frame_stays_behind(visiting: Visiting, site: Site, path: str):
    page = visiting("chief-nl")
    page.goto(path.format(**site.records))
    page.emulate_media(media="print")
    for part in FRAME:
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    for button in page.locator("button").all():
        expect(button).to_be_hidden()
    words = "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)
    assert " ".join(page.locator("h1").inner_text().split())[:30] in " ".join(words.split())
    assert "Vera Voorbeeld" not in words
    assert "Uitloggen" not in words


def test_an_outside_link_shows_its_address(visiting: Visiting, site: Site):
    page = visiting("chief-nl")
    page.goto(site.records["recommendation"])
    page.emulate_media(media="print")
    link = page.locator("main a[href^=https]").first
    after = link.evaluate("element => getComputedStyle(element, '::after').content")
    assert str(link.get_attribute("href")) in after
