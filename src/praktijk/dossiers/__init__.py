# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The country page: reads from the rooms before it by their registered sections, and owns no table."""
