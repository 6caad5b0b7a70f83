# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators: series about countries, of others and of our own, by vintage, with their uncertainty."""
