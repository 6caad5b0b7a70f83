# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing countries: criteria, weights, robustness, and the decision with its record."""
