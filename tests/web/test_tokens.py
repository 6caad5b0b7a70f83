# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contrast of the tokens, in the light and the dark scheme: 4.5:1 for text, 3:1 for signs."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest

import praktijk.web
from praktijk.web.charts import PALETTE

STATIC = Path(praktijk.web.__file__).parent / "static" / "web"
BEFORE_CONTRAST = (STATIC / "tokens.css").read_text("utf-8").split("@media (prefers-contrast")[0]
TOKENS = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", BEFORE_CONTRAST.split("[data-density")[0]))
SCHEMES = ("light", "dark")

PAPERS = [
    "--utrecht-document-background-color",
    "--praktijk-subtle-background-color",
    "--praktijk-raised-background-color",
    "--utrecht-page-header-background-color",
]
TEXT = [
    *[
        (ink, paper)
        for paper in PAPERS
        for ink in (
            "--utrecht-document-color",
            "--praktijk-muted-color",
            "--nl-link-color",
            "--utrecht-alert-error-color",
        )
    ],
    ("--utrecht-document-color", "--praktijk-accent-background-color"),
    ("--praktijk-muted-color", "--praktijk-accent-background-color"),
    ("--utrecht-document-color", "--praktijk-found-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-background-color"),
    ("--utrecht-button-primary-action-color", "--utrecht-button-primary-action-hover-background-color"),
    ("--praktijk-waiting-color", "--praktijk-waiting-background-color"),
    *[
        (f"--utrecht-alert-{kind}-color", f"--utrecht-alert-{kind}-background-color")
        for kind in ("ok", "warning", "error", "info")
    ],
    *[
        ("--utrecht-document-color", f"--utrecht-alert-{kind}-background-color")
        for kind in ("ok", "warning", "error", "info")
    ],
]
SIGNS = [
    *[
        (sign, paper)
        for paper in PAPERS
        for sign in (
            "--praktijk-line-strong-color",
            "--utrecht-form-control-border-color",
            "--utrecht-focus-outline-color",
            "--praktijk-accent-color",
            *[name for name in TOKENS if name.startswith("--praktijk-chart-")],
        )
        if not (sign.startswith("--praktijk-chart-") and paper == "--praktijk-subtle-background-color")
    ],
]


def colour(token: str, scheme: str) -> str:
    value = TOKENS[token]
    if inner := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(inner[1], scheme)
    if both := re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", value):
        return both[1 + SCHEMES.index(scheme)]
    return value


def luminance(hexed: str) -> float:
    parts = [int(hexed[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ink,paper", TEXT)
def test_text_stands_out(ink, paper, scheme):
    assert contrast(colour(ink, scheme), colour(paper, scheme)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sign,paper", SIGNS)
def test_signs_stand_out(sign, paper, scheme):
    assert contrast(colour(sign, scheme), colour(paper, scheme)) >= 3


def test_paper_has_the_colours_of_the_light_scheme():
    tokens = {name: colour(f"--praktijk-chart-{name.replace('_', '-')}", "light") for name in asdict(PALETTE)}
    assert tokens == asdict(PALETTE)


def test_every_token_that_is_used_is_defined():
    defined, used = set(), set()
    for sheet in STATIC.glob("*.css"):
        text = sheet.read_text("utf-8")
        defined |= set(re.findall(r"(--[\w-]+):", text))
        used |= set(re.findall(r"var\((--[\w-]+)", text))
    assert used <= defined
