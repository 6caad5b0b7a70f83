# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling people what happened to a promise, and what is due: notices, reminders, mail, feed, calendar."""
