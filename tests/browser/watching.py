# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong on a page without anybody seeing it: blocked content, errors of scripts, lost requests."""

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# What the browser says of a page that answered 422, as a refused form does, and of what was typed as a day
# and is none. Of answers `_answered` judges.
_ANSWERED_OTHERWISE = ("Failed to load resource", "The specified value")


class Watch:
    """Listens to a page from its first request on; `faults` says what went wrong, a line each."""

    def __init__(self, page: Page, address: str) -> None:
        self.faults: list[str] = []
        self.page = page
        self._address = address
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ANSWERED_OTHERWISE):
            self.faults.append(f"{message.location['url']}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:")):
            self.faults.append(f"asks another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left, or a file that is saved, ends a request; that is nobody's fault.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        policy = response.headers.get("content-security-policy", "")
        is_page = response.headers.get("content-type", "").startswith("text/html")
        if is_page and ("script-src 'self'" not in policy or "unsafe-" in policy):
            self.faults.append(f"{response.url}: policy is {policy!r}")
        if response.status >= 400 and not response.request.is_navigation_request():
            self.faults.append(f"{response.url}: {response.status}")
