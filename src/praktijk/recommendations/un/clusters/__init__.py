# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recommendations that ask the same of the same state, by whom and whenever they were made."""
