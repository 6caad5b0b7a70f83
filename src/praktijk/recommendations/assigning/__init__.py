# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose a promise is: who looks after it, hand-over, and the links between promises."""
