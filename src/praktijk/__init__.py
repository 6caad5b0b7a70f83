# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Praktijk: the working instrument of a foreign ministry's human-rights policy."""

__version__ = "0.2.0"
