# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remove what was made up for show, and nothing else."""

from typing import Any

from django.core.management.base import BaseCommand

from praktijk.demonstration.wiping import wipe_illustrative


class Command(BaseCommand):
    """Remove every record that is marked as illustrative, as far as nothing real rests on it."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how much went and what stayed."""
        wiped = wipe_illustrative()
        if not any(wiped.removed.values()):
            self.stdout.write("There is nothing made up to remove.")
        else:
            told = ", ".join(f"{count} {kind}" for kind, count in wiped.removed.items() if count)
            self.stdout.write(f"Removed: {told}.")
        for kept in wiped.kept:
            self.stdout.write(kept)
