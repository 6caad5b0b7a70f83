# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Motions and commitments as the Tweede Kamer keeps them, beside our own: read, linked, compared."""
