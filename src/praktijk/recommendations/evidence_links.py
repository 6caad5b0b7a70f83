# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links that are offered as evidence: which are of no use, and whether one leads somewhere.

Looking is off unless PRAKTIJK_CHECK_LINKS=1: the network of a ministry may forbid it.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

SECONDS = 10.0
MOST_REDIRECTS = 3

_is_web_address = URLValidator(schemes=["http", "https"])
#: Names that lead nowhere outside one machine or one network (RFC 6761, 6762, 8375, 9476 and custom).
_INSIDE = (
    "localhost",
    "local",
    "internal",
    "intranet",
    "lan",
    "home",
    "home.arpa",
    "corp",
    "test",
    "invalid",
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: Answers of a server that is there and does not let a program in: no sign that the document is gone.
_KEPT_OUT = frozenset({401, 403, 405, 406, 407, 408, 425, 429, 451, 501, 503})


class NoAnswer(Exception):
    """Nobody answered at an address at this moment."""


class NotPublic(Exception):
    """The name leads to a machine of an inner network, or to none that may be asked."""


def checked_address(address: str) -> str:
    """The address, when it can be of use to somebody else.

    Raises ValidationError for one that is no web address, that shows another place than it leads to, or
    that only works on one machine or within one network.
    """
    if not address:
        return ""
    if not address.isprintable():
        raise ValidationError(_is_web_address.message, code="invalid")
    _is_web_address(address)
    parts = urlsplit(address)
    try:
        parts.port  # noqa: B018 - asking is what checks it
    except ValueError as error:
        raise ValidationError(_is_web_address.message, code="invalid") from error
    if "@" in parts.netloc:
        raise ValidationError(
            _("Leave out what stands before the @ in the address: it hides where it leads.")
        )
    host = (parts.hostname or "").rstrip(".")
    if _is_inside(host):
        raise ValidationError(
            _("This address works on one computer or in one network only. Give one that others can open too.")
        )
    return address


def _is_inside(host: str) -> bool:
    try:
        return not _is_public(host)
    except ValueError:
        return any(host == name or host.endswith(f".{name}") for name in _INSIDE)


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address)
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None) or found
    return found.is_global and inner.is_global and not found.is_multicast


def leads_somewhere(address: str) -> bool:
    """Whether a server answers at an address, in the end, that something is there.

    Asks for the head, and for the document itself where a server does not give heads; reads nothing of it.
    Every name is looked up once, and the address found is the one that is connected to: a name cannot lead
    to an inner machine by answering differently the second time. Raises NotPublic, also for a redirect,
    and NoAnswer where the network or the server fails, which says nothing of the link.
    """
    for _turn in range(MOST_REDIRECTS + 1):
        answer = _ask(address, "HEAD")
        if answer.status >= 400 and answer.status not in {404, 410}:
            answer = _ask(address, "GET")
        if answer.status not in _REDIRECTS or not answer.location:
            return 0 < answer.status < 400 or answer.status in _KEPT_OUT
        address = urljoin(address, answer.location)
    return False


@dataclass(frozen=True)
class _Answer:
    """What a server said: 0 where there can be none."""

    status: int
    location: str = ""


def _ask(address: str, method: str) -> _Answer:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotPublic(address)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = _connection(parts, _public_address(parts.hostname, port), port)
    except socket.gaierror as failed:
        if failed.errno == socket.EAI_NONAME:  # there is no such name
            return _Answer(0)
        raise NoAnswer(address) from failed
    except OSError as failed:
        raise NoAnswer(address) from failed
    except (UnicodeError, ValueError):
        return _Answer(0)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": "Praktijk", "Accept": "*/*"})
        answer = connection.getresponse()
        return _Answer(answer.status, answer.headers.get("Location", ""))
    except UnicodeError:
        return _Answer(0)
    except (OSError, http.client.HTTPException) as failed:
        raise NoAnswer(address) from failed
    finally:
        connection.close()


def _public_address(host: str, port: int) -> str:
    """The address of a host, looked up once; every one that it has must be public. Raises NotPublic."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(_is_public(address.partition("%")[0]) for address in found):
        raise NotPublic(host)
    # IPv4 first: many a network still has no way out by the other.
    return min(found, key=lambda address: (":" in address, address))


def _connection(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    """A connection to this very address, in the name of the host."""
    opened = socket.create_connection((address, port), timeout=SECONDS)
    host = str(parts.hostname)
    if parts.scheme == "https":
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=SECONDS)
        try:
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        except OSError:
            opened.close()
            raise
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = opened
    return connection
