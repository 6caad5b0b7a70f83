# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""``make bench``: one table, in which each figure stands beside the least that the work could cost here.

Times differ from machine to machine and from hour to hour; the ratio to a floor that was measured in the
same run does not, much. Nothing is asserted. Data are made in a temporary folder and go with it.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.measuring import Row

_WIDTH = 160


def main() -> None:
    """Measure everything and print the table."""
    # Written to a file the table keeps a line for each figure.
    console = Console() if sys.stdout.isatty() else Console(width=_WIDTH)
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="praktijk-bench-") as folder:
        os.environ["PRAKTIJK_DATA"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "praktijk.config.settings"
        table = Table(title="What it takes, beside the least that it could take")
        for name in ("what", "median", "floor", "median of the floor", "ratio"):
            table.add_column(name, justify="left" if name in ("what", "floor") else "right")
        with console.status("Measuring ...") as status:
            for row in _rows(Path(folder)):
                status.update(f"Measured: {row.what} ...")
                table.add_row(row.what, _time(row.took), row.floor, _time(row.floor_took), f"{row.ratio:.1f}")
        console.print(table)


def _rows(folder: Path) -> Iterator[Row]:
    from bench import focus, letters
    from praktijk import postgres

    yield from letters.rows(folder)
    yield from focus.rows()
    data = Path(os.environ["PRAKTIJK_DATA"])
    with postgres.running(data):
        import django

        django.setup()
        from django.core.management import call_command

        from bench import at_work, corpus, files, register, reports

        call_command("migrate", verbosity=0)
        yield from reports.rows()
        yield from register.rows()
        yield from files.rows()
        yield from at_work.rows()
        yield from corpus.rows()


def _time(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds >= 0.01 else f"{seconds * 1000:,.2f} ms"


if __name__ == "__main__":
    main()
