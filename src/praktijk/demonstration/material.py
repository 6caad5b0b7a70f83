# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the demonstration is made of: its files, and the moments at which things count."""

import tomllib
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any

from django.utils import timezone

from praktijk.access.acting import System

LOADER = System("demonstration")


def data(name: str) -> dict[str, Any]:
    """What a TOML file of the demonstration holds."""
    return tomllib.loads(text(f"{name}.toml"))


def text(name: str) -> str:
    """The text of a file of the demonstration."""
    return files("praktijk.demonstration").joinpath("data", name).read_text("utf-8")


def moment(on: date) -> datetime:
    """Noon of a day in the ministry's time zone: the moment from which what happened that day counts."""
    return timezone.make_aware(datetime.combine(on, time(12)))
