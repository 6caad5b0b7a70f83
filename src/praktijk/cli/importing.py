# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `import`: data of others into the register."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import click

from praktijk.cli import installation
from praktijk.cli.indicators import indicator
from praktijk.cli.ratifications import ratifications
from praktijk.cli.un import thematic_list, uhri, upr_info
from praktijk.errors import UserError


@click.group(name="import")
def import_() -> None:
    """Bring data of others into the register."""


@import_.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("--from-address", is_flag=True, help="From the address in PRAKTIJK_PARLIAMENT_ADDRESS.")
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--json", "as_json", is_flag=True, help="What happened, as JSON.")
def parliament(files: tuple[Path, ...], from_address: bool, dry_run: bool, as_json: bool) -> int:
    """Read motions and commitments (toezeggingen) from the open data of the Tweede Kamer.

    A FILE is an answer of its OData v4 service in JSON (Toezegging, Zaak, or both), plain or gzip; several
    files are taken as pages of one. All or nothing: a file that is broken leaves everything as it was. A
    row whose status is unknown is refused and named; the others are stored, and the command ends with
    code 1.
    """
    if bool(files) == from_address:
        raise UserError("Name one or more files, or --from-address; not both.")
    installation.open_up()
    from django.utils.translation import override

    with override("en"):
        return _read(files, dry_run=dry_run, as_json=as_json)


def _read(files: tuple[Path, ...], *, dry_run: bool, as_json: bool) -> int:
    from django.conf import settings

    from praktijk.access.acting import System
    from praktijk.recommendations.parliament.fetching import Unreached, fetched
    from praktijk.recommendations.parliament.messages import (
        being_read_in_words,
        broken_in_words,
        unreached_in_words,
    )
    from praktijk.recommendations.parliament.odata import Broken
    from praktijk.recommendations.parliament.taking_in import BeingRead, take_in

    reading = _Opened(files)
    try:
        with ExitStack() as stack:
            pages: Any = reading
            if not files:
                pages = stack.enter_context(fetched(settings.PARLIAMENT_ADDRESS))
            outcome = take_in(by=System("command line"), files=pages, only_look=dry_run)
    except Broken as broken:
        raise UserError(
            f"{reading.now or 'The answer'}: {broken_in_words(broken)} Nothing was stored."
        ) from broken
    except BeingRead as busy:
        raise UserError(being_read_in_words()) from busy
    except Unreached as unreached:
        raise UserError(f"{unreached_in_words(unreached)} Nothing was stored.") from unreached
    _show(outcome, as_json=as_json)
    return 1 if outcome.refused else 0


class _Opened:
    """The files, each opened when it is its turn; `now` is the one that is being read."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self.paths = paths
        self.now: Path | None = None

    def __iter__(self) -> Iterator[IO[bytes]]:
        for path in self.paths:
            self.now = path
            with path.open("rb") as file:
                yield file


def _show(outcome: Any, *, as_json: bool) -> None:
    from praktijk.recommendations.parliament.messages import outcome_in_a_sentence, refusal_in_words
    from praktijk.recommendations.parliament.taking_in import Came

    if as_json:
        told = {
            "rows": outcome.rows,
            **{came.value: outcome.count(came) for came in Came},
            "without_a_ministry": outcome.untold,
            "changes": outcome.changes,
            "refusals": [
                {"number": one.number, "why": one.why, "about": one.about, "words": refusal_in_words(one)}
                for one in outcome.refused
            ],
            "dry_run": outcome.only_looked,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo(outcome_in_a_sentence(outcome))
        if outcome.untold:
            click.echo(
                f"{outcome.untold} of the new ones name no ministry; they were taken in to be looked at."
            )
    for one in outcome.refused:
        click.echo(f"REFUSED {refusal_in_words(one)}", err=True)
    if outcome.refused:
        click.echo("What was refused was not stored and not changed.", err=True)


import_.add_command(uhri)
import_.add_command(upr_info)
import_.add_command(thematic_list)
import_.add_command(ratifications)
import_.add_command(indicator)
