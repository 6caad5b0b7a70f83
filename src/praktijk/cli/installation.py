# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An installation ready for a command: its database at hand, Django set up, everything of this version."""

from praktijk.errors import UserError
from praktijk.serving import database


def set_up() -> None:
    """Have the database at hand and Django ready. Raises UserError where that cannot be."""
    database.at_hand()
    import django

    django.setup()


def open_up() -> None:
    """As `set_up`, for a database that this version made. Raises UserError for one that is behind."""
    set_up()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise UserError("The database is not up to date with this version: run 'praktijk migrate' first.")
    connection.close()
