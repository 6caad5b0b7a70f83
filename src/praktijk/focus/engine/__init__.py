# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An engine for choosing countries on criteria: plain Python with NumPy, numba and HiGHS, without Django.

It takes arrays and gives arrays, in the order of the countries and of the leaves of the tree. Nothing is
imported here, so that whoever needs the words of ``errors`` does not load the rest. A round, as in a
notebook:

>>> import numpy as np
>>> from praktijk.focus.engine.measuring import Indicator, Scale, Veto
>>> from praktijk.focus.engine.weighing import central, tree_of
>>> from praktijk.focus.engine.smaa import Problem, prepare, run, without_group

Four countries; a terror scale of 1 to 5 (a higher value speaks for choosing), deaths in a log scale (one is
not known), how much a ministry can do there by its own judgement, with a standard deviation, and trade.

>>> countries = ("Aland", "Borduria", "Costaguana", "Dinotopia")
>>> indicators = (
...     Indicator("terror", np.array([4.0, 5.0, 2.0, 1.0]), Scale("linear", 1, 5)),
...     Indicator("deaths", np.array([120.0, 900.0, np.nan, 0.0]), Scale("log", 0, 1000)),
...     Indicator("influence", np.array([7.0, 2.0, 8.0, 3.0]), Scale("linear", 0, 10), sd=np.full(4, 0.5)),
...     Indicator("trade", np.array([3.0, 1.0, 9.0, 9.5]), Scale("linear", 0, 10)),
... )

The criteria: need weighs between 0.4 and 0.6, and no less than feasibility, which weighs no less than
interests.

>>> tree = tree_of(
...     {
...         "need": {"low": 0.4, "high": 0.6, "criteria": {"terror": {}, "deaths": {}}},
...         "feasibility": {"criteria": {"influence": {}}},
...         "interests": {"criteria": {"trade": {}}},
...     },
...     order=["need", "feasibility", "interests"],
... )
>>> problem = Problem(countries, indicators, tree, first=2)

First what is to be known beforehand, then the ranking over all weights and data that are possible.

>>> from praktijk.focus.engine.checking import remarks
>>> sorted({remark.code for remark in remarks(problem)})
['correlated', 'groups_opposed', 'groups_unbalanced']
>>> result = run(problem, draws=20_000, seed=1)
>>> dict(zip(countries, result.in_first.round(1).tolist()))
{'Aland': 1.0, 'Borduria': 0.6, 'Costaguana': 0.4, 'Dinotopia': 0.0}
>>> result.acceptability.shape, result.wins.shape, result.central.shape
((4, 4), (4, 4), (4, 4))
>>> result.share_imputed.round(2).tolist()
[0.0, 0.0, 0.25, 0.0]
>>> run(without_group(problem, "interests"), draws=20_000).leaves
('terror', 'deaths', 'influence')

The choice under constraints, and what happens where there is none.

>>> from praktijk.focus.engine.choosing import Constraints, portfolio
>>> from praktijk.focus.engine.errors import InvalidRound
>>> constraints = Constraints(countries, how_many=2, costs=dict.fromkeys(countries, 3.0), budget=6.0)
>>> portfolio(problem, constraints, draws=200).proposal
('Aland', 'Borduria')
>>> try:
...     portfolio(problem, Constraints(countries, 2, costs=dict.fromkeys(countries, 4.0), budget=6.0))
... except InvalidRound as refused:
...     refused.faults[0].values["constraints"]
(('fewest', ''), ('budget', ''))

What it hangs on, and what would change it.

>>> from praktijk.focus.engine.sensitivity import hangs_on, influence
>>> found = hangs_on(problem, n=64)
>>> found.factors, found.rank.total.shape
(('weights', 'normalisation', 'aggregation', 'data'), (4, 4))
>>> [each.leaf for each in influence(problem)]
['terror', 'deaths', 'influence', 'trade']
>>> from praktijk.focus.engine.changing import one_more_or_fewer, what_would_change_it
>>> change = what_would_change_it(problem, "Costaguana")
>>> change.is_in, change.why_not
(False, None)
>>> one_more_or_fewer(problem).with_one_more
(('Costaguana',), ())

Everything that is wrong is said at once, as codes without a language.

>>> try:
...     prepare(Problem(("Aland",), (), tree_of({"terror": {}}), first=1))
... except InvalidRound as refused:
...     [fault.code for fault in refused.faults]
['one_candidate', 'unknown_criterion']
"""
