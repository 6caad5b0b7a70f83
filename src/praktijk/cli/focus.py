# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `focus`: a round of choice, worked out without the web."""

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from praktijk.cli import installation, output
from praktijk.errors import UserError

_SHOWN = 30
_person = click.option("--person", help="E-mail address of whoever asks: with the series that they may see.")


@click.group()
def focus() -> None:
    """Choose countries on criteria: work out a round, or begin one."""


@focus.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--draws", type=click.IntRange(1, 1_000_000), help="Draws of weights and data [of the round].")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Seed of the draws [of the round].")
@click.option("--json", "as_json", is_flag=True, help="Everything that came out, as JSON.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="en", show_default=True)
@_person
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="File to write the round to, with all its numbers (TOML or JSON).",
)
def run(
    file: Path,
    draws: int | None,
    seed: int | None,
    as_json: bool,
    language: str,
    person: str | None,
    keep: Path | None,
) -> None:
    """Work out the round in FILE (TOML, JSON or XLSX): who is chosen, how surely, and what that hangs on.

    Its numbers come from the series that were imported, from CSV files beside it, or from the file itself.
    Without --person only series that may be published are used.
    """
    output.check_target(keep)
    installation.open_up()
    from dataclasses import replace

    from django.utils.translation import override

    from praktijk.cli.dossier import reader_named
    from praktijk.focus.assembling import assemble, every_country
    from praktijk.focus.beside import reader_in
    from praktijk.focus.engine.errors import InvalidRound
    from praktijk.focus.messages import in_words
    from praktijk.focus.outcome import work_out
    from praktijk.focus.rounds.taking import taken
    from praktijk.focus.rounds.writing import as_mapping, digest_of

    with override(language):
        try:
            definition = taken(file.read_bytes(), file.name)
            definition = replace(
                definition, draws=draws or definition.draws, seed=definition.seed if seed is None else seed
            )
            reading = reader_in(file.parent, year=definition.year)
            definition = assemble(definition, reader=reader_named(person), read_file=reading)
            with _progress(quiet=as_json) as told:
                result = work_out(definition, every=every_country(), progress=told)
        except InvalidRound as refused:
            raise UserError("\n".join(in_words(refused.faults))) from refused
        fingerprint = digest_of(as_mapping(definition))
        if keep is not None:
            _keep(definition, keep)
        if as_json:
            told = _as_json(result) | {"digest": fingerprint}
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            _print(result)
            click.echo(f"Fingerprint of what went in (SHA-256): {fingerprint}")


@focus.command()
@click.option("--year", type=click.IntRange(1900, 2100), help="Year of the choice [this year].")
@click.option("--how-many", type=click.IntRange(1, 300), default=15, show_default=True)
@_person
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, allow_dash=True), default="-")
def begin(year: int | None, how_many: int, person: str | None, target: Path) -> None:
    """Write a round to begin with: the four groups of criteria, with the series that were imported."""
    to_stdout = str(target) == "-"
    if not to_stdout:
        output.check_target(target)
    installation.open_up()
    from django.utils import timezone
    from django.utils.translation import override

    from praktijk.cli.dossier import reader_named
    from praktijk.focus.beginning import begun
    from praktijk.focus.engine.errors import InvalidRound
    from praktijk.focus.messages import in_words
    from praktijk.focus.rounds.files import written
    from praktijk.focus.rounds.writing import as_mapping

    with override("en"):
        try:
            definition = begun(
                reader=reader_named(person), year=year or timezone.localdate().year, how_many=how_many
            )
        except InvalidRound as refused:
            raise UserError("\n".join(in_words(refused.faults))) from refused
    file = written(as_mapping(definition, name_of=_iso_3()), "toml")
    if to_stdout:
        sys.stdout.buffer.write(file)
        return
    with output.written(target) as opened:
        opened.write(file)
    click.echo(f"{target} written.", err=True)


def _iso_3() -> Any:
    from praktijk.reference.exchange.names import iso_3

    return iso_3


def _keep(definition: Any, target: Path) -> None:
    from praktijk.focus.rounds.files import written
    from praktijk.focus.rounds.writing import as_mapping

    kind = target.suffix.removeprefix(".").lower()
    if kind not in ("toml", "json", "xlsx"):
        raise UserError(f"{target}: name a file that ends in .toml, .json or .xlsx.")
    with output.written(target) as opened:
        opened.write(written(as_mapping(definition, name_of=_iso_3()), kind))


class _progress:
    """A progress bar on standard error while a round is worked out; nothing where it would be in the way."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("Working it out"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Progress(
            *columns, console=console, disable=quiet or not console.is_terminal, transient=True
        )
        self._task = self._bar.add_task("", total=1.0)

    def __enter__(self) -> Any:
        self._bar.start()
        return lambda share: self._bar.update(self._task, completed=share)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()


def _as_json(result: dict[str, Any]) -> dict[str, Any]:
    """What came out, with the countries as people and other programs know them (ISO 3166-1 alpha-3)."""
    from praktijk.focus.wording import named

    return named(result)


def _print(result: dict[str, Any]) -> None:
    from praktijk.focus.wording import standing_in_words, summary
    from praktijk.reference.countries import country_name

    console = Console()
    for sentence in summary(result):
        console.print(sentence, highlight=False)
    table = Table()
    for label, justify in (
        ("", "right"),
        ("Country", "left"),
        (f"In the first {result['first']}", "right"),
        ("Rank, 5-95%", "right"),
        ("Score", "right"),
        ("Filled in", "right"),
        ("", "left"),
    ):
        table.add_column(label, justify=justify)  # type: ignore[arg-type]
    for place, row in enumerate(result["ranking"][:_SHOWN], 1):
        table.add_row(
            str(place),
            country_name(row["country"]),
            f"{row['in_first']:.0%}",
            f"{row['rank'][0]}-{row['rank'][2]}",
            f"{row['score'][1]:.2f}",
            f"{row['imputed']:.0%}",
            standing_in_words(row),
        )
    console.print(table)
    left = len(result["ranking"]) - _SHOWN
    if left > 0:
        console.print(f"... and {left} more; --json gives all.")
