# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a round of choice is made of, before any number is reckoned with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

#: More candidates than there are countries and territories in the world are a mistake in the file.
MOST_CANDIDATES = 300
MOST_DRAWS = 1_000_000
MOST_DATA_SETS = 100


class Direction(StrEnum):
    """What speaks for choosing a country: a higher value of the indicator, or a lower one."""

    MORE = "more"
    LESS = "less"


class Kind(StrEnum):
    """How a value goes to the scale of 0 to 1: evenly, or by its logarithm (for amounts and numbers)."""

    LINEAR = "linear"
    LOG = "log"


class Outliers(StrEnum):
    """What is done with values far from all others.

    They are cut off at the goalposts, or kept as they are; or the goalposts, where the round gives none, are
    set so that few values lie beyond them: 2.5 in a hundred on either side, or Tukey's fences.
    """

    CLIP = "clip"
    KEEP = "keep"
    PERCENTILES = "percentiles"
    FENCES = "fences"


class Aggregation(StrEnum):
    """How much a strong point makes up for a weak one: wholly, in part, or hardly."""

    ARITHMETIC = "arithmetic"
    PARTIAL = "partial"
    GEOMETRIC = "geometric"


@dataclass(frozen=True)
class Weight:
    """The range of a weight among its siblings, whose weights add up to 1."""

    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class Value:
    """A number that a source gave for a country: its year, and how uncertain it is where that is known."""

    value: float
    year: int
    low: float | None = None
    high: float | None = None
    sd: float | None = None


@dataclass(frozen=True)
class Measure:
    """An indicator as a criterion.

    `series` names it in the room of indicators, with the vintage (empty: the latest one); `file` is a plain
    CSV beside the round instead. `goalposts` are the raw values that become 0 and 1; where there are none
    they are taken from all countries, once, before any candidate is left out. A value older than `oldest`
    (a year) does not count.
    """

    key: str
    titles: Mapping[str, str]
    series: str = ""
    vintage: str = ""
    file: str = ""
    weight: Weight = Weight()
    direction: Direction = Direction.MORE
    kind: Kind = Kind.LINEAR
    goalposts: tuple[float, float] | None = None
    outliers: Outliers = Outliers.CLIP
    oldest: int | None = None


@dataclass(frozen=True)
class Group:
    """A group of criteria. `order` has keys of its children, the most important first; see `Opinion`."""

    key: str
    titles: Mapping[str, str]
    children: tuple["Group | Measure", ...]
    weight: Weight = Weight()
    order: tuple[tuple[str, ...], ...] = ()
    interests: bool = False


@dataclass(frozen=True)
class Opinion:
    """The weights of one person: ranges by the key of a criterion, orders by the key of a group.

    An order names children from the most important to the least; those named together have no order among
    them. The key of the whole tree is the empty word. What is not named stays as the round has it.
    """

    weights: Mapping[str, Weight] = field(default_factory=dict)
    orders: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Veto:
    """A bound on the raw value of an indicator; a country beyond it cannot be chosen."""

    key: str
    at_least: float | None = None
    at_most: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Choice:
    """What the countries that are chosen must satisfy together; amounts in euros.

    `cost` is that of a country which `costs` does not name. `regions` hold the least and the most of a
    region; `must_in` and `must_out` the reason by country.
    """

    how_many: int
    regions: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    budget: float | None = None
    cost: float | None = None
    costs: Mapping[str, float] = field(default_factory=dict)
    must_in: Mapping[str, str] = field(default_factory=dict)
    must_out: Mapping[str, str] = field(default_factory=dict)
    themes: int = 3
    priorities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definition:
    """A round: candidates, criteria, method, constraints, people, and the numbers where the file holds them.

    Countries are ISO 3166-1 alpha-2. `candidates` empty means every country in the list of the world.
    `current` are those where the fund works now. `data` has, by the key of an indicator and the country, the
    value to be used, and `sources` what is known of where the values come from; `regions` is the region of
    each country, where the round holds it (else that of our own list).
    """

    title: str
    year: int
    groups: tuple[Group, ...]
    choice: Choice
    order: tuple[tuple[str, ...], ...] = ()
    candidates: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    vetoes: tuple[Veto, ...] = ()
    aggregation: Aggregation = Aggregation.ARITHMETIC
    minimum_coverage: float = 0.5
    data_sets: int = 20
    people: Mapping[str, Opinion] = field(default_factory=dict)
    draws: int = 100_000
    seed: int = 1
    data: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    regions: Mapping[str, str] = field(default_factory=dict)

    def measures(self) -> Iterator[Measure]:
        """The indicators, in the order of the tree."""
        yield from _measures(self.groups)

    def every(self) -> Iterator[Group | Measure]:
        """Every group and indicator, each before what is in it."""
        yield from _every(self.groups)

    @property
    def interests(self) -> Group | None:
        """The group of the state's own interests, with and without which every result is shown."""
        return next((one for one in self.groups if one.interests), None)


def _every(children: tuple[Group | Measure, ...]) -> Iterator[Group | Measure]:
    for child in children:
        yield child
        if isinstance(child, Group):
            yield from _every(child.children)


def _measures(children: tuple[Group | Measure, ...]) -> Iterator[Measure]:
    for child in _every(children):
        if isinstance(child, Measure):
            yield child
