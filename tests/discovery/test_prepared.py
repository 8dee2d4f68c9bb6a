from hypothesis import given
from hypothesis import strategies as st

from serai.discovery.api.prepared import PreparedAnswers


def test_an_answer_is_kept_until_others_need_its_place():
    answers = PreparedAnswers(most_bytes=10)
    answers.keep("a", b"1234")
    answers.keep("b", b"5678")

    assert answers.get("a") == b"1234"
    answers.keep("c", b"90ab")

    assert (answers.get("a"), answers.get("b"), answers.get("c")) == (b"1234", None, b"90ab")


@given(st.lists(st.tuples(st.integers(0, 5), st.binary(max_size=12)), max_size=40))
def test_it_never_holds_more_than_it_may(kept: list[tuple[int, bytes]]):
    answers = PreparedAnswers(most_bytes=20)

    for address, body in kept:
        answers.keep(address, body)

        held = {address: answers.get(address) for address in range(6)}
        assert sum(len(body) for body in held.values() if body is not None) <= 20
        assert held[address] in (body, None)
