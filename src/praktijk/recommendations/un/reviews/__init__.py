# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reviews to come: the calendar of the UPR, preparing for one, and drafting what we will recommend."""
