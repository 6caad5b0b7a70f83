# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what somebody types to a question for PostgreSQL: words, "phrases", -exclusion, prefix*, OR."""

import re
from dataclasses import dataclass

from praktijk.recommendations.un.words import CONFIGURATIONS

_PARTS = re.compile(r'(?P<no>-)?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))')
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Part:
    """One part of what was typed: its words, whether they are a phrase, a beginning, or not wanted."""

    words: str
    phrase: bool = False
    beginning: bool = False
    unwanted: bool = False
    alternative: bool = False


def parts_of(typed: str) -> list[Part]:
    """The parts of what was typed; `alternative` are those after OR (or "of", "|") to the part before."""
    parts: list[Part] = []
    alternative = False
    for found in _PARTS.finditer(typed):
        word = found["word"]
        if word in ("OR", "OF", "|") and parts and not found["no"]:
            alternative = True
            continue
        phrase = found["phrase"] is not None
        words = " ".join(_SIGNS.sub(" ", found["phrase"] if phrase else word).split())
        if words:
            beginning = not phrase and word.endswith("*") and len(words) > 1
            parts.append(
                Part(
                    words=words,
                    phrase=phrase or " " in words,
                    beginning=beginning,
                    unwanted=found["no"] is not None,
                    alternative=alternative and not found["no"],
                )
            )
        alternative = False
    return parts


def question(parts: list[Part], language: str) -> tuple[str, list[str]]:
    """(expression of type tsquery, its parameters) for texts in a language.

    Without one wanted part there is nothing to find by: the expression is an empty question.
    """
    configuration = CONFIGURATIONS.get(language, "simple")
    expression = ""
    values: list[str] = []
    for part in parts:
        one, value = _one(part, configuration)
        values.append(value)
        if not expression:
            expression = one
        elif part.alternative:
            expression = f"({expression} || {one})"
        else:
            expression = f"({expression} && {one})"
    return expression or "''::tsquery", values


def _one(part: Part, configuration: str) -> tuple[str, str]:
    sort = f"'{configuration}'::regconfig"
    if part.beginning:
        *before, last = part.words.split()
        question, value = f"to_tsquery({sort}, %s)", " & ".join([*before, f"{last}:*"])
    elif part.phrase:
        question, value = f"phraseto_tsquery({sort}, %s)", part.words
    else:
        question, value = f"plainto_tsquery({sort}, %s)", part.words
    return (f"!!{question}" if part.unwanted else question), value
