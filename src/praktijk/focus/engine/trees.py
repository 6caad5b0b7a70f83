# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tree of criteria: what it is made of, what may be wrong with it, and how it is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Union

from praktijk.focus.engine import sampling
from praktijk.focus.engine.errors import Fault, InvalidRound, demand

Order = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Leaf:
    """An indicator in the tree; its weight among its siblings lies between ``low`` and ``high`` (0..1)."""

    key: str
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class Group:
    """A criterion with others below it.

    ``order`` lists children from the most to the least important; those in one inner tuple are placed
    equally, with no order among them, and those not listed are free. It holds besides the children's
    ranges.
    """

    key: str
    children: tuple[Union["Group", Leaf], ...]
    order: Order = ()
    low: float = 0.0
    high: float = 1.0


Node = Group | Leaf


def leaves(tree: Node) -> tuple[str, ...]:
    """The keys of the leaves from left to right: the columns of everything that is drawn."""
    if isinstance(tree, Leaf):
        return (tree.key,)
    return tuple(key for child in tree.children for key in leaves(child))


def groups(tree: Node) -> Iterator[Group]:
    """Every group, the root first, each before those below it."""
    if isinstance(tree, Group):
        yield tree
        for child in tree.children:
            yield from groups(child)


def limits_of(group: Group) -> sampling.Limits:
    """What the ranges and the order of a group's children say, by their places."""
    places = {child.key: place for place, child in enumerate(group.children)}
    return sampling.Limits(
        low=tuple(child.low for child in group.children),
        high=tuple(child.high for child in group.children),
        tiers=tuple(tuple(places[key] for key in tier) for tier in group.order),
    )


def without(tree: Group, key: str) -> Group:
    """The tree without the group or leaf of that key, the weights of its siblings scaled up.

    Where it weighs w, the weight v of a sibling becomes v / (1 - w), and its range all that this can be. A
    group that nothing is left of goes too. Raises ``InvalidRound``: unknown_criterion, empty_tree.
    """
    if key != tree.key and key in {node.key for node in _nodes(tree)}:
        left = _without(tree, key)
        if left is not None:
            return left
        raise InvalidRound([Fault("empty_tree", {"group": tree.key})])
    raise InvalidRound([Fault("unknown_criterion", {"criterion": key})])


def _without(group: Group, key: str) -> Group | None:
    gone: Node | None = None
    kept: list[Node] = []
    for child in group.children:
        left: Node | None = child
        if child.key == key:
            left = None
        elif isinstance(child, Group):
            left = _without(child, key)
        if left is None:
            gone = child
        else:
            kept.append(left)
    if not kept:
        return None
    if gone is not None:
        kept = (
            [_scaled(child, gone) for child in kept]
            if len(kept) > 1
            else [replace(kept[0], low=0.0, high=1.0)]
        )
    keys = {child.key for child in kept}
    order = tuple(
        tier for tier in (tuple(key for key in tier if key in keys) for tier in group.order) if tier
    )
    return replace(group, children=tuple(kept), order=order)


def _scaled(child: Node, gone: Node) -> Node:
    low = child.low / (1 - gone.low) if gone.low < 1 else 0.0
    high = child.high / (1 - gone.high) if gone.high < 1 else 1.0
    return replace(child, low=min(low, 1.0), high=min(high, 1.0))


def _nodes(tree: Node) -> Iterator[Node]:
    yield tree
    if isinstance(tree, Group):
        for child in tree.children:
            yield from _nodes(child)


def faults(tree: Group) -> list[Fault]:
    """All that is wrong with a tree: empty_tree, named_twice, unknown_criterion, weights_clash.

    weights_clash names the group, the criteria and why: range (not within 0..1, or low above high), lows
    (they sum to more than 1), highs (to less than 1), order (against the ranges).
    """
    found = [Fault("empty_tree", {"group": group.key}) for group in groups(tree) if not group.children]
    keys = [node.key for node in _nodes(tree)]
    found += [
        Fault("named_twice", {"criterion": key})
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    for group in groups(tree):
        found += _order_faults(group) or _range_faults(group)
    return found


def _order_faults(group: Group) -> list[Fault]:
    listed = [key for tier in group.order for key in tier]
    unknown = [key for key in listed if key not in {child.key for child in group.children}]
    found = [Fault("unknown_criterion", {"criterion": key, "group": group.key}) for key in unknown]
    twice = sorted({key for key in listed if listed.count(key) > 1})
    return found + ([_clash(group, "order", twice)] if twice else [])


def _range_faults(group: Group) -> list[Fault]:
    wrong = [child.key for child in group.children if not 0 <= child.low <= child.high <= 1]
    if wrong:
        return [_clash(group, "range", wrong)]
    if not group.children:
        return []
    limits = limits_of(group)
    clash = sampling.clash(limits)
    return [_clash(group, clash[0], [group.children[place].key for place in clash[1]])] if clash else []


def _clash(group: Group, why: str, criteria: Sequence[str]) -> Fault:
    return Fault("weights_clash", {"group": group.key, "why": why, "criteria": tuple(criteria)})


def checked(tree: Group) -> Group:
    """The tree itself; raises ``InvalidRound`` with all its faults."""
    demand(faults(tree))
    return tree


def tree_of(criteria: Mapping[str, object], order: Sequence[object] = (), key: str = "") -> Group:
    """The tree of a nested mapping, as a TOML file has it.

    Each criterion's mapping may hold ``low`` and ``high`` and, where it is a group, ``criteria`` (such a
    mapping again) and ``order`` (keys, or lists of keys that are placed equally). Raises ``InvalidRound``
    with all the faults of the tree, cyclic_tree besides.
    """
    return checked(_group_of(key, criteria, order, (), {}))


def _group_of(
    key: str,
    criteria: Mapping[str, object],
    order: object,
    above: tuple[int, ...],
    limits: Mapping[str, float],
) -> Group:
    if id(criteria) in above:
        raise InvalidRound([Fault("cyclic_tree", {"criteria": (key,)})])
    children: list[Node] = []
    for name, given in criteria.items():
        if not isinstance(given, Mapping):
            raise InvalidRound([Fault("unreadable_criterion", {"criterion": name})])
        own = {end: _number(name, given[end]) for end in ("low", "high") if end in given}
        inner = given.get("criteria")
        if isinstance(inner, Mapping):
            children.append(_group_of(name, inner, given.get("order", ()), (*above, id(criteria)), own))
        else:
            children.append(Leaf(name, **own))
    return Group(key, tuple(children), order_of(key, order), **limits)


def order_of(key: str, given: object) -> Order:
    """An order from a list of keys and lists of keys; raises ``InvalidRound``: unreadable_criterion."""
    if isinstance(given, list | tuple):
        tiers = [
            (tier,) if isinstance(tier, str) else tuple(tier)
            for tier in given
            if isinstance(tier, str | list | tuple)
        ]
        if len(tiers) == len(given) and all(isinstance(name, str) for tier in tiers for name in tier):
            return tuple(tiers)
    raise InvalidRound([Fault("unreadable_criterion", {"criterion": key, "order": given})])


def _number(name: str, given: object) -> float:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    raise InvalidRound([Fault("unreadable_criterion", {"criterion": name, "value": given})])


def tree_from_parents(
    parents: Mapping[str, str | None],
    ranges: Mapping[str, tuple[float, float]] | None = None,
    orders: Mapping[str, Order] | None = None,
    key: str = "",
) -> Group:
    """The tree of a mapping from each criterion to the group it belongs to (None: the root, called ``key``).

    Children keep the order of the mapping. Raises ``InvalidRound`` with the faults of ``tree_of`` and
    unknown_criterion where a parent is not in the mapping.
    """
    unknown = sorted({parent for parent in parents.values() if parent is not None and parent not in parents})
    demand([Fault("unknown_criterion", {"criterion": name}) for name in unknown])
    cyclic = tuple(name for name in parents if _turns_back(name, parents))
    demand([Fault("cyclic_tree", {"criteria": cyclic})] if cyclic else [])
    below: dict[str | None, list[str]] = {}
    for name, parent in parents.items():
        below.setdefault(parent, []).append(name)
    limits, orders = ranges or {}, orders or {}

    def node(name: str) -> Node:
        low, high = limits.get(name, (0.0, 1.0))
        if name not in below:
            return Leaf(name, low, high)
        return Group(name, tuple(map(node, below[name])), orders.get(name, ()), low, high)

    return checked(Group(key, tuple(map(node, below.get(None, []))), orders.get(key, ())))


def _turns_back(name: str, parents: Mapping[str, str | None]) -> bool:
    above = parents[name]
    for _ in parents:
        if above is None:
            return False
        if above == name:
            return True
        above = parents[above]
    return False  # it leads to a circle that it is not part of
