# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The texts on the screen and their Dutch: ``messages.py update [ROOM ...]`` or ``messages.py check``.

Each room keeps its own translation file. The texts are found in code and templates without GNU gettext,
which a fresh machine may not have.
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parent.parent / "src" / "praktijk"
_LANGUAGE = "nl"
_FUNCTIONS: dict[str, tuple[object, ...] | None] = {
    name + lazy: places
    for name, places in (
        ("gettext", None),
        ("ngettext", (1, 2)),
        ("pgettext", ((1, "c"), 2)),
        ("npgettext", ((1, "c"), 2, 3)),
    )
    for lazy in ("", "_lazy", "_noop")
} | {"_": None}
# Without the dates and names that gettext writes, which would only make differences.
_HEADER = r"""# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
msgid ""
msgstr ""
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


@dataclass(frozen=True)
class Found:
    """A text in the code: one string, or singular and plural; with its context where it has one."""

    text: str | tuple[str, str]
    context: str | None
    place: str


def main(arguments: list[str]) -> int:
    """Bring the files up to date, or say what is missing; ends with 1 when something is."""
    settings.configure()
    rooms = sorted(path.parent for path in ROOMS.rglob("apps.py"))
    if arguments[:1] == ["update"]:
        for room in rooms:
            if room.name in arguments[1:] or not arguments[1:]:
                _update(room)
        return 0
    if arguments != ["check"]:
        sys.stderr.write("messages.py update [ROOM ...] | check\n")
        return 2
    problems = [problem for room in rooms for problem in _problems(room)]
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    return 1 if problems else 0


def texts_in(room: Path) -> Iterator[Found]:
    """Every text for translation in a room's code and templates, but for those of a room within it."""
    within = [path.parent for path in room.rglob("apps.py") if path.parent != room]
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts and not any(path.is_relative_to(other) for other in within):
            yield from _texts(path, path.read_text("utf-8"))
    for pattern in ("*.html", "*.txt"):
        for path in sorted(room.rglob(f"templates/**/{pattern}")):
            if not any(path.is_relative_to(other) for other in within):
                # In brackets line ends and indents mean nothing, as in a template.
                yield from _texts(path, f"({templatize(path.read_text('utf-8'), origin=path.name)}\n)")


def _texts(path: Path, code: str) -> Iterator[Found]:
    for line, function, words, _ in extract_python(io.BytesIO(code.encode()), _FUNCTIONS, (), {}):
        place = f"{path.relative_to(ROOMS)}:{line}"
        values = list(words) if isinstance(words, tuple) else [words]
        context = values.pop(0) if "pgettext" in function else None
        if "ngettext" in function or "npgettext" in function:
            if len(values) >= 2 and values[0] and values[1]:
                yield Found((values[0], values[1]), context, place)
        elif values and values[0]:
            yield Found(values[0], context, place)


def _file(room: Path) -> Path:
    return room / "locale" / _LANGUAGE / "LC_MESSAGES" / "django.po"


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=_LANGUAGE)


def _template(room: Path) -> Catalog:
    catalog = Catalog(locale=_LANGUAGE, charset="utf-8")
    for found in texts_in(room):
        catalog.add(found.text, context=found.context)
    return catalog


def _update(room: Path) -> None:
    """New texts come in without a translation, texts that are gone leave, the others stay as they are."""
    wanted = _template(room)
    path = _file(room)
    if not len(wanted):
        return
    old = _read(path) if path.exists() else Catalog(locale=_LANGUAGE)
    new = Catalog(locale=_LANGUAGE)
    missing = 0
    for message in wanted:
        if message.id:
            known = old.get(_key(message), message.context)
            missing += known is None
            new.add(
                message.id,
                known.string if known and _fits(known, message) else None,
                flags=(known.flags if known else set()) | message.flags,
                user_comments=known.user_comments if known else (),
                context=message.context,
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, new, width=100, no_location=True, sort_output=False, omit_header=True)
    path.write_text(_HEADER + text.getvalue().decode(), "utf-8")
    if missing:
        sys.stdout.write(f"{path.relative_to(ROOMS.parent.parent)}: {missing} new text(s) to translate.\n")


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def _fits(known: Message, wanted: Message) -> bool:
    return isinstance(known.id, str) == isinstance(wanted.id, str)


def _problems(room: Path) -> Iterator[str]:
    """What is missing or wrong in a room's Dutch."""
    path = _file(room)
    known = _read(path) if path.exists() else Catalog(locale=_LANGUAGE)
    told: set[tuple[object, str | None]] = set()
    for found in texts_in(room):
        first = found.text[0] if isinstance(found.text, tuple) else found.text
        if (first, found.context) in told:
            continue
        told.add((first, found.context))
        message = known.get(first, found.context)
        if message is None or not _translated(message, plural=isinstance(found.text, tuple)):
            yield f"{found.place}: no Dutch for {first!r}"
        elif message.fuzzy:
            yield f"{found.place}: the Dutch for {first!r} is marked as doubtful (fuzzy)"
    for message in known:
        if message.id:
            for error in message.check(known):
                yield f"{path.relative_to(ROOMS)}: {_key(message)!r}: {error}"


def _translated(message: Message, *, plural: bool) -> bool:
    if plural:
        return not isinstance(message.string, str) and len(message.string) > 1 and all(message.string)
    return isinstance(message.string, str) and bool(message.string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
