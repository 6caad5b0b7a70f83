# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands `import uhri`, `import upr-info` and `import thematic-list`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from praktijk.cli import installation
from praktijk.errors import UserError

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)
_dry_run = click.option("--dry-run", is_flag=True, help="Say what would change; keep nothing.")
_as_json = click.option("--json", "as_json", is_flag=True, help="What happened, as JSON.")
_report = click.option(
    "--report", type=click.Path(path_type=Path), help="Write each finding to this CSV file."
)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--language", type=click.Choice(["en", "fr", "es"]), help="Of the texts; else the texts tell.")
@click.option("--part", is_flag=True, help="The file is a part of the export: withdraw nothing.")
@_dry_run
@_as_json
@_report
def uhri(file: Path, language: str | None, part: bool, **how: Any) -> None:
    """Import the Universal Human Rights Index from its full export, JSON or XLSX.

    What the publisher changed is updated; what the file no longer holds is marked as withdrawn, unless
    that is more than half of all: then the file is taken for a part. A broken file leaves all as it was.
    """
    installation.open_up()
    from praktijk.recommendations.un.importing import uhri_export

    _import(uhri_export(language or "", whole=not part), [file], **how)


@click.command()
@click.argument("files", type=_FILE, nargs=-1, required=True)
@_dry_run
@_as_json
@_report
def upr_info(files: tuple[Path, ...], **how: Any) -> None:
    """Import files of UPR Info (XLS, XLSX or CSV): one row for each state that made a recommendation."""
    installation.open_up()
    from praktijk.recommendations.un import importing

    _import(importing.upr_info(), [*files], **how)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--country", required=True, help="State under review (SVN, SI or Slovenia).")
@click.option("--session", type=click.IntRange(1, 99), help="Session of the UPR; else the file tells.")
@click.option("--cycle", type=click.IntRange(1, 9), help="Cycle of the UPR; else the file tells.")
@_dry_run
@_as_json
@_report
def thematic_list(file: Path, country: str, session: int | None, cycle: int | None, **how: Any) -> None:
    """Import a thematic list of OHCHR (Word): the recommendations of one review of one state."""
    installation.open_up()
    from praktijk.recommendations.un import importing
    from praktijk.reference.exchange.names import code_of_country

    code = code_of_country(country)
    if code is None:
        raise UserError(f"--country {country}: there is no such country.")
    _import(importing.thematic_list(code, session=session, cycle=cycle), [file], **how)


def _import(importer: Any, paths: list[Path], *, dry_run: bool, as_json: bool, report: Path | None) -> None:
    from django.utils.translation import override

    from praktijk.cli.output import check_target
    from praktijk.recommendations.un.messages import counts_in_words

    check_target(report)
    with override("en"):
        outcome = _imported(importer, paths, dry_run=dry_run, quiet=as_json, report=report)
        if as_json:
            click.echo(json.dumps({**vars(outcome), "dry_run": dry_run}, ensure_ascii=False, indent=2))
            return
        if dry_run:
            click.echo("A dry run: nothing was changed.")
        for line in counts_in_words(outcome):
            click.echo(line)


def _imported(importer: Any, paths: list[Path], *, dry_run: bool, quiet: bool, report: Path | None) -> Any:
    from praktijk.access.acting import System
    from praktijk.cli.output import written
    from praktijk.recommendations.un.importers.rows import BrokenFile
    from praktijk.recommendations.un.importers.staging import Findings
    from praktijk.recommendations.un.importing import BeingImported, import_corpus
    from praktijk.recommendations.un.messages import broken_in_words
    from praktijk.recommendations.un.report import write_findings
    from praktijk.recommendations.un.search.spelling import learn

    now: list[Path] = []
    try:
        with Findings() as found:
            with _progress(paths, quiet=quiet) as progress:
                outcome = import_corpus(
                    by=System("command line"),
                    importer=importer,
                    files=_opened(paths, now),
                    found=found,
                    only_look=dry_run,
                    progress=progress,
                )
            if report is not None:
                with written(report) as file:
                    write_findings(found, file)
    except BrokenFile as broken:
        raise UserError(f"{now[-1]}: {broken_in_words(broken)} Nothing was changed.") from broken
    except BeingImported as busy:
        raise UserError("Another import is under way; try again when it has ended.") from busy
    if not dry_run:
        learn()
    return outcome


def _opened(paths: list[Path], now: list[Path]) -> Iterator[Any]:
    from praktijk.recommendations.un.importing import File

    for path in paths:
        now.append(path)
        with path.open("rb") as stream:
            yield File(path.name, stream)


@contextmanager
def _progress(paths: list[Path], *, quiet: bool) -> Iterator[Any]:
    """A bar with rows, rows a second and time left; nothing where nobody looks on."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda rows, read: None
        return
    total = sum(path.stat().st_size for path in paths)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows"),
        TextColumn("{task.fields[rate]:,.0f} a second"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("Reading", total=total, rows=0, rate=0.0)
        before = [0, 0]

        def told(rows: int, read: int) -> None:
            if read < before[1]:
                before[0] += before[1]
            before[1] = read
            took = bar.tasks[0].elapsed or 1
            bar.update(task, completed=before[0] + read, rows=rows, rate=rows / took)

        yield told
        bar.update(task, description="Storing and indexing")
