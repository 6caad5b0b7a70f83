# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loops that NumPy has no word for, made into machine code when they are first used, and kept on disk."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])


def compiled(function: Function) -> Function:
    """The function as machine code that lets other threads run; arithmetic stays as IEEE 754 has it."""
    try:
        made = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # nowhere to keep it: a machine whose folders are all read-only
        made = numba.njit(nogil=True)(function)
    return cast(Function, made)
