# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Short answers by another hand are read no worse than they were."""

from __future__ import annotations

import pytest

from tests.reading.short_answers import ANSWERS, tally

LEAST_RIGHT = {"nl": 0.5, "en": 0.65}


@pytest.mark.parametrize("language", LEAST_RIGHT)
def test_short_answers(language: str) -> None:
    counted = tally(ANSWERS / "dev.toml")[language]

    assert counted.right / counted.answers >= LEAST_RIGHT[language]
    assert counted.sure_and_right / counted.sure > counted.right / counted.answers
