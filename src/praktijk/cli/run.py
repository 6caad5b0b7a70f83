# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands that run an installation: demo, serve, worker, migrate (and manage, for developers)."""

import os

import click

from praktijk.cli import installation
from praktijk.errors import UserError
from praktijk.serving import database, supervisor

_MIGRATING = 7_261_001  # number of the lock in PostgreSQL that one migration at a time holds

_port = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar="PORT",
    default=8000,
    show_default=True,
    help="Port to serve on (or PORT); 0 takes a free one.",
)
_host = click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to serve on; 0.0.0.0 for all of this machine.",
)


@click.command()
@_port
@click.option("--wipe-illustrative", is_flag=True, help="Remove what was made up for show, and stop.")
def demo(port: int, wipe_illustrative: bool) -> None:
    """Try Praktijk out on this machine; what is entered is kept for the next time. Ctrl-C stops it."""
    os.environ["PRAKTIJK_DEMO"] = "1"
    if wipe_illustrative:
        installation.open_up()
        _call("wipe_illustrative")
        return
    with supervisor.listen("127.0.0.1", port) as listening:
        click.echo("Starting the database ...")
        _lead_links_to(supervisor.address_of(listening))
        installation.set_up()
        _see_demonstration()
        _prepare()
        database.mark_demonstration()
        database.remember_address(supervisor.address_of(listening))
        _call("load_demonstration")
        click.echo("Starting the pages ...")
        address = supervisor.address_of(listening)
        supervisor.Supervisor(listening).run(lambda: _welcome(address))
    click.echo("Praktijk has stopped; what you entered is kept.")


@click.command()
@_port
@_host
def serve(port: int, host: str) -> None:
    """Serve the pages and do the work in the background, until Ctrl-C or SIGTERM."""
    with supervisor.listen(host, port) as listening:
        _lead_links_to(supervisor.address_of(listening))
        installation.open_up()
        address = supervisor.address_of(listening)
        database.remember_address(address)
        supervisor.Supervisor(listening).run(
            lambda: click.echo(f"Praktijk serves on {address} (Ctrl-C stops).")
        )


@click.command()
def worker() -> None:
    """Do the work in the background only: for a machine beside the one that serves."""
    from praktijk.serving import worker as working

    installation.open_up()
    click.echo("The worker is at work (Ctrl-C stops).")
    working.main()


@click.command()
def migrate() -> None:
    """Bring the database up to date with this version; safe to repeat."""
    _prepare(verbosity=1)
    click.echo("The database is up to date.")


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "help_option_names": []}
)
@click.pass_context
def manage(context: click.Context) -> None:
    """Django's own commands, with the database at hand."""
    from django.core.management import execute_from_command_line

    database.at_hand()
    execute_from_command_line(["praktijk manage", *context.args])


def _prepare(verbosity: int = 0) -> None:
    """Database at hand and up to date."""
    installation.set_up()
    from django.db import connection

    # Two starts at once: the second waits for the first, and then finds nothing to do.
    waiting = connection.copy()
    try:
        with waiting.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        _call("migrate", interactive=False, verbosity=verbosity)
    finally:
        waiting.close()


def _lead_links_to(address: str) -> None:
    """Let links in mails lead here, where neither an address nor a name is configured."""
    if not os.environ.get("PRAKTIJK_HOSTS"):
        os.environ.setdefault("PRAKTIJK_ADDRESS", address)


def _see_demonstration() -> None:
    """A demonstration lets anybody step into a role: nothing that people work in may become one."""
    from django.db import connection

    from praktijk.access.models import Person

    if database.is_demonstration(database.data_folder()):
        return
    if Person._meta.db_table in connection.introspection.table_names() and Person.objects.exists():
        raise UserError(
            "This installation is no demonstration: start it with 'praktijk serve', "
            "or choose another folder for the demonstration with PRAKTIJK_DATA."
        )


def _call(command: str, **options: object) -> None:
    from django.core.management import call_command

    call_command(command, **options)


def _welcome(address: str) -> None:
    from rich.console import Console
    from rich.panel import Panel

    Console().print(
        Panel(
            f"Open [bold]{address}[/bold] in a browser on this machine.\n"
            "Choose a role on the page you see first: one click signs you in, without a password.\n\n"
            f"Everything is kept in {database.data_folder()}; Ctrl-C stops Praktijk.",
            title="Praktijk, demonstration",
            expand=False,
            padding=(1, 2),
        )
    )
