"""The local processor's own pages: tokens, and the page on which a shopper confirms."""

import pytest
from django.test import Client
from payments.makers import CHALLENGE, OK, RETURN_URL, charges_of

from serai.payments.public import ChargeStatus, PaymentState, payment

pytestmark = pytest.mark.django_db
TOKENS = "/local-processor/tokens"
CARD = {"number": OK, "expiry": "12/30", "cvc": "123"}
AUTHORISED = {"Authorization": "Bearer pk_test"}


def path_of(action_url: str) -> str:
    return action_url.removeprefix("http://testserver")


def test_a_card_becomes_a_token(processor):
    response = Client().post(TOKENS, CARD, "application/json", headers=AUTHORISED)

    assert response.status_code == 201
    token = response.json()
    assert (token["brand"], token["last4"]) == ("Visa", "4242")
    assert token["token"].startswith("tok_")
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_of_another_origin_may_make_tokens(processor):
    asked = Client().options(TOKENS)
    made = Client().post(TOKENS, CARD, "application/json", headers=AUTHORISED)

    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Headers"] == "Authorization, Content-Type"
    assert made.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer pk_other"}])
def test_without_the_public_key_no_token_is_made(processor, headers: dict[str, str]):
    response = Client().post(TOKENS, CARD, "application/json", headers=headers)

    assert response.status_code == 401
    assert response.json()["code"] == "payments.public_key_wrong"


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 422, "request.invalid"),
        (b"[]", 422, "request.invalid"),
        (b"\xff", 422, "request.invalid"),
        (b'{"number": 4242424242424242, "expiry": "12/30", "cvc": "123"}', 422, "request.invalid"),
        (b'{"number": "1", "expiry": "12/30", "cvc": "123"}', 422, "payments.card_refused"),
        (
            b'{"number": "%s", "expiry": "12/30", "cvc": "123"}' % (b"4" * 1000),
            413,
            "request.too_large",
        ),
    ],
)
def test_what_is_no_card_is_refused_without_being_repeated(
    processor, body: bytes, status: int, code: str
):
    response = Client().generic("POST", TOKENS, body, "application/json", headers=AUTHORISED)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert b"4242424242424242" not in response.content


def test_the_shopper_sees_what_they_confirm_without_script(a_charged_payment):
    waiting = a_charged_payment(CHALLENGE)

    response = Client().get(path_of(waiting.action_url))

    html = response.content.decode()
    assert response.status_code == 200
    assert "12.34 USD" in html
    assert "Visa •••• 3220" in html
    assert "<script" not in html
    assert 'value="approve"' in html
    assert 'value="refuse"' in html
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert payment(waiting.id).state is PaymentState.REQUIRES_ACTION


@pytest.mark.parametrize(
    ("answer", "status"), [("approve", ChargeStatus.CAPTURED), ("refuse", ChargeStatus.FAILED)]
)
def test_the_shopper_answers_and_is_sent_back(
    a_charged_payment, processor, answer: str, status: ChargeStatus
):
    waiting = a_charged_payment(CHALLENGE)

    response = Client().post(path_of(waiting.action_url), {"answer": answer})

    assert response.status_code == 302
    assert response.headers["Location"] == RETURN_URL
    assert processor.status_of(str(waiting.id)).status is status


def test_an_answer_without_a_word_is_a_refusal(a_charged_payment, processor):
    waiting = a_charged_payment(CHALLENGE)

    Client().post(path_of(waiting.action_url), {})

    assert charges_of(processor)[0][1] == "failed"


def test_the_first_answer_counts(a_charged_payment, processor):
    waiting = a_charged_payment(CHALLENGE)
    page = path_of(waiting.action_url)

    Client().post(page, {"answer": "approve"})
    again = Client().post(page, {"answer": "refuse"})
    seen = Client().get(page)

    assert (again.status_code, seen.status_code) == (302, 302)
    assert charges_of(processor)[0][1] == "captured"


def test_an_unknown_challenge_says_so(processor):
    for answer in (Client().get, Client().post):
        response = answer("/local-processor/challenge/nothing")
        assert response.status_code == 404
        assert "No such payment" in response.content.decode()


def test_a_processor_that_does_not_answer_is_a_clear_problem(processor):
    processor.book.close()
    processor.book.path.unlink(missing_ok=True)
    processor.book.path.mkdir()

    token = Client().post(TOKENS, CARD, "application/json", headers=AUTHORISED)
    page = Client().get("/local-processor/challenge/any")

    assert (token.status_code, page.status_code) == (503, 503)
    assert token.json()["code"] == page.json()["code"] == "payments.processor_unavailable"
