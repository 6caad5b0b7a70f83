# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""My work: what is due, what waits for me, and what changed, of one person."""
