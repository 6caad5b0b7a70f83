# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import in the browser: files that are read in the background, and names to be decided on."""
