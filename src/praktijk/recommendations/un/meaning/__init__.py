# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searching by meaning, across languages: a model makes vectors of texts, PostgreSQL finds the nearest."""
