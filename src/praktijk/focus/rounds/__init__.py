# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round of choice as a file: what it holds, how it is read and written. Nothing here asks the database."""
