# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How dates and numbers are written, per language; read by Django through FORMAT_MODULE_PATH."""
