"""Search beside plain BM25 on human judgements: the set is not part of the repository."""

from pathlib import Path

import pytest

from serai.discovery.public import JudgementsMissing, electronics_relevance

SET = Path(__file__).resolve().parents[3] / "shared" / "data" / "search-relevance-electronics"


@pytest.mark.slow
@pytest.mark.skipif(not SET.is_dir(), reason="the electronics set is not beside the checkout")
def test_search_is_better_than_plain_bm25():
    found = electronics_relevance(SET)

    assert found.ours > found.plain + 0.09
    assert min(found.worst_tenth, found.worst_tenth_by_plain) >= -0.02
    assert found.tenths.worst >= -0.02
    assert found.plain + 0.08 < found.unseen.mean <= found.ours + 0.005
    assert found.ours >= found.words_alone > found.plain + 0.06
    assert 0.7 < found.plain < 0.76


def test_without_the_set_there_is_a_clear_reason(a_folder: Path):
    with pytest.raises(JudgementsMissing, match=r"products\.jsonl\.gz"):
        electronics_relevance(a_folder)
