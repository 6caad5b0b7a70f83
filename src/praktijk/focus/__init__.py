# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choosing countries on criteria: weights, robustness, portfolio; the engine knows nothing of Django."""
