# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must never stand in a log."""

import logging
import re

#: A feed or calendar is found by a secret in its address; who reads a log must not be able to read it.
_SECRET_ADDRESS = re.compile(r"(/feeds/)[^/\s\"']+")


class WithoutSecrets(logging.Filter):
    """Lets every message through, with the secrets in addresses left out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True, after cleaning the message."""
        message = record.getMessage()
        cleaned = _SECRET_ADDRESS.sub(r"\1(secret)", message)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True
