"""3-D Secure and news that come before, after, twice, instead, or never: one order, one charge."""

import pytest
from django.test import Client
from factories.ordering import CHALLENGE, DECLINED, TIME_OUT, ready_to_order, send_webhooks, states

pytestmark = pytest.mark.django_db
TOTAL = 2 * 199 + 499
TWICE = "4000000000000259"


def answer_the_bank(action: dict, answer: str = "approve") -> str:
    """Open the bank's page, press a button; where the browser is sent to."""
    page = action["url"].removeprefix("http://testserver")
    assert Client().get(page).status_code == 200
    return Client().post(page, {"answer": answer})["Location"]


def come_back(checkout, order: dict):
    return checkout.shopper.post(f"/orders/{order['id']}/payment-return", {})


@pytest.mark.parametrize(
    "ways",
    [
        "return",
        "webhook",
        "webhook return",
        "return webhook",
        "webhook webhook",
        "return return",
        "webhook return webhook return",
    ],
)
def test_whichever_way_the_news_comes_there_is_one_order(
    merchant, processor, stock, charges, deliver, ways: str
):
    checkout = ready_to_order(MILK=2)
    waiting = checkout.place(CHALLENGE)
    order = waiting.json()
    assert (waiting.status_code, order["state"]) == (202, "placing")
    assert stock("MILK")["DC1"] == (100, 2)

    assert order["id"] in answer_the_bank(order["action"])
    for way in ways.split():
        if way == "return":
            assert come_back(checkout, order).json()["state"] == "paid"
        else:
            assert set(send_webhooks(processor)) == {200}
            deliver()

    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "paid"
    assert states() == ["paid"]
    assert charges() == [("captured", TOTAL, 0)]
    assert stock("MILK")["DC1"] == (98, 0)


def test_who_comes_back_without_an_answer_still_waits(merchant, stock, charges):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()

    back = come_back(checkout, order)

    assert (back.json()["state"], back.json()["action"]) == ("placing", order["action"])
    assert stock("MILK")["DC1"] == (100, 2)
    assert charges() == [("requires_action", TOTAL, 0)]


@pytest.mark.parametrize("way", ["return", "webhook"])
def test_who_refuses_at_the_bank_pays_with_another_card(
    merchant, processor, stock, charges, deliver, way: str
):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()

    answer_the_bank(order["action"], "refuse")
    if way == "return":
        come_back(checkout, order)
    else:
        send_webhooks(processor)
        deliver()

    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "failed"
    assert stock("MILK")["DC1"] == (100, 0)
    assert checkout.shopper.get(checkout.path).json()["state"] == "open"
    assert checkout.place().status_code == 201
    assert states() == ["failed", "paid"]
    assert [status for status, *_ in charges()] == ["failed", "captured"]
    assert stock("MILK")["DC1"] == (98, 0)


def test_a_time_out_is_settled_by_the_news(merchant, processor, stock, charges, deliver):
    checkout = ready_to_order(MILK=2)

    answer = checkout.place(TIME_OUT)
    order = answer.json()
    assert (answer.status_code, order["state"], order["action"]) == (202, "placing", None)
    send_webhooks(processor)
    deliver()

    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "paid"
    assert charges() == [("captured", TOTAL, 0)]
    assert stock("MILK")["DC1"] == (98, 0)


def test_a_card_that_answers_twice_is_charged_once(merchant, processor, stock, charges, deliver):
    checkout = ready_to_order(MILK=2)

    order = checkout.place(TWICE).json()
    send_webhooks(processor, times=2)
    come_back(checkout, order)
    deliver()

    assert states() == ["paid"]
    assert charges() == [("captured", TOTAL, 0)]
    assert stock("MILK")["DC1"] == (98, 0)


def test_an_impatient_button_makes_one_order(merchant, charges):
    checkout = ready_to_order(MILK=2)

    answers = [checkout.place(key="the form's own") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert charges() == [("captured", TOTAL, 0)]


def test_two_forms_of_one_cart_make_one_order(merchant, charges):
    checkout = ready_to_order(MILK=2)

    first, second = checkout.place(key="one form"), checkout.place(key="another form")

    assert first.status_code == 201
    assert (second.status_code, second.json()["code"]) == (409, "ordering.cart_closed")
    assert charges() == [("captured", TOTAL, 0)]


def test_a_forged_webhook_changes_nothing(merchant, processor, stock):
    checkout = ready_to_order(MILK=2)
    order = checkout.place(CHALLENGE).json()
    headers = {
        "webhook-id": "msg_forged",
        "webhook-timestamp": "1",
        "webhook-signature": "v1,AAAA",
    }

    forged = Client().generic(
        "POST", "/api/webhooks/payments/local", b'{"type": "charge.captured"}', "application/json",
        headers=headers,
    )  # fmt: skip

    assert (forged.status_code, forged["Content-Type"]) == (401, "application/problem+json")
    assert checkout.shopper.get(f"/orders/{order['id']}").json()["state"] == "placing"


def test_a_card_that_is_none_is_refused_before_anything(merchant, stock, charges):
    checkout = ready_to_order(MILK=2)

    refused = checkout.place("1234567812345678")

    assert refused.status_code == 422
    assert refused.json()["code"].startswith("payments.")
    assert "1234567812345678" not in refused.content.decode()
    assert (states(), charges(), stock("MILK")["DC1"]) == ([], [], (100, 0))


def test_a_declined_card_s_number_is_told_to_nobody(merchant):
    refused = ready_to_order(MILK=2).place(DECLINED)

    assert refused.status_code == 422
    assert DECLINED not in refused.content.decode()
