"""What is told keeps its code and facts, and is English where it is taken for text."""

from datetime import UTC, datetime

from serai.kernel.money import Money
from serai.kernel.told import Told
from serai.plumbing.json import as_json


def test_it_reads_in_english_with_all_that_is_told_in_it():
    whom = Told("for_group", "for the group {group}", {"group": "trade"})
    facts = {
        "price": Money(199, "EUR"),
        "whom": whom,
        "since": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    }

    said = Told("counts", "{price} {whom} since {since}.", facts)

    assert str(said) == "1.99 EUR for the group trade since 2026-11-22T09:30:00+00:00."
    assert (said.code, said.facts["whom"].code) == ("counts", "for_group")


def test_it_is_its_sentence_in_json():
    assert as_json({"why": Told("left", "{count} left.", {"count": 3})}) == b'{"why":"3 left."}'
