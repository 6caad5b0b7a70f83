# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The demonstration: the register of one real letter, and made-up material marked as such."""
