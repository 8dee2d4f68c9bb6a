"""Every reason that there can be is said in every language that we speak."""

import pytest

from serai.customers.domain.predicting.reason import Reason, in_words
from serai.customers.domain.predicting.reason_words import WORDS
from serai_science.buying.describe import FEATURES

LATIN = set("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("language", WORDS)
def test_every_fact_is_said_with_its_value(language):
    for code in FEATURES:
        said = in_words(Reason(code, 7.0, raises=True), language)

        assert "7" in said
        assert code not in said or code.isalpha()
        assert "{" not in said
        if language not in ("en", "pt"):
            assert not LATIN & set(said.lower()), said


@pytest.mark.parametrize("language", WORDS)
def test_no_two_facts_are_said_alike(language):
    said = [in_words(Reason(code, 7.0, raises=True), language) for code in FEATURES]

    assert len(set(said)) == len(FEATURES)


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [
        ("days_28", 4.0, "4 purchase days in the last 28 days"),
        ("fading_spend_30", 3.456, "what they spent, the last 30 days counting most: 3.46 a day"),
        ("spend_block_spread", 12.04, "of the last six fortnights: varying by 12.0 spent"),
        ("overdue", 1.3, "1.3 times the usual gap since the last purchase"),
        ("since", 12.0, "12 days since the last purchase"),
    ],
)
def test_in_english_it_is_a_plain_sentence(code, value, said):
    assert in_words(Reason(code, value, raises=True)) == said


def test_numbers_are_written_as_the_language_writes_them():
    assert in_words(Reason("mean_spend", 12.5, raises=True), "ru-RU").endswith(": 12,50")
    assert in_words(Reason("mean_spend", 12.5, raises=True), "ar").endswith(": 12.50")
