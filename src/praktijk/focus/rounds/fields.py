# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small parts of a round's file: words, numbers, countries, tables; what is wrong is remembered."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from praktijk.focus.engine.errors import Fault
from praktijk.focus.rounds.definition import MOST_CANDIDATES

LONGEST = 300


class Fields:
    """Reads small parts; `faults` holds what was wrong, each with the place in the file ("choice.budget")."""

    def __init__(self, code_of: Callable[[str], str | None]) -> None:
        self._code_of = code_of
        self.faults: list[Fault] = []

    def reasons(self, raw: Any, at: str) -> dict[str, str]:
        """Reasons by country, out of tables with both."""
        reasons: dict[str, str] = {}
        for here, one in self.tables(raw, at):
            self.unknown(one, here, {"country", "reason"})
            code = self.country(one.get("country"), here)
            reason = self.text(one, "reason", here)
            if not reason:
                self.wrong("without_reason", here, country=str(one.get("country"))[:60])
            elif code:
                if code in reasons:
                    self.wrong("country_twice", here, country=code)
                reasons[code] = reason
        return reasons

    def countries(self, raw: Any, at: str) -> list[str]:
        """Codes of countries, out of a list of names or codes; each once."""
        if not isinstance(raw, list):
            self.wrong("not_a_list", at)
            return []
        if len(raw) > MOST_CANDIDATES:
            self.wrong("too_many_candidates", at, most=MOST_CANDIDATES, found=len(raw))
            return []
        codes = [code for one in raw if (code := self.country(one, at))]
        for code in dict.fromkeys(codes):
            if codes.count(code) > 1:
                self.wrong("country_twice", at, country=code)
        return list(dict.fromkeys(codes))

    def country(self, name: Any, at: str) -> str | None:
        """The code of a country that is named; None, and a fault, where there is none."""
        code = self._code_of(name) if isinstance(name, str) and name.strip() else None
        if code is None:
            self.wrong("unknown_country", at, found=shown(name))
        return code

    def table(self, raw: Mapping[str, Any], name: str, within: str = "") -> Mapping[str, Any]:
        """A table within another; empty where it is not there."""
        found = raw.get(name, {})
        if not isinstance(found, Mapping):
            self.wrong("not_a_table", f"{within}.{name}" if within else name)
            return {}
        return found

    def tables(self, raw: Any, at: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The tables in a list, each with its place."""
        if not isinstance(raw, list):
            self.wrong("not_a_list", at)
            return
        for number, one in enumerate(raw, 1):
            if isinstance(one, Mapping):
                yield f"{at}[{number}]", one
            else:
                self.wrong("not_a_table", f"{at}[{number}]")

    def text(self, raw: Mapping[str, Any], name: str, at: str, *, needed: bool = False) -> str:
        """Words with single spaces; empty where there are none."""
        value = raw.get(name, "")
        here = f"{at}.{name}" if at else name
        if not isinstance(value, str):
            self.wrong("not_words", here)
            return ""
        words = " ".join(value.replace("\x00", "").split())
        if needed and not words:
            self.wrong("missing", here)
        if len(words) > LONGEST:
            self.wrong("too_long", here, most=LONGEST)
        return words

    def whole(self, raw: Mapping[str, Any], name: str, at: str, allowed: range, default: int | None) -> int:
        """A whole number that is allowed; the default where it is not there, or a fault without one."""
        here = f"{at}.{name}" if at else name
        if name not in raw:
            if default is None:
                self.wrong("missing", here)
            return default or 0
        value = raw[name]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not is_whole(value) or value not in allowed:
            self.wrong("not_a_whole_number", here, found=shown(value), least=allowed[0], most=allowed[-1])
            return default or 0
        return int(value)

    def number(self, raw: Any, at: str) -> float | None:
        """A finite number; None, and a fault, for anything else."""
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            try:
                number = float(raw)
            except OverflowError:
                number = math.inf
            if math.isfinite(number):
                return number
        self.wrong("not_a_number", at, found=shown(raw))
        return None

    def share(self, raw: Any, at: str) -> float:
        """A number from 0 to 1."""
        share = self.number(raw, at)
        if share is not None and not 0 <= share <= 1:
            self.wrong("not_a_share", at, found=share)
        return share or 0.0

    def one_of(self, raw: Mapping[str, Any], name: str, at: str, kind: Any, default: Any) -> Any:
        """A member of an enumeration, by its value."""
        value = raw.get(name, default)
        if not isinstance(value, str) or value not in set(kind):
            self.wrong(
                "not_one_of", f"{at}.{name}", found=shown(value), known=", ".join(str(one) for one in kind)
            )
            return default
        return kind(value)

    def unknown(self, raw: Mapping[str, Any], at: str, known: set[str]) -> None:
        """Find words that are not known in a table: a typing error would count for nothing, untold."""
        for name in raw:
            if name not in known:
                self.wrong(
                    "unknown_word", f"{at}.{name}" if at else str(name), known=", ".join(sorted(known))
                )

    def wrong(self, code: str, at: str, **values: Any) -> None:
        """Remember that something is wrong, and where."""
        self.faults.append(Fault(code, {"at": at, **values}))


def shown(value: Any) -> str:
    """The beginning of a value, for a sentence about it."""
    try:
        return str(value)[:40]
    except ValueError:  # a number of thousands of digits
        return "..."


def without_control(value: Any) -> Any:
    """The same without signs that no database or file can hold, in every text within it."""
    match value:
        case str():
            return value.replace("\x00", "").encode("utf-8", "replace").decode()
        case Mapping():
            return {without_control(name): without_control(one) for name, one in value.items()}
        case list():
            return [without_control(one) for one in value]
    return value


def is_whole(value: Any) -> bool:
    """Whether it is a whole number, which true and false are not."""
    return isinstance(value, int) and not isinstance(value, bool)
