# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding in the corpus: words by PostgreSQL, filters and counts by sets of keys held in memory."""
