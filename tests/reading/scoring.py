# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Precision and recall of the reader against a person's own reading.

    python -m tests.reading.scoring tests/letters/dev [--misses]

prints a table over the letters of a folder, each `NAME.<format>` with its `NAME.truth.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from praktijk.sources.reading import SURE, Reading, Span, read_file

KINDS = ("sections", "recommendations", "positions", "commitments", "windows", "references")


@dataclass
class Count:
    """`right` proposals that match, of `proposed`; `wanted` in the truth, of which `found`."""

    right: int = 0
    proposed: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, other: Count) -> None:
        self.right += other.right
        self.proposed += other.proposed
        self.found += other.found
        self.wanted += other.wanted

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 1.0


@dataclass
class Score:
    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for kind in KINDS:
            self.counts[kind].add(other.counts[kind])


def span_of(item: Any, text: str, after: int = 0) -> Span:
    """The span of a truth's entry: [start, end], {"start", "end"}, or a quote found in the text.

    Quotes are found with white space collapsed, the first at or after `after`, else the first at all.
    """
    if isinstance(item, list):
        return Span(item[0], item[1])
    if isinstance(item, dict) and "start" in item:
        return Span(item["start"], item["end"])
    quote = item if isinstance(item, str) else item.get("quote", item.get("text"))
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    match = pattern.search(text, after) or pattern.search(text)
    if match is None:
        raise ValueError(f"not in the letter: {quote!r}")
    return Span(*match.span())


def spans_of(items: list[Any], text: str) -> list[Span]:
    """The spans of entries that stand in the letter's order: a quote said twice is found twice."""
    found: list[Span] = []
    for item in items:
        after = found[-1].end if found else 0
        found.append(span_of(item, text, after))
    return found


def same(proposed: Span, wanted: Span) -> bool:
    """At least half in common, or all that is wanted within what is proposed."""
    shared = min(proposed.end, wanted.end) - max(proposed.start, wanted.start)
    if shared <= 0:
        return False
    union = max(proposed.end, wanted.end) - min(proposed.start, wanted.start)
    return shared / union >= 0.5 or proposed.contains(wanted)


def pairs(proposed: list[Span], wanted: list[Span]) -> dict[int, int]:
    """For each wanted span that is matched, by number, the proposal that matches it best."""
    options = []
    for w, want in enumerate(wanted):
        for p, prop in enumerate(proposed):
            if same(prop, want):
                shared = min(prop.end, want.end) - max(prop.start, want.start)
                union = max(prop.end, want.end) - min(prop.start, want.start)
                options.append((shared / union, w, p))
    found: dict[int, int] = {}
    for _, w, p in sorted(options, reverse=True):
        if w not in found and p not in found.values():
            found[w] = p
    return found


def score(reading: Reading, truth: dict[str, Any]) -> Score:
    """Compare one reading with the truth; what the truth calls defensible counts neither way."""
    result = Score()
    text = reading.text
    proposals = {
        "sections": [one.span for one in reading.sections],
        "recommendations": [one.span for one in reading.recommendations],
        "commitments": [one.span for one in reading.commitments],
        "references": [one.span for one in reading.references],
    }
    matches: dict[str, dict[int, int]] = {}
    for kind, spans in proposals.items():
        wanted = spans_of(truth.get(kind, []), text)
        allowed = [span_of(item, text) for item in truth.get("defensible", {}).get(kind, [])]
        found = matches[kind] = pairs(spans, wanted)
        right = set(found.values())
        contained = {
            p
            for p, s in enumerate(spans)
            if p not in right and any(same(s, w) or w.contains(s) for w in (*wanted, *allowed))
        }
        result.counts[kind] = Count(len(right), len(spans) - len(contained), len(found), len(wanted))
        result.misses += [
            f"{kind} missed: {w.of(text)[:150]!r}" for n, w in enumerate(wanted) if n not in found
        ]
        result.misses += [
            f"{kind} wrong: {s.of(text)[:150]!r}"
            for p, s in enumerate(spans)
            if p not in right and p not in contained
        ]
    _positions(reading, truth, matches["recommendations"], result)
    _windows(reading, truth, matches["commitments"], result)
    _references(reading, truth, matches["references"], result)
    return result


def _positions(reading: Reading, truth: dict[str, Any], found: dict[int, int], result: Score) -> None:
    count = result.counts["positions"]
    for w, p in found.items():
        item, proposal = truth["recommendations"][w], reading.recommendations[p]
        allowed = {item.get("position"), *item.get("also", [])}
        given = proposal.position.value if proposal.position else None
        count.proposed += given is not None
        count.right += given is not None and given in allowed
        if given not in allowed:
            words = proposal.position.span.of(reading.text) if proposal.position else ""
            result.misses.append(
                f"position {given} ({words[:80]!r}) not {item.get('position')}: {proposal.text[:90]!r}"
            )
    count.wanted = sum(1 for item in truth.get("recommendations", []) if item.get("position"))
    count.found = count.right


def _windows(reading: Reading, truth: dict[str, Any], found: dict[int, int], result: Score) -> None:
    count = result.counts["windows"]
    for w, item in enumerate(truth.get("commitments", [])):
        wanted = item.get("due")
        given = reading.commitments[found[w]].due if w in found else None
        shown = (
            (given.earliest and given.earliest.isoformat(), given.latest and given.latest.isoformat())
            if given
            else None
        )
        right = bool(wanted and shown and shown == (wanted.get("earliest"), wanted.get("latest")))
        count.wanted += wanted is not None
        count.proposed += given is not None
        count.right += right
        count.found += right
        if (wanted or given) and not right:
            result.misses.append(
                f"window {shown} not {wanted}: {span_of(item, reading.text).of(reading.text)[:120]!r}"
            )


def _references(reading: Reading, truth: dict[str, Any], found: dict[int, int], result: Score) -> None:
    for w, p in found.items():
        item = truth["references"][w]
        wanted = item.get("id") if isinstance(item, dict) else None
        if wanted and reading.references[p].id != wanted:
            result.misses.append(f"reference id {reading.references[p].id!r} not {wanted!r}")
            result.counts["references"].right -= 1
            result.counts["references"].found -= 1


def letters_in(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every letter of a folder that has its truth beside it, by name."""
    found = []
    for truth_path in sorted(folder.glob("*.truth.json")):
        name = truth_path.name.removesuffix(".truth.json")
        sources = [path for path in folder.glob(f"{name}.*") if path != truth_path]
        if sources:
            found.append((sources[0], json.loads(truth_path.read_text(encoding="utf-8"))))
    return found


def sure_and_unsure(folder: Path) -> tuple[Count, Count]:
    """How many of the sure and of the unsure proposals are right: recommendations with their position,
    and commitments. What is defensible counts neither way.
    """
    sure, unsure = Count(), Count()
    for path, truth in letters_in(folder):
        reading = read_file(path)
        text = reading.text
        for kind, proposals in (
            ("recommendations", reading.recommendations),
            ("commitments", reading.commitments),
        ):
            spans = [one.span for one in proposals]
            wanted = spans_of(truth.get(kind, []), text)
            allowed = [span_of(item, text) for item in truth.get("defensible", {}).get(kind, [])]
            matched = {p: w for w, p in pairs(spans, wanted).items()}
            for p, proposal in enumerate(proposals):
                count = sure if proposal.confidence >= SURE else unsure
                if p not in matched and any(
                    same(spans[p], w) or w.contains(spans[p]) for w in (*wanted, *allowed)
                ):
                    continue
                right = p in matched
                if right and kind == "recommendations":
                    item, position = truth[kind][matched[p]], proposal.position
                    right = position is None or position.value in {
                        item.get("position"),
                        *item.get("also", []),
                    }
                count.proposed += 1
                count.right += right
    return sure, unsure


def table(scores: dict[str, Score]) -> str:
    """A table in Markdown: precision / recall of each kind for each letter, and over all."""
    total = Score()
    lines = ["| letter | " + " | ".join(KINDS) + " |", "|---|" + "---|" * len(KINDS)]
    for name, one in scores.items():
        total.add(one)
        lines.append(f"| {name} | " + " | ".join(_cell(one.counts[kind]) for kind in KINDS) + " |")
    lines.append("| **all** | " + " | ".join(_cell(total.counts[kind]) for kind in KINDS) + " |")
    return "\n".join(lines)


def _cell(count: Count) -> str:
    if not count.wanted and not count.proposed:
        return "-"
    return f"{count.precision:.2f} / {count.recall:.2f} ({count.found} of {count.wanted})"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reader of letters.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed or wrong")
    options = parser.parse_args(arguments)
    scores = {}
    for path, truth in letters_in(options.folder):
        scores[path.stem] = score(read_file(path), truth)
        if options.misses:
            print(f"\n== {path.name}", *scores[path.stem].misses, sep="\n  ")
    print("Precision / recall (found of wanted)\n")
    print(table(scores))
    sure, unsure = sure_and_unsure(options.folder)
    print(f"\nSure proposals right: {sure.right} of {sure.proposed} ({sure.precision:.2f})")
    print(f"Unsure proposals right: {unsure.right} of {unsure.proposed} ({unsure.precision:.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
