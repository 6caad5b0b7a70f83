# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the own state recommended to others and what became of it, and what others recommended to it."""
