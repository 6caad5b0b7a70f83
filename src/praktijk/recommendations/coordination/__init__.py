# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""For who looks after all promises: what is filled in, what stands still, and how long settling takes."""
