# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
from tests.ground.conftest import data

__all__ = ["data"]
