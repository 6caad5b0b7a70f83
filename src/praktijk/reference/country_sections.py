# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sections of the country page: each room registers its own; the page knows none by name.

A section says what it has to say as plain values (`web.blocks.Content`), in the language of the moment.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from praktijk.web.blocks import Content


@dataclass(frozen=True)
class Section:
    """How a room adds its section. `order` follows the chain (10 who we are there ... 90 latest changes).

    `say` gets who reads (a `Person`), the country (ISO 3166-1 alpha-2) and the day of today. It starts from
    `.visible_to(reader)`, asks a number of queries that does not grow with the rows, and gives None when the
    section has nothing to do with this reader; where there is simply nothing yet, its sentence says so and
    what the first step is. Records that carry a confidentiality level go in `Content.read`, so that
    restricted ones are audited as read.
    """

    key: str
    title: Any
    order: int
    say: Callable[[Any, str, date], Content | None]


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    """Add a section, or put it in the place of the one with its key; called when a room is ready."""
    _sections[section.key] = section


def sections() -> Iterable[Section]:
    """All sections, in the order of the page."""
    return sorted(_sections.values(), key=lambda section: (section.order, section.key))
