# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `digest`: mail people what they are to hear, or show what would go."""

from datetime import date
from typing import TYPE_CHECKING

import click

from praktijk.cli import installation
from praktijk.cli.report import written_day
from praktijk.errors import UserError

if TYPE_CHECKING:
    from praktijk.recommendations.notices.planned import Planned


#: Commitments that are named when somebody is not mailed of them; of the others only how many there are.
_MOST_NAMED = 5


class _AnyDay(click.ParamType):
    """A date written as 2026-01-31 or 31-1-2026; it may lie ahead."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error when it is none."""
        day = value if isinstance(value, date) else written_day(str(value))
        if day is None:
            self.fail(f"{value} is not a date; write it as 2026-01-31.", param, ctx)
        return day


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would go to whom; nothing is sent or recorded.")
@click.option("--on", type=_AnyDay(), help="With --dry-run: as if it were this day, at noon.")
def digest(dry_run: bool, on: date | None) -> int:
    """Mail people what is due and what is new, now; the worker does so by itself every hour.

    Nobody is mailed twice of the same. Ends with code 2 when mail was refused; it is tried again later.
    """
    if on is not None and not dry_run:
        raise UserError("--on goes with --dry-run only: mail goes as of today.")
    installation.open_up()
    from django.utils.translation import override

    with override("en"):
        if dry_run:
            _show(on)
            return 0
        return _send()


def _send() -> int:
    from django.conf import settings

    from praktijk.access.models import Person
    from praktijk.recommendations.notices.sending import send_digests

    outcome = send_digests()
    written = getattr(settings, "EMAIL_FILE_PATH", None)
    to_files = f" to files in {written}: no mail server is set (EMAIL_URL)" if written else ""
    click.echo(f"{len(outcome.mailed)} mail(s) sent{to_files}.")
    people = Person.objects.in_bulk(list(outcome.refused))
    for key, why in outcome.refused.items():
        click.echo(f"Refused for {people[key].email}: {' '.join(why.split())}", err=True)
    if outcome.unreached:
        click.echo("The mail server cannot be reached; the others were not tried.", err=True)
    if outcome.refused:
        click.echo("Nothing is recorded for these; the next run tries again.", err=True)
    return 2 if outcome.refused else 0


def _show(on: date | None) -> None:
    from praktijk.recommendations.notices.planned import planned

    plan = planned(on=on)
    mailed = [one for one in plan if one.digest]
    for one in mailed:
        _show_mail(one)
    kept = [one for one in plan if one.held_back]
    if kept:
        click.echo(click.style("Not mailed", bold=True))
        for one in kept:
            for reason, titles in one.reasons().items():
                more = [f"and {len(titles) - _MOST_NAMED} more"] if len(titles) > _MOST_NAMED else []
                click.echo(f"  {one.person.name}: {reason} ({'; '.join(titles[:_MOST_NAMED] + more)})")
        click.echo()
    click.echo(f"{len(mailed)} mail(s) would go. Nothing was sent or recorded.")


def _show_mail(one: "Planned") -> None:
    click.echo(click.style(f"{one.person.name} <{one.person.email}>", bold=True) + f"  {one.subject()}")
    rows = one.rows()
    width = max(len(what) for what, _day, _title in rows)
    for what, day, title in rows:
        click.echo(f"  {what:<{width}}  {day:<12}  {title}")
    click.echo()
