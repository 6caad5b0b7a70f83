# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files with a whole round in them: TOML and JSON, and XLSX for who works in a spreadsheet."""

import json
import tomllib
from typing import Any

import tomli_w

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.focus.rounds import sheets

#: Larger files are no round: one with every series for every country holds some 2 MB.
MOST_BYTES = 16 * 1024 * 1024
CONTENT_TYPES = {
    "toml": "application/toml",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def parse(file: bytes, name: str = "") -> dict[str, Any]:
    """What stands in a file, for `reading.read`; its kind is told from what it holds, not from its name.

    Raises InvalidRound for what is no TOML, JSON or XLSX with a table at the top.
    """
    if len(file) > MOST_BYTES:
        raise InvalidRound([Fault("too_large", {"most": MOST_BYTES // 1024**2})])
    if file[:4] == b"PK\x03\x04":
        return sheets.parse(file)
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise InvalidRound([Fault("not_text", {"byte": broken.start + 1})]) from broken
    if not text.strip():
        raise InvalidRound([Fault("empty_file", {})])
    if text.lstrip().startswith("{"):
        return _json(text)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as broken:
        raise InvalidRound([Fault("broken_toml", {"detail": str(broken)[:200]})]) from broken


def _json(text: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as broken:
        raise InvalidRound([Fault("broken_json", {"detail": str(broken)[:200]})]) from broken
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table in which no name stands twice, which JSON lets pass and of which the first would be lost."""
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidRound([Fault("name_twice", {"key": twice[:60]})])
    return table


def written(mapping: dict[str, Any], kind: str) -> bytes:
    """A mapping of `writing.as_mapping` as a file of the kind toml, json or xlsx. KeyError for another."""
    writers = {
        "toml": lambda: tomli_w.dumps(mapping, multiline_strings=False).encode(),
        "json": lambda: (json.dumps(mapping, ensure_ascii=False, indent=2) + "\n").encode(),
        "xlsx": lambda: sheets.written(mapping),
    }
    return writers[kind]()
