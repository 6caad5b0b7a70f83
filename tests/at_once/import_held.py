# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Imports a file in a process of its own and holds still at a moment, so that it can be killed there."""

import sys
from pathlib import Path

import django

django.setup()

from django.db import connections  # noqa: E402

from praktijk.access.acting import System  # noqa: E402
from praktijk.recommendations.un import importing  # noqa: E402
from praktijk.recommendations.un.importers.staging import Findings  # noqa: E402


def hold_still() -> None:
    """Say so, and wait until somebody ends this process."""
    sys.stdout.write("here\n")
    sys.stdout.flush()
    sys.stdin.read()


def held_after(rows: int, importer: importing.Importer) -> importing.Importer:
    """The same importer, that holds still after so many rows."""

    def read(file, names, found):
        for count, row in enumerate(importer.read(file, names, found)):
            if count == rows:
                hold_still()
            yield row

    return importing.Importer(importer.source, read, whole=importer.whole)


def main(path: str, database: str, moment: str) -> None:
    connections["default"].settings_dict["NAME"] = database
    importer = importing.uhri_export()
    if moment.isdigit():
        importer = held_after(int(moment), importer)
    elif moment == "merged":
        importing.index.rebuild = hold_still
    elif moment == "stored":
        importing.start_after_import = hold_still
    with Path(path).open("rb") as stream, Findings() as found:
        importing.import_corpus(
            by=System("held"), importer=importer, files=[importing.File("export.json", stream)], found=found
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
