"""Answers of the API are Django's own, made with less to do."""

from django.http import HttpResponse

from serai.plumbing.api.answer import answer


def test_an_answer_is_what_django_would_have_made():
    body = b'{"a":1}'
    usual = HttpResponse(body, status=201, content_type="application/json")

    ours = answer({"a": 1}, status=201)

    assert {**vars(ours), "headers": None} == {**vars(usual), "headers": None}
    assert vars(ours.headers) == vars(usual.headers)
    assert (ours.content, ours.text, bytes(ours)) == (usual.content, usual.text, bytes(usual))


def test_an_answer_takes_more_headers_and_another_body():
    ours = answer({"a": 1})

    ours["Retry-After"] = "1"
    ours.content = b"2"

    assert dict(ours.items()) == {"Content-Type": "application/json", "Retry-After": "1"}
    assert (ours.content, ours.status_code, ours.reason_phrase) == (b"2", 200, "OK")
