# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Say plainly when this Python is too old. Written so that an old one can run it."""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write(
        "This is Python %d.%d; Praktijk needs 3.11 or newer. Name another one: make PYTHON=python3.12 ...\n"
        % tuple(sys.version_info[:2])
    )
    sys.exit(2)
