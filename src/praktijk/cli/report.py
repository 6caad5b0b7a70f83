# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `report`: what Parliament gets, as a file."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import click

from praktijk.cli import installation, output


class Day(click.ParamType):
    """A date written as 2026-01-31 or 31-1-2026."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a usage error when it is none, or lies ahead."""
        if isinstance(value, date):
            return value
        day = written_day(str(value))
        if day is None:
            self.fail(f"{value} is not a date; write it as 2026-01-31.", param, ctx)
        if day > date.today():  # noqa: DTZ011 - the day of whoever asks
            self.fail(f"{value} lies ahead; nobody knows what will be known then.", param, ctx)
        return day


def written_day(text: str) -> date | None:
    """The date that is written as 2026-01-31 or 31-1-2026, or None."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
    return None


@click.group()
def report() -> None:
    """Write a report for Parliament."""


@report.command()
@click.option(
    "--format", "file_format", type=click.Choice(["pdf", "odt", "html"]), default="pdf", show_default=True
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--on", type=Day(), help="As known at the end of this day (default: today).")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="File to write."
)
def followup(file_format: str, language: str, on: date | None, target: Path) -> None:
    """Write the state of follow-up: what was recommended and promised, and where it stands.

    Holds what may be published and nothing else.
    """
    output.check_target(target)
    installation.open_up()
    from praktijk.accountability.followup.files import as_file, for_parliament

    made = for_parliament(language=language, on=on)
    if not made.themes:
        click.echo("On that day nothing was in the register that may be published.", err=True)
    with output.written(target) as file:
        file.write(as_file(made, file_format, on=on))
    click.echo(f"{target} written.", err=True)
