# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filters of the register that people keep under a name, for themselves or for a unit of theirs."""
