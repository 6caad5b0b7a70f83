# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What documents on paper share: setting a PDF, and the parts of an OpenDocument text."""
