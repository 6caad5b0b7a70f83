# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetching Parliament's open data, page after page, from the address that is configured.

A page that does not come is asked for again a few times, so that a break in the middle does not begin the
whole anew. Pages are kept in temporary files until all are there; only then is anything stored. Only https
is followed, only at the host that was configured; plain http only on this machine itself.
"""

import http.client
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import IO, Any
from urllib.parse import SplitResult, urljoin, urlsplit

from praktijk.recommendations.parliament.odata import MAX_BYTES, Answer, Broken, Fault

MOST_PAGES = 2_000
_SECONDS = 30
_TRIES = 4
_CHUNK = 256 * 1024
_HERE = {"localhost", "127.0.0.1", "::1"}
_AGAIN = {408, 425, 429, 500, 502, 503, 504}


class Unreachable(StrEnum):
    """Why no usable answer came."""

    NO_ADDRESS = "no_address"
    NOT_HTTPS = "not_https"
    OTHER_HOST = "other_host"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    TOO_MANY = "too_many"
    IN_CIRCLES = "in_circles"


class Unreached(Exception):
    """The address gave no answer that can be used."""

    def __init__(self, reason: Unreachable, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@contextmanager
def fetched(addresses: str, wait: Callable[[float], None] = time.sleep) -> Iterator[list[IO[bytes]]]:
    """All pages of one or more addresses (separated by spaces), each a file that is read from its beginning.

    `wait` is called with the seconds before a page is asked for again. Raises Unreached, or odata.Broken
    for a page that is no answer of OData.
    """
    if not addresses.split():
        raise Unreached(Unreachable.NO_ADDRESS)
    pages: list[IO[bytes]] = []
    try:
        for address in addresses.split():
            pages.extend(_pages(address, wait, most=MOST_PAGES - len(pages)))
        yield pages
    finally:
        for page in pages:
            page.close()


def _pages(address: str, wait: Callable[[float], None], most: int) -> Iterator[IO[bytes]]:
    configured = urlsplit(address)
    _check(configured, configured)
    seen: set[str] = set()
    taken = 0
    while address:
        if address in seen:
            raise Unreached(Unreachable.IN_CIRCLES, address)
        if len(seen) >= most:
            raise Unreached(Unreachable.TOO_MANY, str(MOST_PAGES))
        seen.add(address)
        page = _page(address, configured, wait, MAX_BYTES - taken)
        try:
            taken += page.tell()
            page.seek(0)
            answer = Answer(page)
            for _row in answer.rows():
                pass
            page.seek(0)
        except BaseException:
            page.close()
            raise
        yield page
        address = urljoin(address, answer.next_link) if answer.next_link else ""
        if address:
            _check(urlsplit(address), configured)


def _check(address: SplitResult, configured: SplitResult) -> None:
    """Raises Unreached for an address that may not be asked."""
    shown = address.geturl()[:200]
    here = address.hostname in _HERE
    if address.scheme != "https" and not (address.scheme == "http" and here):
        raise Unreached(Unreachable.NOT_HTTPS, shown)
    if (address.scheme, address.hostname, address.port) != (
        configured.scheme,
        configured.hostname,
        configured.port,
    ):
        raise Unreached(Unreachable.OTHER_HOST, shown)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to where a next page may be."""

    def __init__(self, configured: SplitResult) -> None:
        self.configured = configured

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        try:
            _check(urlsplit(newurl), self.configured)
        except Unreached:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _page(address: str, configured: SplitResult, wait: Callable[[float], None], most: int) -> IO[bytes]:
    """One page as a temporary file that stands at its end; asked for again where that may help."""
    opener = urllib.request.build_opener(_SameHost(configured))
    request = urllib.request.Request(  # noqa: S310 - its scheme was checked
        address, headers={"Accept": "application/json", "Accept-Encoding": "gzip", "User-Agent": "Praktijk"}
    )
    for left in reversed(range(_TRIES)):
        page = tempfile.TemporaryFile()  # noqa: SIM115 - the caller reads it and closes it
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                _copy(answer, page, most)
            return page
        except urllib.error.HTTPError as error:
            page.close()
            error.close()
            if error.code not in _AGAIN or not left:
                raise Unreached(Unreachable.REFUSED, f"{error.code} {error.reason}") from error
        except (OSError, http.client.HTTPException) as error:
            page.close()
            if not left:
                raise Unreached(
                    Unreachable.NO_ANSWER, str(getattr(error, "reason", "") or error or type(error).__name__)
                ) from error
        except BaseException:
            page.close()
            raise
        wait(2.0 ** (_TRIES - left))
    raise AssertionError("the last try returns or raises")


def _copy(answer: Any, page: IO[bytes], most: int) -> None:
    taken = 0
    while chunk := answer.read(_CHUNK):
        taken += len(chunk)
        if taken > most:
            raise Broken(Fault.TOO_LARGE)
        page.write(chunk)
    if (expected := answer.headers.get("Content-Length")) and int(expected) != taken:
        raise http.client.IncompleteRead(b"", int(expected) - taken)
