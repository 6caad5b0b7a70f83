# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Indicators: series about countries from outside and of our own, by vintage, each value with its uncertainty."""
