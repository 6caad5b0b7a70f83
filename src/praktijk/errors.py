# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors that a person can make, or mend."""


class UserError(Exception):
    """What went wrong and what to do about it, in one line for a person.

    The command line prints the line on standard error and ends with code 2.
    """
