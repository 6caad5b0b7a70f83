# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a letter: its headings, paragraphs, list items and table cells.

A document with a known structure keeps it; of plain text the form is read from its lines.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from praktijk.sources.reading.headings import is_furniture, is_heading, is_label_line, numbering
from praktijk.sources.reading.model import Block, BlockKind, LetterText, Span
from praktijk.sources.reading.plain import trimmed
from praktijk.sources.reading.rules import Rules

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(
    r"[ \t]*(?:[-*\u2022\u25cf\u25aa\uf0b7o\u00b7]|\(?R?\d{1,2}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])[ \t]+(?=\S)"
)
_FINAL = re.compile(r"[.!?:;][\"')\]]{0,3}$")
_NEW_SENTENCE = re.compile(r"(?:[.!?;)]\s+|\n\s*)(?=[A-Z])")
_CUTTING = frozenset({"response", "action", "due", "owner"})
_RULE_LINE = re.compile(r"[\s|:+=_*-]+$")


def find_blocks(letter: LetterText, plain: str, rules: Rules) -> list[Block]:
    """All blocks in the order of the text, none empty; every cell knows its table, row and column."""
    if letter.structure:
        blocks = [
            shrunk
            for block in letter.structure
            if block.kind != "footnote" and (shrunk := _shrunk(plain, block)) is not None
        ]
    else:
        blocks = _from_lines(plain, rules)
    blocks = [part for block in blocks for part in _cut_at_labels(plain, block, rules)]
    return _with_headings(plain, blocks, rules)


def _cut_at_labels(plain: str, block: Block, rules: Rules) -> list[Block]:
    """A paragraph in which labels follow one another ("... Reactie: ..."), cut before each label."""
    if block.kind not in {"paragraph", "list_item"}:
        return [block]
    cuts = [block.start]
    for place in _NEW_SENTENCE.finditer(plain, block.start + 1, block.end):
        label = rules.label.match(plain[place.end() : place.end() + 60].lower())
        if label is not None and label["mark"] == ":" and rules.labels[label["label"]] in _CUTTING:
            cuts.append(place.end())
    if len(cuts) == 1:
        return [block]
    spans = [trimmed(plain, start, end) for start, end in zip(cuts, [*cuts[1:], block.end], strict=True)]
    return [replace(block, start=span.start, end=span.end) for span in spans if span.end > span.start]


def _shrunk(plain: str, block: Block) -> Block | None:
    start, end = max(0, block.start), min(len(plain), block.end)
    span = trimmed(plain, start, max(start, end))
    return replace(block, start=span.start, end=span.end) if span.end > span.start else None


def _with_headings(plain: str, blocks: list[Block], rules: Rules) -> list[Block]:
    """Paragraphs that look like headings become headings; runs of them (addresses, lists) do not."""
    body = _body(plain, blocks, rules)
    marks = [
        block.kind == "heading"
        or (at in body and block.kind in {"paragraph", "list_item"} and is_heading(plain, block, rules))
        for at, block in enumerate(blocks)
    ]
    said_again = _said_again(plain, blocks)
    result: list[Block] = []
    for at, block in enumerate(blocks):
        if marks[at] and block.kind != "heading" and (at in said_again or _is_under_label(plain, blocks, at)):
            marks[at] = False
        if block.kind == "heading":
            words = plain[block.start : block.end].lower()
            result.append(replace(block, kind="paragraph") if is_furniture(words, rules) else block)
            continue
        if not marks[at]:
            result.append(block)
            continue
        if at + 1 >= len(blocks) or _in_run(plain, blocks, marks, at):
            result.append(block)
            continue
        level = block.level or max(1, numbering(plain[block.start : block.end]).count(".") + 1)
        result.append(replace(block, kind="heading", level=level))
    return result


def _said_again(plain: str, blocks: list[Block]) -> set[int]:
    """Labels without a number that stand over several answers ("Reactie") and head no section."""
    places: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        words = plain[block.start : min(block.end, block.start + 80)].lower()
        if len(words) < 60 and block.kind != "cell":
            places.setdefault(words, []).append(at)
    return {at for found in places.values() if len(found) > 1 for at in found}


def _is_under_label(plain: str, blocks: list[Block], at: int) -> bool:
    """Whether it is the text of what the line before it only numbers: "Aanbeveling 3"."""
    before = blocks[at - 1] if at else None
    if before is None or before.kind == "cell":
        return False
    words = plain[before.start : before.end]
    return is_label_line(words) and any(char.isdigit() for char in words)


def _body(plain: str, blocks: list[Block], rules: Rules) -> range:
    """The blocks between the salutation and the closing words, where a letter has these."""
    first, last = 0, len(blocks)
    for at, block in enumerate(blocks):
        words = plain[block.start : min(block.end, block.start + 60)].lower()
        if block.start < 4000 and not first and words.startswith(tuple(rules.lists["headings.salutations"])):
            first = at + 1
        elif at > first and words.startswith(tuple(rules.lists["headings.closings"])) and len(words) < 50:
            heads = tuple(rules.lists["headings.after_closing"])
            later = any(plain[b.start : b.start + 40].lower().startswith(heads) for b in blocks[at:])
            last = len(blocks) if later else at
            break
    return range(first, last)


def _in_run(plain: str, blocks: list[Block], marks: list[bool], at: int) -> bool:
    """Whether a would-be heading stands among would-be headings on lines next to one another."""

    def beside(first: int, second: int) -> bool:
        if not (first >= 0 and second < len(blocks) and marks[first] and marks[second]):
            return False
        return plain.count("\n", blocks[first].end, blocks[second].start) < 2

    if is_label_line(plain[blocks[at].start : blocks[at].end]):
        return False
    before, after = beside(at - 1, at), beside(at, at + 1)
    return (before and after) or (before and beside(at - 2, at - 1)) or (after and beside(at + 1, at + 2))


def _from_lines(plain: str, rules: Rules) -> list[Block]:
    lines = [trimmed(plain, *match.span()) for match in _LINE.finditer(plain)]
    lines = [line for line in lines if line.end > line.start]
    width = _wrap_width(plain, lines)
    blocks: list[Block] = []
    table, row = -1, 0
    in_table = False
    at = 0
    while at < len(lines):
        line = lines[at]
        words = plain[line.start : line.end]
        cells = _cells(plain, line)
        if cells and (len(cells) > 1 or in_table):
            if not in_table:
                table, row, in_table = table + 1, 0, True
            if not _RULE_LINE.match(words):
                blocks.extend(
                    Block("cell", cell.start, cell.end, row=row, column=column, table=table)
                    for column, cell in cells
                    if cell.end > cell.start
                )
                row += 1
            at += 1
            continue
        in_table = False
        end = at
        while end + 1 < len(lines) and _continues(plain, lines[at], lines[end], lines[end + 1], width, rules):
            end += 1
        kind: BlockKind = "list_item" if _ITEM.match(words) else "paragraph"
        blocks.append(Block(kind, line.start, lines[end].end))
        at = end + 1
    return blocks


def _cells(plain: str, line: Span) -> list[tuple[int, Span]]:
    """The cells of a line with "|" or tabs in it, by column; empty for an ordinary line."""
    words = plain[line.start : line.end]
    mark = "|" if words.count("|") >= 1 else "\t" if "\t" in words.strip() else ""
    if not mark or (
        mark == "|" and words.count("|") == 1 and not words.startswith("|") and " | " not in words
    ):
        return []
    if mark == "\t" and _ITEM.match(words):
        return []
    start, end = line.start, line.end
    if mark == "|":
        start += 1 if words.startswith("|") else 0
        end -= 1 if words.endswith("|") and end > start else 0
    cells: list[tuple[int, Span]] = []
    for column, piece in enumerate(plain[start:end].split(mark)):
        cells.append((column, trimmed(plain, start, start + len(piece))))
        start += len(piece) + 1
    return cells


def _wrap_width(plain: str, lines: list[Span]) -> int | None:
    """The width at which the text's lines were broken, or None where a line is a paragraph."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 6:
        return None
    widest = lengths[int(len(lengths) * 0.95)]
    if widest > 160 or lengths[-1] > 220:
        return None
    broken = sum(
        1
        for line, following in itertools.pairwise(lines)
        if not _FINAL.search(plain[max(line.start, line.end - 4) : line.end])
        and plain[following.start].islower()
        and plain.count("\n", line.end, following.start) == 1
    )
    return widest if broken * 6 >= len(lines) else None


def _continues(plain: str, first: Span, line: Span, following: Span, width: int | None, rules: Rules) -> bool:
    """Whether the next line belongs to the same paragraph."""
    if plain.count("\n", line.end, following.start) != 1:
        return False
    words, next_words = plain[line.start : line.end], plain[following.start : following.end]
    if _ITEM.match(next_words) or _cells(plain, following) or is_label_line(next_words):
        return False
    if rules.label.match(next_words.lower()) and ":" in next_words[:60]:
        return False
    last_word = words.rsplit(None, 1)[-1].lower()
    open_end = last_word in rules.lists["headings.open_end"] or words.endswith((",", "-"))
    if _FINAL.search(words):
        return (
            width is not None
            and len(words) + _first_word(next_words) >= width * 0.85
            and not words.endswith(":")
        )
    if next_words[0].islower() or open_end:
        return True
    if width is None:
        return False
    return len(words) + 1 + _first_word(next_words) > width * 0.88


def _first_word(words: str) -> int:
    return len(words.split(None, 1)[0])
