# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of rounds of choice: of a round, of what came out, of weights, and of the decision."""
