"""A line keeps its connections, and ends in time."""

import pytest
from outbound.receivers import receiving

from serai.plumbing.db import unit_of_work
from serai.plumbing.outbound import CallFailed, Line


def test_a_line_sends_its_own_headers_and_those_of_the_call():
    with receiving(status=200, body=b"yes") as receiver:
        line = Line(receiver.url, headers={"Authorization": "Bearer sk"})
        answer = line.send("POST", "/v1/things", body=b"a=1", headers={"Idempotency-Key": "k"})
        line.close()

    [message] = receiver.messages
    assert (answer.status, answer.body) == (200, b"yes")
    assert message.path.endswith("/v1/things")
    assert message.headers["authorization"] == "Bearer sk"
    assert message.headers["idempotency-key"] == "k"
    assert message.body == b"a=1"


def test_a_line_that_is_not_answered_in_time_says_so():
    with receiving(status=200, wait=5.0) as receiver:
        line = Line(receiver.url)
        with pytest.raises(CallFailed) as failure:
            line.send("POST", "/", seconds=0.1)
        line.close()

    assert failure.value.reason == "timeout"


def test_a_line_to_nobody_fails_to_connect():
    with receiving() as receiver:
        url = receiver.url
    line = Line(url)

    with pytest.raises(CallFailed) as failure:
        line.send("POST", "/")

    assert failure.value.reason == "connect"


def test_a_redirect_on_a_line_is_an_answer():
    with receiving(status=302, headers={"Location": "http://elsewhere.example"}) as receiver:
        line = Line(receiver.url)
        answer = line.send("POST", "/")
        line.close()

    assert answer.status == 302


def test_a_line_reads_no_more_than_it_was_told_to():
    with receiving(status=200, body=b"x" * 1000) as receiver:
        line = Line(receiver.url)
        answer = line.send("POST", "/", most_bytes=10)
        line.close()

    assert (answer.body, answer.cut) == (b"x" * 10, True)


def test_nothing_is_sent_inside_a_unit_of_work(db):
    with receiving() as receiver:
        line = Line(receiver.url)
        with unit_of_work(), pytest.raises(RuntimeError):
            line.send("POST", "/")
        line.close()

    assert receiver.messages == []
