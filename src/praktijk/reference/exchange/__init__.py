# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The exchange of names: what sources call countries, bodies, themes and groups, on one list."""
