# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command ``praktijk``. Each command is a module that is loaded when it is called.

What a person can do wrong gives one line on standard error and code 2; nothing else gives code 2.
"""

import importlib
import os
import sys
from pathlib import Path

import click

from praktijk import __version__
from praktijk.errors import UserError

_COMMANDS = {
    "demo": (
        "praktijk.cli.run",
        "demo",
        "Try Praktijk out on this machine, with real and illustrative records.",
    ),
    "serve": ("praktijk.cli.run", "serve", "Serve the pages and do the work in the background."),
    "worker": ("praktijk.cli.run", "worker", "Do the work in the background only, on a machine of its own."),
    "migrate": ("praktijk.cli.run", "migrate", "Bring the database up to date with this version."),
    "read": (
        "praktijk.cli.read",
        "read",
        "Read a government's letter: recommendations, positions, commitments.",
    ),
    "import": ("praktijk.cli.importing", "import_", "Bring data of others into the register."),
    "search": ("praktijk.cli.search", "search", "Find recommendations of the United Nations."),
    "meaning": ("praktijk.cli.meaning", "meaning", "How far searching by meaning is; with --now, go on."),
    "focus": ("praktijk.cli.focus", "focus", "Choose countries on criteria: work out a round."),
    "dossier": ("praktijk.cli.dossier", "dossier", "Write all that is known of a country to a file."),
    "report": ("praktijk.cli.report", "report", "Write a report for Parliament."),
    "digest": ("praktijk.cli.digest", "digest", "Mail people what is due and what is new, or show it."),
    "check": ("praktijk.cli.check", "check", "Say in words what is wrong with this installation."),
    "person": ("praktijk.cli.person", "person", "Add a person, or give one a new password."),
    "manage": ("praktijk.cli.run", "manage", ""),
}
_HIDDEN = {"manage"}


class _Commands(click.Group):
    """The commands, each loaded only when it is needed; so that reading a letter needs no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in _COMMANDS if name not in _HIDDEN]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, _COMMANDS[name][2]) for name in self.list_commands(ctx)])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="praktijk", message="%(prog)s %(version)s")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Folder for database, uploads and key (or PRAKTIJK_DATA; var/ in the working folder otherwise).",
)
def praktijk(data: Path | None) -> None:
    """Praktijk: from what was agreed to the account given."""
    if data is not None:
        os.environ["PRAKTIJK_DATA"] = str(data)
    named = Path(os.environ.get("PRAKTIJK_DATA") or "var")
    try:
        os.environ["PRAKTIJK_DATA"] = str(named.expanduser().absolute())
    except RuntimeError:
        raise UserError(
            f"{named}: there is no such user; write the data folder (PRAKTIJK_DATA) out."
        ) from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktijk.config.settings")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its code."""
    sys.exit(carry_out(sys.argv[1:] if arguments is None else arguments))


def carry_out(arguments: list[str]) -> int:
    """Run a command; gives the code to end with: 0, 2 for what a person can mend, 130 after Ctrl-C."""
    try:
        with praktijk.make_context("praktijk", list(arguments)) as context:
            code = praktijk.invoke(context)
        if sys.stdout is not None:  # closed from the start
            sys.stdout.flush()
    except click.exceptions.Exit as ended:  # --help and --version
        return ended.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        _leave_output()  # whoever read it has stopped reading; that is his choice
        return 0
    except Exception as error:
        line = _line_for(error)
        if line is None:
            raise
        _tell(line)
        _leave_output()
        return 2
    return code if isinstance(code, int) else 0


def _line_for(error: Exception) -> str | None:
    """What to tell a person about an error that he can mend; None for one that is ours."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return f"Which command? '{error.ctx.command_path if error.ctx else 'praktijk'} --help' lists them."
    if isinstance(error, click.ClickException):
        line = error.format_message()
        command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
        return f"{line} ('{command} --help' tells more.)" if command else line
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, UnicodeEncodeError) and any(
        "\ud800" <= sign <= "\udfff" for sign in error.object[error.start : error.end]
    ):
        return "A name or a value that was given holds bytes that are no UTF-8 text."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror}."
    return _line_for_others(error)


def _line_for_others(error: Exception) -> str | None:
    """As above, for errors of packages that are not loaded unless they were used."""
    psycopg = sys.modules.get("psycopg")
    if "django" in sys.modules:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management.base import CommandError
        from django.db.utils import OperationalError

        if isinstance(error, ImproperlyConfigured | CommandError):
            return str(error)
        if isinstance(error, OperationalError):
            return f"The database does not work: {error}"
    if psycopg is not None and isinstance(error, psycopg.OperationalError):
        return f"The database does not work: {error}"
    return None


def _leave_output() -> None:
    """What could not be written by now is not tried again at the end of the process."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(line: str) -> None:
    click.echo(f"praktijk: {' '.join(line.split())}", err=True)
