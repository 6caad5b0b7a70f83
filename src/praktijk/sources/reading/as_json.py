# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reading as plain values, with the keys that `praktijk read --json` promises."""

from __future__ import annotations

from typing import Any

from praktijk.sources.reading.model import Commitment, Due, Reading, Recommendation


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The whole reading: dates as ISO text, offsets as numbers, what is not known as None."""
    source = reading.source
    return {
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "title": source.title,
            "language": source.language,
            "date": source.date.isoformat() if source.date else None,
        },
        "sections": [{"title": one.title, "start": one.start, "end": one.end} for one in reading.sections],
        "recommendations": [_recommendation(one, reading.text) for one in reading.recommendations],
        "commitments": [_commitment(one) for one in reading.commitments],
        "references": [
            {"text": one.text, "id": one.id, "start": one.span.start, "end": one.span.end}
            for one in reading.references
        ],
        "warnings": list(reading.warnings),
    }


def _recommendation(one: Recommendation, text: str) -> dict[str, Any]:
    position = one.position
    return {
        "id": one.id,
        "section": one.section,
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "position": position.value if position else None,
        "position_text": position.span.of(text) if position else None,
        "position_start": position.span.start if position else None,
        "position_end": position.span.end if position else None,
        "confidence": one.confidence,
        "doubts": list(one.doubts),
    }


def _commitment(one: Commitment) -> dict[str, Any]:
    return {
        "id": one.id,
        "text": one.text,
        "start": one.span.start,
        "end": one.span.end,
        "due": _due(one.due),
        "owner": one.owner,
        "recommendation": one.recommendation,
        "confidence": one.confidence,
        "doubts": list(one.doubts),
    }


def _due(due: Due | None) -> dict[str, str | None] | None:
    if due is None:
        return None
    return {
        "text": due.text,
        "earliest": due.earliest.isoformat() if due.earliest else None,
        "latest": due.latest.isoformat() if due.latest else None,
    }
