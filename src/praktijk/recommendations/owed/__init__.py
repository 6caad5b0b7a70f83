# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who owes what: the promises that are not closed, by unit and by the person who looks after them."""
