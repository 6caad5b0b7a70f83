# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tree of criteria, and weights drawn from what is known of them: ranges, an order, or nothing.

Weights of siblings sum to 1; a leaf weighs the product of the weights from the root down to it.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from praktijk.focus.engine import sampling
from praktijk.focus.engine.trees import (
    Group,
    Leaf,
    Node,
    Order,
    checked,
    faults,
    groups,
    leaves,
    limits_of,
    tree_from_parents,
    tree_of,
    without,
)

__all__ = [
    "BLOCK",
    "Group",
    "Leaf",
    "Node",
    "Order",
    "among_siblings",
    "central",
    "checked",
    "draw",
    "drawn_block",
    "faults",
    "groups",
    "leaves",
    "product",
    "tree_from_parents",
    "tree_of",
    "without",
]

Floats = NDArray[np.float64]
BLOCK = sampling.BLOCK
_CENTRAL_DRAWS, _CENTRAL_SEED = 4096, 0


def draw(tree: Group, rng_seed: int, start: int, count: int) -> Floats:
    """Weights (count, leaves) of the draws ``start`` .. ``start + count``, each row summing to 1.

    At each group they are uniform over all weights that keep to its ranges and order. A draw depends on its
    number and the seed only, not on which others are made, by whom or when.
    """
    blocks = range(start // BLOCK, (start + count - 1) // BLOCK + 1) if count > 0 else range(0)
    drawn = [product(tree, drawn_block(tree, rng_seed, block)) for block in blocks]
    begin = start - blocks.start * BLOCK if drawn else 0
    made = np.concatenate(drawn) if drawn else np.empty((0, len(leaves(tree))))
    return made[begin : begin + count]


def drawn_block(tree: Group, rng_seed: int, block: int) -> list[Floats]:
    """Weights among siblings (BLOCK, children) of each of ``groups(tree)``, for one block of draws."""
    random = np.random.default_rng([rng_seed, block])
    return [sampling.siblings(limits_of(group), random) for group in groups(tree)]


def product(tree: Group, drawn: Sequence[Floats]) -> Floats:
    """Weights (draws, leaves) from those among siblings, as ``drawn_block`` gives them."""
    return _product(tree, iter(drawn))


def _product(tree: Group, drawn: Iterator[Floats]) -> Floats:
    own = next(drawn)
    parts = [
        own[:, place, None] * _product(child, drawn) if isinstance(child, Group) else own[:, place, None]
        for place, child in enumerate(tree.children)
    ]
    return np.concatenate(parts, axis=1)


def among_siblings(tree: Group, weights: Floats) -> list[Floats]:
    """The reverse of ``product``: weights among siblings, by group, of weights (draws, leaves).

    Where a group weighs nothing, its children share equally.
    """
    if weights.shape[1] != len(leaves(tree)):
        raise ValueError("one weight for each leaf")
    begin = 0
    parts = []
    for child in tree.children:
        end = begin + len(leaves(child))
        parts.append((child, weights[:, begin:end]))
        begin = end
    sums = np.stack([part.sum(axis=1) for _, part in parts], axis=1)
    whole = sums.sum(axis=1, keepdims=True)
    own = np.where(whole > 0, sums / np.where(whole > 0, whole, 1.0), 1 / len(parts))
    inner = [
        each for child, part in parts if isinstance(child, Group) for each in among_siblings(child, part)
    ]
    return [own, *inner]


def central(tree: Group) -> Floats:
    """The mean weights (leaves,), summing to 1: exact where nothing is known, else of 4,096 fixed draws."""
    return np.asarray(product(tree, [_mean(group)[None, :] for group in groups(tree)])[0])


def _mean(group: Group) -> Floats:
    limits = limits_of(group)
    if limits.are_free and not limits.tiers:
        return np.full(len(group.children), 1 / len(group.children))
    random = np.random.default_rng(_CENTRAL_SEED)
    drawn = [sampling.siblings(limits, random) for _ in range(_CENTRAL_DRAWS // BLOCK)]
    mean: Floats = np.concatenate(drawn).mean(axis=0)
    return np.asarray(mean / mean.sum())
