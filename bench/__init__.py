# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measuring Praktijk: each figure beside its floor, from the same run."""
