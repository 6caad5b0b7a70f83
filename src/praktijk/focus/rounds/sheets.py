# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round as a workbook: a sheet for each part, a row for each thing, in the words of the other files."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from praktijk.focus.engine.errors import Fault, InvalidRound
from praktijk.web.cells import harmless

#: The columns of each sheet, in the words of the file. Lists in one cell have commas between them.
SHEETS: dict[str, list[str]] = {
    "round": ["name", "value"],
    "criteria": [
        "group", "key", "title_nl", "title_en", "series", "vintage", "file", "weight_low", "weight_high",
        "direction", "kind", "goalpost_low", "goalpost_high", "outliers", "oldest", "interests", "order",
    ],
    "candidates": ["country", "current", "left_out", "must_in", "must_out", "cost"],
    "regions": ["region", "at_least", "at_most"],
    "vetoes": ["criterion", "at_least", "at_most", "reason"],
    "people": ["person", "criterion", "weight_low", "weight_high", "order"],
    "in_regions": ["country", "region"],
    "data": ["key", "country", "value", "year", "low", "high", "sd"],
    "sources": ["key", "name", "value"],
}  # fmt: skip
_SETTINGS = {
    "title": None, "year": None, "draws": None, "seed": None, "format": None,
    "aggregation": "method", "minimum_coverage": "method", "data_sets": "method",
    "how_many": "choice", "budget": "choice", "cost": "choice", "themes": "choice", "priorities": "choice",
}  # fmt: skip
#: What of a criterion stands in a cell as it stands in the other files.
_AS_IT_IS = ("series", "vintage", "file", "direction", "kind", "outliers", "oldest")
_WHOLE = frozenset({"year", "draws", "seed", "format", "data_sets", "how_many", "themes", "oldest"})
_MOST_UNPACKED = 256 * 1024 * 1024
_MOST_ROWS = 200_000
Row = dict[str, Any]


def written(mapping: dict[str, Any]) -> bytes:
    """A mapping of `writing.as_mapping` as a workbook."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    head = book.add_format({"bold": True})
    for name, rows in _tables(mapping).items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(SHEETS[name]) - 1, 18)
        sheet.write_row(0, 0, SHEETS[name], head)
        for number, row in enumerate(rows, 1):
            for column, label in enumerate(SHEETS[name]):
                if (value := row.get(label)) is not None:
                    sheet.write(number, column, harmless(value))
    book.close()
    return file.getvalue()


def _tables(mapping: dict[str, Any]) -> dict[str, list[Row]]:
    choice = mapping.get("choice", {})
    settings = [
        {"name": name, "value": (mapping.get(within, {}) if within else mapping).get(name)}
        for name, within in _SETTINGS.items()
    ]
    for row in settings:
        if isinstance(row["value"], list):
            row["value"] = ", ".join(row["value"])
    if order := mapping.get("order"):
        settings.append({"name": "order", "value": order_in_words(order)})
    return {
        "round": [row for row in settings if row["value"] is not None],
        "criteria": list(_criteria(mapping.get("criteria", []), "")),
        "candidates": _candidates(mapping, choice),
        "regions": [
            {"region": key, "at_least": bounds[0], "at_most": bounds[1]}
            for key, bounds in choice.get("regions", {}).items()
        ],
        "vetoes": mapping.get("vetoes", []),
        "people": list(_people(mapping.get("people", {}))),
        "data": [
            {"key": key, "country": country} | value
            for key, values in mapping.get("data", {}).items()
            for country, value in values.items()
        ],
        "in_regions": [
            {"country": country, "region": region} for country, region in mapping.get("regions", {}).items()
        ],
        "sources": [
            {"key": key, "name": name, "value": value}
            for key, facts in mapping.get("sources", {}).items()
            for name, value in facts.items()
        ],
    }


def _criteria(criteria: list[Row], group: str) -> Iterator[Row]:
    for one in criteria:
        title = one.get("title", {})
        titles = title if isinstance(title, dict) else {"nl": title, "en": title}
        low, high = one.get("weight", [None, None])
        first, last = one.get("goalposts", [None, None])
        yield {
            **{name: one.get(name) for name in ("key", *_AS_IT_IS)},
            "group": group or None,
            "title_nl": titles.get("nl"),
            "title_en": titles.get("en"),
            "weight_low": low,
            "weight_high": high,
            "goalpost_low": first,
            "goalpost_high": last,
            "interests": "yes" if one.get("interests") else None,
            "order": order_in_words(one["order"]) if "order" in one else None,
        }
        yield from _criteria(one.get("criteria", []), one["key"])


def _candidates(mapping: dict[str, Any], choice: dict[str, Any]) -> list[Row]:
    named = mapping.get("candidates", {})
    rows: dict[str, Row] = {country: {"country": country} for country in named.get("countries", [])}
    for column, reasons in (
        ("left_out", named.get("left_out", [])),
        ("must_in", choice.get("must_in", [])),
        ("must_out", choice.get("must_out", [])),
    ):
        for one in reasons:
            rows.setdefault(one["country"], {"country": one["country"]})[column] = one["reason"]
    for country in named.get("current", []):
        rows.setdefault(country, {"country": country})["current"] = "yes"
    for country, cost in choice.get("costs", {}).items():
        rows.setdefault(country, {"country": country})["cost"] = cost
    candidates = set(named.get("countries", []))
    for country, row in rows.items():
        if country not in candidates:
            row["country"] = f"{country} *"  # said of a country that is not named as a candidate
    return list(rows.values())


def _people(people: dict[str, Any]) -> Iterator[Row]:
    for person, said in people.items():
        for key, (low, high) in said.get("weights", {}).items():
            yield {"person": person, "criterion": key, "weight_low": low, "weight_high": high}
        for key, order in said.get("orders", {}).items():
            yield {"person": person, "criterion": key, "order": order_in_words(order)}


def order_in_words(order: Sequence[Any]) -> str:
    """An order as `steps_in` reads it."""
    return ", ".join(step if isinstance(step, str) else " = ".join(step) for step in order)


def parse(file: bytes) -> dict[str, Any]:
    """What stands in a workbook, for `reading.read`. Raises InvalidRound for one that holds no round."""
    tables = _read(file)
    made: dict[str, Any] = {"method": {}, "choice": {}}
    for number, row in enumerate(tables.get("round", []), 2):
        name, value = str(row.get("name", "")), row.get("value")
        if name == "order":
            made["order"] = steps_in(value)
        elif name in _SETTINGS:
            within = _SETTINGS[name]
            (made[within] if within else made)[name] = (
                [key.strip() for key in str(value).split(",") if key.strip()]
                if name == "priorities"
                else value
            )
        else:
            raise InvalidRound(
                [Fault("unknown_word", {"at": f"round!A{number}", "known": ", ".join(_SETTINGS)})]
            )
    made["criteria"] = _tree(tables.get("criteria", []))
    _put_candidates(made, tables.get("candidates", []))
    made["choice"]["regions"] = {
        str(row.get("region")): [row.get("at_least", 0), row.get("at_most", 300)]
        for row in tables.get("regions", [])
    }
    made["vetoes"] = tables.get("vetoes", [])
    made["people"] = _opinions(tables.get("people", []))
    made["data"] = _data(tables.get("data", []))
    made["regions"] = {str(row.get("country")): row.get("region") for row in tables.get("in_regions", [])}
    made["sources"] = {}
    for row in tables.get("sources", []):
        facts = made["sources"].setdefault(str(row.get("key", "")), {})
        facts[str(row.get("name", ""))] = str(row.get("value", ""))
    return {name: part for name, part in made.items() if part not in ({}, [])}


def _read(file: bytes) -> dict[str, list[Row]]:
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise InvalidRound([Fault("too_large", {"most": _MOST_UNPACKED // 1024**2})])
        book = openpyxl.load_workbook(io.BytesIO(file), read_only=True, data_only=True)
        return {sheet.title.strip().lower(): _rows(sheet) for sheet in book.worksheets}
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        OSError,
        ValueError,
        EOFError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        zlib.error,
        RuntimeError,
    ) as broken:
        raise InvalidRound([Fault("broken_xlsx", {"detail": str(broken)[:200]})]) from broken  # fmt: skip


def _rows(sheet: Any) -> list[Row]:
    name = sheet.title.strip().lower()
    if name not in SHEETS:
        return []
    lines = sheet.iter_rows(values_only=True)
    labels = [str(value).strip().lower() if value is not None else "" for value in next(lines, ())]
    missing = SHEETS[name][0]
    if missing not in labels:
        raise InvalidRound([Fault("sheet_without_column", {"sheet": name, "column": missing})])
    rows = []
    for number, line in enumerate(lines, 1):
        if number > _MOST_ROWS:
            raise InvalidRound([Fault("too_many_rows", {"sheet": name, "most": _MOST_ROWS})])
        row = {
            label: _plain(label, value)
            for label, value in zip(labels, line, strict=False)
            if label in SHEETS[name] and value is not None and str(value).strip()
        }
        if row:
            rows.append(row)
    return rows


def _plain(label: str, value: Any) -> Any:
    if isinstance(value, str):
        return value.strip().removeprefix("'")
    if isinstance(value, float) and value.is_integer() and label in (*_WHOLE, "value", "at_least", "at_most"):
        return int(value)
    return value


def _tree(rows: list[Row]) -> list[Row]:
    """The criteria as a tree, out of rows that name their group. Raises InvalidRound for a circle."""
    nodes: dict[str, Row] = {}
    parents: dict[str, str] = {}
    for row in rows:
        key = str(row.get("key", ""))
        if key in nodes:
            raise InvalidRound([Fault("key_twice", {"at": "criteria", "key": key, "first": key})])
        nodes[key] = _criterion(row, key)
        parents[key] = str(row.get("group", ""))
    groups = {parent for parent in parents.values() if parent}
    for group in groups:
        if group not in nodes:
            raise InvalidRound([Fault("unknown_criterion", {"at": "criteria", "key": group})])
        nodes[group]["criteria"] = [nodes[key] for key, parent in parents.items() if parent == group]
        for name in ("direction", "kind", "outliers"):
            nodes[group].pop(name, None)
    for key in parents:
        seen = set()
        above = key
        while above:
            if above in seen:
                raise InvalidRound([Fault("cyclic_tree", {"at": "criteria", "key": key})])
            seen.add(above)
            above = parents[above]
    return [nodes[key] for key, parent in parents.items() if not parent]


def _criterion(row: Row, key: str) -> Row:
    made = {name: row[name] for name in _AS_IT_IS if name in row} | {"key": key}
    titles = {language: row[f"title_{language}"] for language in ("nl", "en") if f"title_{language}" in row}
    if titles:
        made["title"] = titles
    if "weight_low" in row or "weight_high" in row:
        made["weight"] = [row.get("weight_low", 0), row.get("weight_high", 1)]
    if "goalpost_low" in row or "goalpost_high" in row:
        made["goalposts"] = [row.get("goalpost_low"), row.get("goalpost_high")]
    if row.get("interests"):
        made["interests"] = str(row["interests"]).lower() in ("yes", "ja", "true", "1")
    if "order" in row:
        made["order"] = steps_in(row["order"])
    return made


def _put_candidates(made: dict[str, Any], rows: list[Row]) -> None:
    candidates: dict[str, list[Any]] = {"countries": [], "left_out": [], "current": []}
    choice = made["choice"]
    for row in rows:
        name = str(row.get("country", ""))
        country = name.removesuffix("*").strip()
        if not name.endswith("*"):
            candidates["countries"].append(country)
        for column, place in (("left_out", candidates), ("must_in", choice), ("must_out", choice)):
            if column in row:
                place.setdefault(column, []).append({"country": country, "reason": str(row[column])})
        if row.get("current"):
            candidates["current"].append(country)
        if "cost" in row:
            choice.setdefault("costs", {})[country] = row["cost"]
    made["candidates"] = candidates


def _opinions(rows: list[Row]) -> dict[str, Any]:
    people: dict[str, Any] = {}
    for row in rows:
        said = people.setdefault(str(row.get("person", "")), {})
        key = str(row.get("criterion", ""))
        if "order" in row:
            said.setdefault("orders", {})[key] = steps_in(row["order"])
        if "weight_low" in row or "weight_high" in row:
            said.setdefault("weights", {})[key] = [row.get("weight_low", 0), row.get("weight_high", 1)]
    return people


def _data(rows: list[Row]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for row in rows:
        key, country = str(row.pop("key", "")), str(row.pop("country", ""))
        if country in data.setdefault(key, {}):
            raise InvalidRound([Fault("two_values", {"at": "data", "key": key, "country": country})])
        data[key][country] = row
    return data


def _named(value: Any) -> list[str]:
    """Keys with commas between them."""
    return [key.strip() for key in str(value or "").split(",") if key.strip()]


def steps_in(value: Any) -> list[Any]:
    """An order out of words: "a, b = c" is a first, then b and c with no order between them."""
    steps: list[Any] = []
    for step in str(value or "").split(","):
        keys = [key.strip() for key in step.split("=") if key.strip()]
        if keys:
            steps.append(keys if len(keys) > 1 else keys[0])
    return steps
