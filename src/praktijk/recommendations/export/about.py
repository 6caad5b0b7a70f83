# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a file of the register holds, for who finds it later: what was filtered, when, and by whom."""

from django.utils import timezone
from django.utils.translation import gettext as _

from praktijk.access.models import Person
from praktijk.recommendations.export.files import About
from praktijk.recommendations.export.lines import Exported


def about(exported: Exported, filters: list[str], address: str, person: Person) -> About:
    """Pairs of what and which, once every line was read; `address` is that of the page with this filter."""
    register = exported.register
    chosen: About = [(_("Filter"), one) for one in filters] or [
        (_("Filter"), _("none: everything you may see"))
    ]
    return [
        (_("About this file"), _("The register of Praktijk")),
        (_("Made on"), timezone.localtime().replace(tzinfo=None, second=0, microsecond=0)),
        (_("Made by"), person.name),
        (_("As known on"), register.day),
        *chosen,
        (_("Page with this filter"), address),
        (_("Rows"), exported.lines),
        (_("Commitments"), exported.commitments),
        (_("Recommendations"), exported.recommendations),
        (
            _("What a row is"),
            _("One commitment with its recommendation, or a recommendation without any commitment."),
        ),
        (_("For whom"), _("The file holds what you may see. Others may see less: pass it on with care.")),
    ]
