# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way into the register: what the reader finds in a letter, until a person has decided on it."""
