# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work on many promises at once, and asking for an update: of one promise, or of all that are filtered."""
