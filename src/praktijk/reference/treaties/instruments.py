# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The core instruments, and how a text names them."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from praktijk.reference.exchange.spelling import plain

_NUMBER = re.compile(r"\b(?:4|iv)[-. ](\d{1,2})(?:[-. ]([a-d]))?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inquiries:
    """By which article the committee inquires: `how` is "opt_in", "opt_out" or "bound" (always)."""

    how: str
    article: str
    protocol: str = ""


@dataclass(frozen=True, slots=True)
class Treaty:
    """A core instrument. Individuals complain by an article of it, or by a protocol to it; or not at all."""

    key: str
    nl: str
    en: str
    number: str
    adopted: date
    in_force: date
    also: tuple[str, ...]
    protocol_to: str = ""
    complaints_article: str = ""
    complaints_protocol: str = ""
    inquiries: Inquiries | None = None

    @property
    def name(self) -> str:
        """The name in the language of the moment."""
        return self.nl if (get_language() or "nl").startswith("nl") else self.en


@cache
def treaties() -> dict[str, Treaty]:
    """The eighteen core instruments by key, in their order on a page."""
    found = tomllib.loads((Path(__file__).parent / "treaties.toml").read_text("utf-8"))
    return {
        key: Treaty(
            key=key,
            nl=entry["nl"],
            en=entry["en"],
            number=entry["number"],
            adopted=entry["adopted"],
            in_force=entry["in_force"],
            also=tuple(entry["also"]),
            protocol_to=entry.get("protocol_to", ""),
            complaints_article=entry.get("complaints", {}).get("article", ""),
            complaints_protocol=entry.get("complaints", {}).get("protocol", ""),
            inquiries=Inquiries(**entry["inquiries"]) if "inquiries" in entry else None,
        )
        for key, entry in found.items()
    }


def treaty_in(text: str) -> str | None:
    """The key of the instrument that a title or the name of a file names; None for none, or for an amendment.

    The longest name counts: that of a protocol holds that of its treaty. A text that speaks of a protocol
    without telling which names none.
    """
    words = f" {plain(text.replace('_', ' '))} "
    if "amendment" in words:
        return None
    found = max((name for name in _by_name() if f" {name} " in words), key=len, default="")
    if not found:
        return None
    key = _by_name()[found]
    if not treaties()[key].protocol_to and re.search(r" (?:op\d?|(?:optional )?protocol) ", words):
        return None
    return key


def treaty_of_number(name: str) -> tuple[str, str | None]:
    """(number in chapter IV of the Treaty Collection as 4-9-b, key of the instrument) told by a file's name.

    ("", None) for a name that is no such number; the key is None for a treaty that is none of ours.
    """
    matched = _NUMBER.fullmatch(name.strip())
    if matched is None:
        return "", None
    number = "-".join(["4", matched[1], *([matched[2].lower()] if matched[2] else [])])
    return number, next((one.key for one in treaties().values() if one.number == number), None)


@cache
def _by_name() -> dict[str, str]:
    return {
        plain(name): one.key for one in treaties().values() for name in (one.key, one.en, one.nl, *one.also)
    }
