# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work of this room in the background; the queue finds this module by its name."""

import praktijk.recommendations.evidence_looking
import praktijk.recommendations.notices.schedule
import praktijk.recommendations.parliament.schedule
import praktijk.recommendations.un.clusters.proposing
import praktijk.recommendations.un.followup.reminding
import praktijk.recommendations.un.intake.running
import praktijk.recommendations.un.meaning.work
import praktijk.recommendations.un.search.spelling  # noqa: F401
