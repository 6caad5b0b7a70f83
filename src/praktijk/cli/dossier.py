# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `dossier`: the page of a country, as a file."""

import sys
from pathlib import Path
from typing import Any

import click

from praktijk.cli import installation, output
from praktijk.errors import UserError


@click.command()
@click.argument("country")
@click.option("--format", "kind", type=click.Choice(["pdf", "odt"]), default="pdf", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option("--person", help="E-mail address of whoever is to read it: with all that they may see.")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path, allow_dash=True), required=True,
    help="File to write; - for standard output.",
)  # fmt: skip
def dossier(country: str, kind: str, language: str, person: str | None, target: Path) -> None:
    """Write the dossier of a COUNTRY (KEN, KE or Kenya): what the UN said, what we asked, what became of it.

    Without --person it holds what may be published and nothing else.
    """
    to_stdout = str(target) == "-"
    if not to_stdout:
        output.check_target(target)
    installation.open_up()
    from django.utils import timezone
    from django.utils.translation import override

    from praktijk.dossiers.gathering import gather
    from praktijk.dossiers.paper import as_file
    from praktijk.reference.countries import meant
    from praktijk.reference.exchange.names import code_of_country

    code = code_of_country(country)
    if code is None:
        with override(language):
            near = meant(country)
        raise UserError(f"{country}: there is no such country." + (f" Do you mean {near}?" if near else ""))
    with override(language):
        made = as_file(gather(reader_named(person), code, timezone.localdate()), kind, language=language)
    if to_stdout:
        sys.stdout.buffer.write(made)
        return
    with output.written(target) as file:
        file.write(made)
    click.echo(f"{target} written.", err=True)


def reader_named(address: str | None) -> Any:
    """The person with this address; without one, everybody outside the ministry.

    Raises UserError for somebody who is not there, or may not look at countries.
    """
    from praktijk.access.models import Person
    from praktijk.access.queries import Public
    from praktijk.access.roles import Permission

    if address is None:
        return Public()
    person = Person.objects.filter(email=address.strip().lower()).first()
    if person is None:
        raise UserError(f"--person {address}: there is nobody with this address.")
    if not person.may(Permission.VIEW_REGISTER):
        raise UserError(f"--person {address}: no role of this person may look at countries.")
    return person
