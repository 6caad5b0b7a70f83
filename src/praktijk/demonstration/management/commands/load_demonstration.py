# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Load the demonstration, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from praktijk.demonstration.loading import load


class Command(BaseCommand):
    """Load the register of the real letter and the made-up material, unless they are there already."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say so; silent when everything was there."""
        if not settings.DEMO:
            raise CommandError("The demonstration loads only where PRAKTIJK_DEMO=1 (see 'praktijk demo').")
        if load(lambda step: self.stdout.write(f"Loading {step} ...")):
            self.stdout.write("The demonstration is loaded.")
