# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is named in a comment: by name, by a part of it, by address; and who is not."""

import pytest

from praktijk.recommendations.conversation.rules import Account, mentions

JAN = Account(1, "Jan de Vries", "jan.devries@example.org")
JANSMIT = Account(2, "Jan de Vries-Smit", "smit@example.org")
ANNE = Account(3, "Anne Bakker", "a.bakker@example.org")
JANB = Account(4, "Jan Bos", "jan.bos@example.org")
EMIEL = Account(5, "Émiel O’Neill", "emiel@example.org")
PEOPLE = [JAN, JANSMIT, ANNE, JANB, EMIEL]


def meant(text: str) -> list[set[int]]:
    return [{account.pk for account in mention.meant} for mention in mentions(text, PEOPLE)]


@pytest.mark.parametrize(
    "text, people",
    [
        ("@Anne Bakker kun jij dit?", [{3}]),
        ("Kun jij dit, @anne?", [{3}]),
        ("(@BAKKER)", [{3}]),
        ("@Jan de Vries: dank", [{1}]),
        ("@jan de vries-smit, dank", [{2}]),
        ("@Jan", [{1, 2, 4}]),
        ("@a.bakker@example.org.", [{3}]),
        ("@A.Bakker@Example.org", [{3}]),
        ("@Émiel O’Neill", [{5}]),
        ("@e\u0301miel", [{5}]),
        ("@Anne en nog eens @anne bakker en @Anne", [{3}, {3}]),
        ("@Piet", [set()]),
        ("@piet@example.org", [set()]),
        ("Om 10 uur @ Den Haag", []),
        ("Schrijf naar a.bakker@example.org", []),
        ("a@@anne", []),
        ("@", []),
        ("", []),
        ("@Annelies", [set()]),
        ("@Anne\n@Jan Bos", [{3}, {4}]),
    ],
)
def test_whom_an_at_sign_means(text, people):
    assert meant(text) == people


def test_a_long_text_full_of_signs_is_read_at_once():
    assert len(mentions("@x " * 1700 + "@" * 300, PEOPLE * 500)) == 1
