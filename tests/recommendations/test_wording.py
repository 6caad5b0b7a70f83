# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which language words are of which only the text is kept."""

import pytest
from django.utils.translation import override

from praktijk.recommendations.templatetags.register import own_words
from praktijk.recommendations.wording import language_told


@pytest.mark.parametrize(
    "words,language",
    [
        ("De kaart van het andere ministerie is later klaar dan gedacht.", "nl"),
        ("The other map will be ready later than expected.", "en"),
        ("Bericht over de opening", "nl"),
        ("Ziekte", ""),
        ("Illness in March", ""),
        ("Brief “The way to Rome” van de minister", ""),
        ("", ""),
    ],
)
def test_the_language_of_words_is_told_only_by_words_of_one_language(words, language):
    assert language_told(words) == language


def test_words_in_another_language_than_the_page_are_marked_and_stay_words():
    with override("en"):
        assert own_words("Op <b>de</b> bank") == '<span lang="nl">Op &lt;b&gt;de&lt;/b&gt; bank</span>'
        assert own_words("On the <b>") == "On the &lt;b&gt;"
        assert own_words("Ziekte") == "Ziekte"
        assert own_words("On the bank", "nl") == '<span lang="en">On the bank</span>'
