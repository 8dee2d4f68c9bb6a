"""The worked table of docs/algorithms/ranking.md is what the code computes."""

import re
from pathlib import Path

import numpy as np
from factories.discovery import a_document, a_snapshot, measure_of, popular

from serai.discovery.domain.document import Band
from serai.discovery.domain.search.matching import Found
from serai.discovery.domain.search.naming import Mention, meant
from serai.discovery.domain.search.ranking import VOTERS, WEIGHTS, ranked
from serai.discovery.domain.search.reading import read_query
from serai.discovery.domain.training import Training
from serai_science.search.consensus import likeness_to_the_best
from serai_science.search.rewordings import meanings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "ranking.md"
SHOP = [
    a_document(1, "Acme whole milk", size="2 l", brand="Acme"),
    a_document(2, "Blue Barn whole milk", size="1.5 l", brand="Blue Barn"),
    a_document(3, "Acme chocolate milk", size="2 l", brand="Acme", band=Band.OUT),
    a_document(4, "Acme chocolate bar", category="", brand="Acme"),
]


def test_the_worked_table_is_computed():
    table = _table()
    tiers, bm25, popularity = ([float(row[n]) for row in table] for n in (1, 2, 3))
    snapshot = a_snapshot(SHOP, training=popular(Training.none(), SHOP, popularity))
    found = Found(np.arange(4), np.array(bm25, np.float32), np.array(tiers, np.int8))
    reading = read_query(snapshot, "acme milk 2l", measure_of)
    named = meant(
        reading.mentions, ["acme", "milk"], snapshot.columns, snapshot.tables, found.ordinals
    )

    score = ranked(snapshot, found, named, reading.sizes).score

    assert [mention.kind for mention in reading.mentions] == ["brand", "category"]
    assert isinstance(reading.mentions[0], Mention)
    assert [f"{each:.4f}" for each in score / 10_000 + np.array(tiers) * 10_000] == [
        row[-1] for row in table
    ]
    assert np.argsort(-score).tolist() == [0, 1, 2, 3]


def _table() -> list[list[str]]:
    lines = PAGE.read_text().split("## Worked example")[1].split("## Slips")[0].splitlines()
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in lines if line.startswith("| ")]
    return rows[1:]


def test_the_table_of_kinds_is_computed():
    section = PAGE.read_text().split("## What kind of thing is meant")[1].split("\n## ")[0]
    lines = section.splitlines()
    rows = [re.split(r"\s*\|\s*", line.strip("| ")) for line in lines if line.startswith("| ")][1:]
    before = np.array([float(row[1]) for row in rows])
    directions = np.array([_pair(row[2]) for row in rows], np.float32)

    likeness = likeness_to_the_best(before, directions, best=VOTERS)

    assert [_pair(row[3]) for row in rows] == [
        tuple(round(each, 1) for each in vote) for vote in (before[:, None] * directions).tolist()
    ]
    assert [f"{each:.3f}" for each in likeness] == [row[4] for row in rows]
    assert [f"{each:.2f}" for each in before * (1 + WEIGHTS.kind * likeness)] == [
        row[5] for row in rows
    ]


def test_the_table_of_rewordings_is_computed():
    section = PAGE.read_text().split("## Synonyms")[1].split("\n## ")[0]
    rows = [
        re.split(r"\s*\|\s*", line.strip("| "))
        for line in section.splitlines()
        if line.startswith("| ")
    ][1:]

    pairs = [(row[0], row[1], int(row[2])) for row in rows]
    everything = meanings(pairs, least_times=1, least_chance=0.0, least_lift=0.0)
    told = {(each.phrase, each.meaning): each for each in everything}
    learnt = {(each.phrase, each.meaning) for each in meanings(pairs)}

    total = sum(times for _, _, times in pairs)
    for phrase, meaning, times, of, share, least, usual, lift, is_learnt in rows:
        one = told[phrase, meaning]
        into = sum(each for _, other, each in pairs if other == meaning)
        assert (str(one.times), str(one.of)) == (times, of)
        assert f"{one.times / one.of:.2f}" == share
        assert f"{one.chance:.2f}" == least
        assert f"{into / total:.2f}" == usual
        assert f"{one.lift:.1f}" == lift
        assert ((phrase, meaning) in learnt) == (is_learnt == "yes")


def _pair(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.strip("()").split(","))
