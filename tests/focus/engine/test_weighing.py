# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from praktijk.focus.engine import sampling
from praktijk.focus.engine.errors import InvalidRound
from praktijk.focus.engine.weighing import (
    Group,
    Leaf,
    among_siblings,
    central,
    draw,
    drawn_block,
    faults,
    leaves,
    product,
    tree_from_parents,
    tree_of,
    without,
)

DRAWS = 40_000


def group(*ranges, order=()):
    return Group("", tuple(Leaf(f"i{number}", *ends) for number, ends in enumerate(ranges)), order)


def kept_of_the_simplex(ranges, order=(), count=2_000_000):
    """The independent one: Dirichlet above the lower ends, and only what keeps to everything."""
    lows = np.array([low for low, _ in ranges])
    drawn = lows + (1 - lows.sum()) * np.random.default_rng(99).dirichlet(np.ones(len(ranges)), count)
    fits = np.ones(count, dtype=bool)
    for number, (low, high) in enumerate(ranges):
        fits &= (drawn[:, number] >= low) & (drawn[:, number] <= high)
    for better, worse in itertools.pairwise(order):
        for one in better:
            for other in worse:
                fits &= drawn[:, int(one[1:])] >= drawn[:, int(other[1:])]
    return drawn[fits]


FREE = (0.0, 1.0)


@pytest.mark.parametrize(
    "ranges, order",
    [
        ([FREE] * 4, ()),
        ([FREE] * 4, (("i2",), ("i0",), ("i3",), ("i1",))),
        ([FREE] * 4, (("i2",), ("i0", "i3"), ("i1",))),
        ([FREE] * 4, (("i3",), ("i1",))),
        ([(0.1, 0.4)] * 4, ()),
        ([(0.2, 0.3), FREE, (0.0, 0.25)], ()),
        ([(0.1, 0.5), FREE, FREE], (("i1",), ("i0",))),
        ([(0.2, 0.3)] * 4, (("i0",), ("i1",), ("i2",), ("i3",))),  # by the walk
        ([(0.3, 0.32), (0.0, 0.35), FREE, FREE, (0.0, 0.1)], (("i0",), ("i2", "i3"))),  # by the walk
    ],
)
def test_weights_are_uniform_over_what_is_left(ranges, order) -> None:
    tree = group(*ranges, order=order)
    drawn, beside = draw(tree, 5, 0, DRAWS), kept_of_the_simplex(ranges, order)
    assert len(beside) > 2000
    noise = beside.std(axis=0) * (5 / len(beside) ** 0.5 + 12 / DRAWS**0.5)
    assert (np.abs(drawn.mean(axis=0) - beside.mean(axis=0)) < noise + 1e-4).all()
    for share in (0.1, 0.5, 0.9):
        cut = np.quantile(beside, share, axis=0)
        assert (np.abs((drawn <= cut).mean(axis=0) - share) < 0.04).all()


@pytest.mark.parametrize("size", [2, 3, 5])
def test_an_order_has_the_centroid_of_the_ranks(size: int) -> None:
    """Known exactly (Barron & Barrett 1996): the mean of the k-th is sum(1/j, j >= k) / n."""
    tree = group(*[FREE] * size, order=tuple((f"i{number}",) for number in range(size)))
    exact = [sum(1 / place for place in range(rank, size + 1)) / size for rank in range(1, size + 1)]
    assert draw(tree, 1, 0, DRAWS).mean(axis=0) == pytest.approx(exact, abs=0.006)
    assert central(tree) == pytest.approx(exact, abs=0.02)


def test_a_draw_depends_on_the_seed_and_its_number_only() -> None:
    tree = Group("", (group((0.2, 0.6), FREE, FREE), Leaf("z", 0.1, 0.3)))
    whole = draw(tree, 7, 0, 3000)
    assert np.array_equal(draw(tree, 7, 700, 900), whole[700:1600])
    assert np.array_equal(draw(tree, 7, 2999, 1), whole[2999:])
    assert draw(tree, 7, 5, 0).shape == (0, 4)
    assert not np.array_equal(draw(tree, 8, 0, 3000), whole)


def test_weights_go_down_the_tree_and_up_again() -> None:
    tree = Group("", (Group("a", (Leaf("x"), Leaf("y")), low=0.5, high=0.7), Leaf("z")))
    drawn = drawn_block(tree, 1, 0)
    weights = product(tree, drawn)
    assert leaves(tree) == ("x", "y", "z")
    assert weights[:, 0] == pytest.approx(drawn[0][:, 0] * drawn[1][:, 0])
    assert weights.sum(axis=1) == pytest.approx(1)
    for one, other in zip(among_siblings(tree, weights), drawn, strict=True):
        assert one == pytest.approx(other)
    assert central(tree) == pytest.approx([0.3, 0.3, 0.4], abs=0.01)


ends = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(ends, min_size=1, max_size=5), st.data())
@settings(deadline=None, max_examples=60)
def test_either_a_clash_or_weights_that_keep_to_everything(ranges, data) -> None:
    places = data.draw(st.permutations(range(len(ranges))))
    listed = places[: data.draw(st.integers(0, len(ranges)))]
    order = tuple((f"i{place}",) for place in listed)
    tree = group(*ranges, order=order)
    clash = sampling.clash(sampling.Limits(*zip(*ranges, strict=True), tuple((place,) for place in listed)))
    assert bool(faults(tree)) == (clash is not None)
    if clash is None:
        drawn = draw(tree, 3, 0, 600)
        assert np.abs(drawn.sum(axis=1) - 1).max() < 1e-6
        for place, (low, high) in enumerate(ranges):
            assert (drawn[:, place] >= low - 1e-6).all()
            assert (drawn[:, place] <= high + 1e-6).all()
        for one, other in itertools.pairwise(listed):
            assert (drawn[:, one] >= drawn[:, other] - 1e-6).all()
    else:
        assert not len(kept_of_the_simplex(ranges, order, 2000))


@pytest.mark.parametrize(
    "tree, why, criteria",
    [
        (group((0.6, 1), (0.5, 1), FREE), "lows", ("i0", "i1")),
        (group((0, 0.4), (0, 0.5)), "highs", ("i0", "i1")),
        (group((0.5, 0.4), FREE), "range", ("i0",)),
        (group((-0.1, 0.4), FREE), "range", ("i0",)),
        (group((0, 0.2), (0.3, 1), FREE, order=(("i0",), ("i1",))), "order", ("i0", "i1")),
        (group((0, 0.3), FREE, FREE, order=(("i0",), ("i1", "i2"))), "order", ("i0", "i1", "i2")),
        (group(FREE, FREE, order=(("i0",), ("i1",), ("i0",))), "order", ("i0",)),
    ],
)
def test_weights_that_exclude_each_other_are_named(tree, why, criteria) -> None:
    (fault,) = faults(tree)
    assert (fault.code, fault.values["why"], fault.values["criteria"]) == ("weights_clash", why, criteria)


def codes(call, *given, **more) -> list[str]:
    with pytest.raises(InvalidRound) as refused:
        call(*given, **more)
    return [fault.code for fault in refused.value.faults]


def test_a_tree_is_read_from_a_mapping() -> None:
    tree = tree_of(
        {
            "need": {
                "low": 0.4,
                "order": ["a", ["b", "c"]],
                "criteria": {"a": {}, "b": {"high": 0.5}, "c": {}},
            },
            "d": {},
        }
    )
    need = Group("need", (Leaf("a"), Leaf("b", high=0.5), Leaf("c")), (("a",), ("b", "c")), low=0.4)
    assert tree == Group("", (need, Leaf("d")))


def test_a_tree_is_read_from_parents() -> None:
    tree = tree_from_parents(
        {"need": None, "a": "need", "b": "need", "d": None}, {"a": (0.1, 0.5)}, {"need": (("b",), ("a",))}
    )
    assert tree == Group("", (Group("need", (Leaf("a", 0.1, 0.5), Leaf("b")), (("b",), ("a",))), Leaf("d")))


def test_what_is_no_tree_is_refused() -> None:
    circle: dict[str, object] = {}
    circle["a"] = {"criteria": circle}
    assert codes(tree_of, circle) == ["cyclic_tree"]
    assert codes(tree_of, {}) == ["empty_tree"]
    assert codes(tree_of, {"a": {"criteria": {}}}) == ["empty_tree"]
    assert codes(tree_of, {"a": {"criteria": {"b": {}}}, "b": {}}) == ["named_twice"]
    assert codes(tree_of, {"a": 3}) == ["unreadable_criterion"]
    assert codes(tree_of, {"a": {"low": "much"}}) == ["unreadable_criterion"]
    assert codes(tree_of, {"a": {}}, order=[1]) == ["unreadable_criterion"]
    assert codes(tree_of, {"a": {}}, order=["b"]) == ["unknown_criterion"]
    assert codes(tree_from_parents, {"a": "b", "b": "a"}) == ["cyclic_tree"]
    assert codes(tree_from_parents, {"a": "a"}) == ["cyclic_tree"]
    assert codes(tree_from_parents, {"x": "a", "a": "b", "b": "a"}) == ["cyclic_tree"]
    assert codes(tree_from_parents, {"a": "nobody"}) == ["unknown_criterion"]
    assert codes(tree_from_parents, {}) == ["empty_tree"]


def test_the_others_are_scaled_up_when_a_group_is_taken_out() -> None:
    tree = Group(
        "",
        (Group("a", (Leaf("x"), Leaf("y")), low=0.2, high=0.5), Leaf("b", 0.2, 0.4), Leaf("c")),
        (("b",), ("a", "c")),
    )
    assert without(tree, "a") == Group("", (Leaf("b", 0.25, 0.8), Leaf("c")), (("b",), ("c",)))
    only = Group("", (Group("a", (Leaf("x"),)), Leaf("b", 0.2, 0.4)))
    assert without(only, "x") == Group("", (Leaf("b"),))
    assert codes(without, tree, "nobody") == ["unknown_criterion"]
    assert codes(without, Group("", (Leaf("x"),)), "x") == ["empty_tree"]


def test_what_is_left_has_the_weights_of_the_whole_scaled_up() -> None:
    tree = group((0.2, 0.5), (0.2, 0.4), FREE)
    whole, left = draw(tree, 1, 0, DRAWS), without(tree, "i0")
    scaled = whole[:, 1:] / whole[:, 1:].sum(axis=1, keepdims=True)
    for place, child in enumerate(left.children):
        assert (scaled[:, place] >= child.low - 1e-9).all()
        assert (scaled[:, place] <= child.high + 1e-9).all()
