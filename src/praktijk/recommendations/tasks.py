# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work of this room in the background; the queue finds this module by its name."""

import praktijk.recommendations.notices.schedule  # noqa: F401
