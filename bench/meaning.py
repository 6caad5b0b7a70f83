# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""How well the model of meaning finds: `python -m bench.meaning FOLDER`, that of UPR Info's CSV files.

Two things are measured, as `docs/methods/meaning.md` says: whether a sentence in another language finds the
English recommendation that says the same among 5,000 real ones, and whether "more like this" finds real
recommendations that differ a little in wording and were made to other states or in other sessions. Plain
full text search of PostgreSQL is measured on the same texts.
"""

import csv
import io
import json
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import numpy as np
import psycopg
from numpy.typing import NDArray

from praktijk import postgres
from praktijk.recommendations.un.meaning.models_of_meaning import UniversalSentenceEncoder

AMONG = 5_000
PAIRS = 500
_SENTENCES = Path(__file__).with_name("meaning.json")
_COMMON = frozenset(
    {"the", "a", "an", "of", "to", "and", "in", "on", "for", "with", "its", "that", "all", "by", "as", "or"}
    | {"be", "is", "are", "from", "at", "their", "which", "this", "it"}
)
_RANDOM = random.Random(4)  # noqa: S311 - a sample that anybody can draw again


def texts_of(folder: Path) -> list[tuple[str, str, str]]:
    """(text, state under review, session), each text once."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in sorted(folder.glob("CSVs__*-*.csv")):
        content = path.read_bytes().decode("mac_roman")
        for row in csv.DictReader(io.StringIO(content, newline="")):
            text = " ".join((row["Text"] or "").split())
            if len(text) > 25:
                found.setdefault(text.lower().rstrip(".;"), (text, row["To"], row["Session"]))
    return list(found.values())


def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, for telling near-duplicates."""
    plain = "".join(sign if sign.isalnum() else " " for sign in text.lower())
    return frozenset(word for word in plain.split() if word not in _COMMON)


def partners_of(texts: list[tuple[str, str, str]]) -> dict[int, set[int]]:
    """For each text those with six tenths of its words in common, of another state or session."""
    sets = [words_of(text) for text, _, _ in texts]
    having: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(sets):
        for word in words:
            having[word].append(place)
    partners: dict[int, set[int]] = defaultdict(set)
    for place, words in enumerate(sets):
        if len(words) < 5:
            continue
        shared: dict[int, int] = defaultdict(int)
        rare = sorted(words, key=lambda word: len(having[word]))[: len(words) // 2 + 1]
        candidates = {other for word in rare if len(having[word]) < 3000 for other in having[word]}
        for other in candidates:
            shared[other] = len(words & sets[other])
        for other, count in shared.items():
            if other != place and texts[other][1:] != texts[place][1:]:
                alike = count / len(words | sets[other])
                if 0.6 <= alike < 1:
                    partners[place].add(other)
    return partners


def best(vectors: NDArray[np.float32], asked: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """The places of the nearest, per question."""
    order: NDArray[np.int64] = np.argsort(-(asked @ vectors.T), axis=1)[:, :most]
    return order


class FullText:
    """Plain full text search of PostgreSQL, over the same texts."""

    def __init__(self, connection: psycopg.Connection, texts: list[str]) -> None:
        self.connection = connection
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS bench_texts")
            cursor.execute("CREATE TABLE bench_texts (place int, words tsvector)")
            cursor.executemany(
                "INSERT INTO bench_texts VALUES (%s, to_tsvector('english', %s))", list(enumerate(texts))
            )

    def best(self, asked: str, most: int, *, any_word: bool) -> list[int]:
        """The best answers: with all words, or with any of them."""
        question = "plainto_tsquery('english', %s)"
        if any_word:
            question = f"replace({question}::text, '&', '|')::tsquery"
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT place FROM bench_texts, (SELECT "  # noqa: S608 - no words of others in it
                + question
                + " asked) typed WHERE words @@ asked ORDER BY ts_rank(words, asked, 1) DESC, place LIMIT %s",
                [asked, most],
            )
            return [place for (place,) in cursor.fetchall()]


def languages(texts: list[str], model: UniversalSentenceEncoder, connection: psycopg.Connection) -> None:
    """A sentence in another language finds the English one."""
    triples = json.loads(_SENTENCES.read_text())
    pool = [one["en"] for one in triples] + _RANDOM.sample(texts, AMONG)
    vectors = model.embed(pool)
    full = FullText(connection, pool)
    for language in ("nl", "fr"):
        asked = [one[language] for one in triples]
        places = best(vectors, model.embed(asked), 5)
        found = [[list(row) for row in places]]
        found += [[full.best(one, 5, any_word=any_word) for one in asked] for any_word in (False, True)]
        for name, answers in zip(("meaning", "all words", "any word"), found, strict=True):
            first = sum(bool(row[:1]) and row[0] == place for place, row in enumerate(answers))
            five = sum(place in row for place, row in enumerate(answers))
            print(f"{language} to en, {name}: first {first}/{len(asked)}, in five {five}/{len(asked)}")


def alike(
    texts: list[tuple[str, str, str]], model: UniversalSentenceEncoder, connection: psycopg.Connection
) -> None:
    """More like this: of held-back pairs, and of those with five partners or more."""
    partners = partners_of(texts)
    words = [text for text, _, _ in texts]
    vectors = model.embed(words)
    full = FullText(connection, words)
    print(f"{len(texts)} texts; {len(partners)} with a partner")
    pairs = _RANDOM.sample(sorted(partners), min(PAIRS, len(partners)))
    many = [place for place in sorted(partners) if len(partners[place]) >= 5]
    many = _RANDOM.sample(many, min(PAIRS, len(many)))
    for name in ("meaning", "any word"):
        answers = {}
        for place in {*pairs, *many}:
            if name == "meaning":
                near = [int(one) for one in best(vectors, vectors[place : place + 1], 6)[0]]
            else:
                near = full.best(words[place], 6, any_word=True)
            answers[place] = [one for one in near if one != place][:5]
        hit = np.mean([bool(partners[place] & set(answers[place])) for place in pairs])
        exact = np.mean([len(partners[place] & set(answers[place])) / 5 for place in many])
        print(f"more like this, {name}: a partner in five {hit:.3f} ({len(pairs)} texts), ", end="")
        print(f"precision at five {exact:.3f} ({len(many)} texts with five partners or more)")


def main() -> None:
    """Measure and print."""
    texts = texts_of(Path(sys.argv[1]))
    model = UniversalSentenceEncoder()
    with tempfile.TemporaryDirectory(prefix="praktijk-bench-") as folder:
        address = postgres.ensure_running(Path(folder) / "data", durable=False)
        try:
            with psycopg.connect(str(address)) as connection:
                languages([text for text, _, _ in texts], model, connection)
                alike(texts, model, connection)
        finally:
            postgres.release(Path(folder) / "data")


if __name__ == "__main__":
    main()
