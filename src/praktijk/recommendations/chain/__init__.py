# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises that follow each other: answered by a later letter, replaced, or split."""
