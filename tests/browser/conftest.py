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


@pytest.fixture(scope="package")
def windows(chrome: Browser) -> Iterator[dict[str, BrowserContext]]:
    """The window that each person keeps open from test to test, so that not every test begins cold."""
    kept: dict[str, BrowserContext] = {}
    yield kept
    for context in kept.values():
        context.close()


@pytest.fixture
def visiting(chrome: Browser, site: Site, windows: dict[str, BrowserContext]) -> Iterator[Visiting]:
    """Opens a page of somebody: `visiting("chief-nl", width=320)`; a visitor's name is empty.

    A visitor, and whoever asks for something of the window (`java_script_enabled=False`), gets one that is
    new. Whatever goes wrong on the way, from a blocked style to a lost request, fails the test at its end.
    """
    new: list[BrowserContext] = []
    watches: list[Watch] = []

    def visit(
        who: str = "", *, width: int = 1280, height: int = 900, language: str = "", **options: Any
    ) -> Page:
        context = windows.get(who)
        if not who or options or context is None:
            context = chrome.new_context(base_url=site.address, reduced_motion="reduce", **options)
            context.set_default_timeout(10_000)
            cookies = {"sessionid": who and site.sessions[who], "django_language": language}
            context.add_cookies(
                [
                    {"name": name, "value": value, "url": site.address}
                    for name, value in cookies.items()
                    if value
                ]
            )
            if who and not options:
                windows[who] = context
            else:
                new.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        watches.append(Watch(page, site.address))
        return page

    yield visit
    for watch in watches:
        watch.page.close()
    for context in new:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)
