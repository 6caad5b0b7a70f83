# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import ratifications`."""

import json
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from praktijk.cli import installation
from praktijk.errors import UserError


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE...",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day as of which a file holds that does not say so.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="What happened, as JSON.")
def ratifications(files: tuple[Path, ...], as_of: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Import which countries ratified the core instruments of human rights.

    A FILE is a table as OHCHR or the UN Treaty Collection gives it (CSV, XLS, XLSX); its name or title tells
    which treaty, and as of when it holds. An older file never overwrites what a newer one says. All or
    nothing: a file that is broken leaves everything as it was.
    """
    installation.open_up()
    from django.utils.timezone import localdate
    from django.utils.translation import override

    from praktijk.access.acting import System
    from praktijk.reference.treaties.importing import File, import_ratifications
    from praktijk.reference.treaties.messages import broken_in_words
    from praktijk.reference.treaties.tables import BrokenFile

    if as_of and as_of.date() > localdate():
        raise UserError("--as-of is a day that is yet to come.")
    with override("en"), ExitStack() as stack:
        opened = (File(str(path.absolute()), stack.enter_context(path.open("rb"))) for path in files)
        try:
            outcome = import_ratifications(
                by=System("command line"),
                files=opened,
                as_of=as_of.date() if as_of else None,
                only_look=dry_run,
            )
        except BrokenFile as broken:
            raise UserError(
                f"{Path(broken.file).name}: {broken_in_words(broken)} Nothing was changed."
            ) from broken
        _show(outcome, dry_run=dry_run, as_json=as_json)


def _show(outcome: Any, *, dry_run: bool, as_json: bool) -> None:
    from praktijk.reference.treaties.messages import fault_in_words, outcome_in_words

    if as_json:
        counts = ("rows", "imported", "updated", "unchanged", "repaired", "rejected", "confirmed")
        told = {
            **{name: getattr(outcome, name) for name in counts},
            "passed_over": outcome.passed_over,
            "vintages": {name: day.isoformat() for name, day in outcome.vintages.items()},
            "findings": [{**one._asdict(), "words": fault_in_words(one.fault)} for one in outcome.findings],
            "dry_run": dry_run,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if dry_run:
        click.echo("A dry run: nothing was changed.")
    for line in outcome_in_words(outcome):
        click.echo(line)
    for one in outcome.findings:
        click.echo(f"{one.file}, row {one.row}: {fault_in_words(one.fault)} ({one.found})", err=True)
