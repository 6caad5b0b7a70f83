# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""One browser and one furnished site for all tests here; each test has windows of its own.

Playwright keeps a loop running in this thread, in which Django refuses its database. So it stops after the
last test of this folder, and these tests see the database through pages only.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import chromium
from tests.browser.site import Site, running
from tests.browser.watching import Watch

HERE = "tests/browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs the browser."""
    for item in items:
        if HERE in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running demonstration."""
    with running(tmp_path_factory.mktemp("site") / "data") as site:
        yield site


@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.arguments())
        yield browser
        browser.close()


Visiting = Callable[..., Page]


@pytest.fixture
def visiting(chrome: Browser, site: Site) -> Iterator[Visiting]:
    """Opens a window of somebody: `visiting("chief-nl", width=320, java_script_enabled=False)`.

    Whatever goes wrong in it on the way, from a blocked style to a lost request, fails the test at its end.
    A visitor's name is empty; the language is then that of the cookie, Dutch if not said otherwise.
    """
    windows: list[BrowserContext] = []
    watches: list[Watch] = []

    def visit(
        who: str = "", *, width: int = 1280, height: int = 900, language: str = "", **options: Any
    ) -> Page:
        context = chrome.new_context(
            base_url=site.address,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            **options,
        )
        windows.append(context)
        context.set_default_timeout(10_000)
        cookies = {"sessionid": site.sessions[who] if who else "", "django_language": language}
        context.add_cookies(
            [{"name": name, "value": value, "url": site.address} for name, value in cookies.items() if value]
        )
        page = context.new_page()
        watches.append(Watch(page, site.address))
        return page

    yield visit
    for context in windows:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)
