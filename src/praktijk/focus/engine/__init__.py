# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""An engine for choosing countries on criteria: plain Python with NumPy, without Django."""
