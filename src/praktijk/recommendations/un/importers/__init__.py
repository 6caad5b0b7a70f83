# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readers of what publishers give out; each turns a file into `rows.Row`s, and `storing` keeps those."""
