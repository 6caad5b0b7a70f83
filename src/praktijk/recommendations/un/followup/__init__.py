# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Following our own recommendations: who looks after each, what came of it, and when to look again."""
