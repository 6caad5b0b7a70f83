# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The process that `isolation` starts: limits itself, carries out one order, answers in JSON, ends."""

from __future__ import annotations

import json
import math
import os
import resource
import sys
from typing import Any

_NO_MEMORY = 12


def limit_oneself(*, seconds: float, memory_bytes: int, result_bytes: int) -> None:
    """Take from this process, for good, what reading one file does not need."""
    cpu = math.ceil(seconds)
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, result_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, allowed = resource.getrlimit(what)
        if allowed != resource.RLIM_INFINITY:
            most = min(most, allowed)
        resource.setrlimit(what, (most, most))


def carry_out(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The answer to one order: {"done": plain values} or {"refused": {code, message, details}}."""
    from praktijk.sources.reading.model import Unreadable
    from praktijk.sources.reading.plain_values import to_plain

    try:
        if order["task"] == "load":
            from praktijk.sources.reading.documents import load

            return {"done": to_plain(load(data, filename=order["filename"]))}
        if order["task"] == "inspect":
            from praktijk.sources.reading.documents.inspection import inspect

            inspect(data, order["filename"])
            return {"done": None}
        from praktijk.sources.reading import read_bytes

        return {"done": to_plain(read_bytes(data, filename=order["filename"], language=order["language"]))}
    except Unreadable as error:
        return {"refused": {"code": error.code, "message": str(error), "details": error.details}}


def main() -> int:
    """Read the order and the file from standard input, answer on standard output; the exit code."""
    with os.fdopen(0, "rb") as question:
        order = json.loads(question.readline())
        limit_oneself(
            seconds=order["seconds"], memory_bytes=order["memory_bytes"], result_bytes=order["result_bytes"]
        )
        try:
            answer = json.dumps(carry_out(order, question.read()), default=str).encode("ascii")
        except MemoryError:
            return _NO_MEMORY
    with os.fdopen(1, "wb") as out:
        out.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
