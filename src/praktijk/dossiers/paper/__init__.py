# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The country page for the bag: the same content as a PDF and as an OpenDocument text."""
