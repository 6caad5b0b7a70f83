# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The reader's frozen values as plain ones for JSON, and back, with every value checked on the way.

This is how a child process hands over what it read: unlike pickle it cannot make the parent run
anything, whatever a hostile letter made of the child.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class NotAsAgreed(ValueError):
    """Plain values that are not what the type they should become says."""


def to_plain(value: object) -> Any:
    """A dataclass as a dict of its fields, a tuple as a list, a date as ISO text; the rest as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(wanted: type[T], value: object) -> T:
    """`value` as a `wanted`. Raises NotAsAgreed for another type, an unknown field or a missing one."""
    made = _dataclass(wanted)(value)
    assert isinstance(made, wanted)
    return made


def check_passages(value: object, length: int) -> None:
    """Check that all passages in `value` lie within a text of `length` characters, else NotAsAgreed."""
    if isinstance(value, tuple):
        for item in value:
            check_passages(item, length)
    elif is_dataclass(value) and not isinstance(value, type):
        found = {field.name: getattr(value, field.name) for field in fields(value)}
        places = [found[name] for name in ("start", "end") if name in found]
        if "body_end" in found:  # a section reaches from its heading to the end of what is under it
            places.append(found["body_end"])
        if places != sorted(places) or any(not 0 <= place <= length for place in places):
            raise NotAsAgreed("A passage lies outside the text")
        for item in found.values():
            check_passages(item, length)


@cache
def _maker(wanted: Any) -> Callable[[object], Any]:
    """The function that makes a `wanted` from a plain value."""
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return _one_of(arguments)
    if origin is Literal:
        return _literal(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if wanted is date:
        return _date
    if isinstance(wanted, type) and is_dataclass(wanted):
        return _dataclass(wanted)
    if wanted is type(None) or wanted in (str, int, float, bool):
        return _simple(wanted)
    raise TypeError(f"{wanted} cannot be made from plain values")


def _one_of(options: tuple[Any, ...]) -> Callable[[object], Any]:
    def make(value: object) -> Any:
        for option in options:
            try:
                return _maker(option)(value)
            except NotAsAgreed:
                continue
        raise NotAsAgreed("A value is of none of the agreed types")

    return make


def _literal(allowed: tuple[Any, ...]) -> Callable[[object], Any]:
    def make(value: object) -> Any:
        if not isinstance(value, str | int) or value not in allowed:
            raise NotAsAgreed("A value is not one of those agreed")
        return value

    return make


def _tuple(arguments: tuple[Any, ...]) -> Callable[[object], Any]:
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise TypeError("Only tuples of one type and any length are handed over")

    def make(value: object) -> Any:
        if not isinstance(value, list):
            raise NotAsAgreed("A list was agreed")
        item = _maker(arguments[0])
        return tuple(item(one) for one in value)

    return make


def _date(value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        raise NotAsAgreed("A date was agreed") from error


def _simple(wanted: type) -> Callable[[object], Any]:
    def make(value: object) -> Any:
        if wanted is float and type(value) is int:
            return float(value)
        if type(value) is not wanted:
            raise NotAsAgreed(f"{wanted.__name__} was agreed")
        return value

    return make


def _dataclass(wanted: type) -> Callable[[object], Any]:
    hints = get_type_hints(wanted)
    names = [field.name for field in fields(wanted)]

    def make(value: object) -> Any:
        if not isinstance(value, dict) or set(value) != set(names):
            raise NotAsAgreed(f"The fields of {wanted.__name__} were agreed")
        return wanted(**{name: _maker(hints[name])(value[name]) for name in names})

    return make
