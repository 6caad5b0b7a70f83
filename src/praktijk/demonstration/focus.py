# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up round of choice on the made-up series, worked out, decided and confirmed; all of it marked."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from praktijk.access.models import Person
from praktijk.access.roles import Role
from praktijk.focus import actions
from praktijk.focus.beginning import begun
from praktijk.focus.models import Run
from praktijk.focus.rounds.definition import Definition
from praktijk.focus.rules import Wish
from praktijk.focus.running import finish
from praktijk.focus.themes import themes_for


def load_round(told: dict[str, Any]) -> None:
    """Begin, weigh, work out, propose and confirm. Part of `loading.load`."""
    now = timezone.now()
    chooser, second = (_somebody(role) for role in (Role.POLICY_OFFICER, Role.COORDINATOR))
    definition = begun(
        reader=chooser,
        year=now.year,
        how_many=told["how_many"],
        title=told["title"].format(year=now.year + 1),
    )
    round_ = actions.add_round(
        by=chooser, definition=_completed(definition, told), illustrative=True, now=now
    )
    actions.weigh(by=second, round_=round_, said={"weights": told["weights"]}, now=now)
    run = finish(actions.add_run(by=chooser, round_=round_, now=now))
    decision = actions.propose(
        by=chooser,
        run=run,
        wishes=_wishes(run, told, now),
        reason=told["reason"],
        illustrative=True,
        now=now,
    )
    actions.confirm(by=second, decision=decision, now=now)


def _somebody(role: Role) -> Person:
    return Person.objects.filter(
        illustrative=True, role_assignments__role=role, role_assignments__scope="everything"
    ).earliest("pk")


def _completed(definition: Definition, told: dict[str, Any]) -> Definition:
    choice = replace(
        definition.choice,
        regions={key: (low, high) for key, (low, high) in told["regions"].items()},
        themes=told["themes"],
    )
    return replace(definition, choice=choice, current=tuple(told["current"]), left_out=told["left_out"])


def _wishes(run: Run, told: dict[str, Any], now: datetime) -> list[Wish]:
    """What the method proposes, but that the last of it makes way for the first that is not."""
    assert run.result is not None
    rows = run.result["ranking"]
    chosen = [row["country"] for row in rows if row["proposed"]]
    out = next(row["country"] for row in rows if not row["proposed"] and row["standing"] != "vetoed")
    gone, come = chosen[-1], out
    now_chosen = [*chosen[:-1], come]
    themes = themes_for(now_chosen, told["priorities"])
    without = [code for code in now_chosen if not themes.get(code)]
    leaves_on = timezone.localdate(now) + timedelta(days=told["days_to_leave"])
    wishes = []
    for code in dict.fromkeys([*now_chosen, gone, *told["current"]]):
        is_chosen = code in now_chosen
        leaves = code in told["current"] and not is_chosen
        wishes.append(
            Wish(
                country=code,
                chosen=is_chosen,
                reason=told["gone"] if code == gone else told["come"] if code == come else "",
                leaves_on=leaves_on if leaves else None,
                running=told["running"] if leaves else "",
                themes=tuple(one.key for one in themes.get(code, ())[: told["themes"]]) if is_chosen else (),
                # Where nothing that was asked falls under a priority, one theme outside them.
                other_theme=told["other_theme"] if code in without[:1] else "",
                other_reason=told["other_reason"] if code in without[:1] else "",
            )
        )
    return wishes
