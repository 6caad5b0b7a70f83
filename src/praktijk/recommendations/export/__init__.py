# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the register shows, as a file to work on elsewhere: XLSX, ODS or CSV."""
