# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a round, without a language: a code, and the values that a sentence about it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, as a code ("weights_clash") and what it is about ({"group": "need"})."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


class InvalidRound(Exception):
    """A round that cannot be worked out; ``faults`` says all that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} {dict(fault.values)}" for fault in faults))
        self.faults: list[Fault] = list(faults)


def demand(faults: Sequence[Fault]) -> None:
    """Raise ``InvalidRound`` where there is any fault."""
    if faults:
        raise InvalidRound(faults)
