# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `person`: the first administrator, and anybody after."""

import click

from praktijk.cli import installation
from praktijk.errors import UserError


@click.command()
@click.argument("email")
@click.option("--name", help="Name, for a new person.")
@click.option("--role", help="Role to give over everything, such as administrator.")
@click.password_option(help="Password; asked for when left out.")
def person(email: str, name: str | None, role: str | None, password: str) -> None:
    """Add a person who signs in with EMAIL, or give that person a new password."""
    installation.open_up()
    from django.core.exceptions import ValidationError
    from django.utils.translation import override

    from praktijk.access import actions
    from praktijk.access.acting import System
    from praktijk.access.models import Person

    operator = System("command line")
    with override("en"):
        try:
            somebody = Person.objects.filter(email=email.lower()).first()
            if somebody is None:
                somebody = actions.create_person(
                    by=operator, email=email, name=name or email, password=password
                )
            else:
                actions.set_password(by=operator, person=somebody, password=password)
            if role:
                actions.assign_role(by=operator, person=somebody, role=role)
        except ValidationError as refused:
            raise UserError(" ".join(refused.messages)) from refused
    click.echo(f"{somebody.email} can sign in.")
