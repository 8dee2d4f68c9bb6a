"""A till that sold for hours without a line, and what the shop makes of it, over HTTP only."""

import random
from uuid import uuid4

import pytest

from serai.kernel import clock

pytestmark = pytest.mark.django_db
SHIFT = str(uuid4())


def told(act: dict) -> dict:
    return {
        "id": str(uuid4()),
        "shift_id": SHIFT,
        "occurred_at": clock.now().isoformat(),
        "cashier": "Carol",
        "act": act,
    }


def a_line(sku: str, quantity: int, unit: str, minor: int, **more) -> dict:
    return {
        "sku": sku,
        "name": sku.title(),
        "quantity": quantity,
        "unit_price": unit,
        "items_minor": minor,
        "total_minor": minor - more.get("discount_minor", 0),
        **more,
    }


def test_a_day_without_a_line_comes_in_late_doubled_and_mixed(merchant, stock, deliver):
    till = merchant.post(
        "/tills",
        {"code": "T1", "name": "Front", "location": "STORE-1", "channel_code": "web"},
    ).json()
    opening = told({"kind": "open", "float_minor": 10_000})
    sale = told(
        {
            "kind": "sale",
            "receipt": 1,
            "lines": [
                a_line("MILK", 7, "1.99", 1393),
                a_line("BREAD", 1, "2.00", 200, discount_minor=50),
            ],
            "paid": [
                {"with_what": "cash", "amount_minor": 1000},
                {"with_what": "card", "amount_minor": 543, "label": "Visa •••• 4242"},
            ],
        }
    )
    back = told(
        {
            "kind": "return",
            "receipt": 2,
            "order_id": sale["id"],
            "lines": [{"position": 1, "quantity": 2}],
            "paid_out": [{"with_what": "card", "amount_minor": 398}],
            "reason": "Too much",
        }
    )
    closing = told({"kind": "close", "counted_minor": 10_990, "operations": 4})
    day = [opening, sale, back, closing]

    first = merchant.post(f"/tills/{till['id']}/operations", {"operations": [back, closing]}).json()
    assert [each["state"] for each in first["items"]] == ["waiting", "merged"]
    for seed in range(3):
        again = random.Random(seed).sample([*day, *day], 8)
        answer = merchant.post(f"/tills/{till['id']}/operations", {"operations": again})
        assert answer.status_code == 200, answer.content
    deliver()

    order = merchant.get(f"/orders/{sale['id']}").json()
    assert (order["state"], order["totals"]["total"]["minor"]) == ("fulfilled", 1543)
    assert order["refunded"]["minor"] == 398
    # Five were in the books and seven were sold: two are booked as found, and two came back.
    assert stock("MILK")["STORE-1"] == (2, 0)
    told_of = merchant.get("/till-operations?to_look_at=true").json()["items"]
    assert {
        (c["kind"], c["subject"], c["expected"], c["found"]) for c in told_of[0]["conflicts"]
    } == {
        ("short_stock", "MILK", "5", "7"),
        ("short_stock", "BREAD", "0", "1"),
        ("other_price", "BREAD", "2.50", "2.00"),
    }

    report = merchant.get(f"/tills/{till['id']}/shifts/{SHIFT}").json()
    assert (report["is_final"], report["sales"], report["returns"]) == (True, 1, 1)
    assert report["expected_cash"]["minor"] == 11_000
    assert report["difference"]["minor"] == -10
    assert report["by_card"]["minor"] == 543 - 398
    assert report["conflicts"] == 1
    merchant.post(f"/till-operations/{sale['id']}/seen")
    assert merchant.get("/till-operations?to_look_at=true").json()["items"] == []


def test_one_operation_that_makes_no_sense_holds_up_no_other(merchant):
    till = merchant.post(
        "/tills",
        {"code": "T1", "name": "Front", "location": "STORE-1", "channel_code": "web"},
    ).json()
    sale = {
        "kind": "sale",
        "receipt": 1,
        "lines": [a_line("MILK", 1, "1.99", 199)],
        "paid": [{"with_what": "cash", "amount_minor": 100}],
    }
    good = {**sale, "receipt": 2, "paid": [{"with_what": "cash", "amount_minor": 199}]}

    answer = merchant.post(
        f"/tills/{till['id']}/operations", {"operations": [told(sale), told(good)]}
    )

    assert [(each["state"], each["problem"]) for each in answer.json()["items"]] == [
        ("refused", "The goods cost 199, and 100 was paid."),
        ("merged", ""),
    ]


def test_a_till_that_nobody_set_up_tells_nothing(merchant):
    opening = told({"kind": "open", "float_minor": 0})

    answer = merchant.post(f"/tills/{uuid4()}/operations", {"operations": [opening]})

    assert (answer.status_code, answer.json()["code"]) == (404, "ordering.till_not_found")


def test_a_gift_card_pays_at_a_till_once_and_an_empty_one_sells_nothing(merchant, stock, deliver):
    till = merchant.post(
        "/tills",
        {"code": "T1", "name": "Front", "location": "STORE-1", "channel_code": "web"},
    ).json()
    issued = merchant.post("/gift-cards", {"amount_minor": 300, "currency": "USD"}).json()
    by_card = {"with_what": "gift_card", "reference": issued["code"]}
    path = f"/tills/{till['id']}/operations"

    def sale(receipt: int, *paid: dict) -> dict:
        lines = [a_line("MILK", 2, "1.99", 398)]
        return told({"kind": "sale", "receipt": receipt, "lines": lines, "paid": list(paid)})

    rest = {"with_what": "cash", "amount_minor": 98}
    first = sale(1, by_card | {"amount_minor": 300}, rest)
    second = sale(2, by_card | {"amount_minor": 300}, rest)
    states = [
        each["state"]
        for each in merchant.post(path, {"operations": [first, second, first]}).json()["items"]
    ]
    deliver()

    assert states == ["merged", "refused", "merged"]
    assert stock("MILK")["STORE-1"] == (3, 0)
    order = merchant.get(f"/orders/{first['id']}").json()
    assert [(each["method"], each["amount"]["minor"]) for each in order["tenders"]] == [
        ("gift_card", 300)
    ]
    [refused] = merchant.get("/till-operations?to_look_at=true").json()["items"]
    assert refused["conflicts"] == [
        {"kind": "tender_refused", "subject": f"•••• {issued['card']['last4']}",
         "expected": "0", "found": "300"}
    ]  # fmt: skip
    report = merchant.get(f"/tills/{till['id']}/shifts/{SHIFT}").json()
    assert (report["by_tender"]["minor"], report["expected_cash"]["minor"]) == (300, 98)
