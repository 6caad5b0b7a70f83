# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Searches that people keep under a name, and that tell them what is new since they last looked."""
