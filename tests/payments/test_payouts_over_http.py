"""Payouts, differences and checks, for staff over HTTP and in the back office."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from payments.makers import NOW, PRICE

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.adapters.local.payout_format import SeraiPayoutFormat, written
from serai.payments.domain.movement import Movement, MovementKind, PayoutReport
from serai.payments.ports import Books
from serai.payments.queries.reconciliation.difference_view import difference_page
from serai.payments.usecases.reconciliation.check_money import OrdersChecked, check_money
from serai.plumbing.auth import ensure_api_key
from serai.plumbing.wiring import bind

pytestmark = pytest.mark.django_db
KEY = "sk_test_money"
PAYOUTS, DIFFERENCES = "/api/staff/payouts", "/api/staff/money-differences"


@pytest.fixture
def formats(processor):
    bind(Books, Books((), (SeraiPayoutFormat(),)))


@pytest.fixture
def staff(formats) -> Client:
    ensure_api_key(KEY, "tests", ["orders:read", "orders:write"], "web")
    return Client(headers={"Serai-Key": KEY})


def a_file(payment=None, reference: str = "po_1") -> str:
    line = Movement(
        reference=f"txn_{uuid7()}",
        kind=MovementKind.CHARGE,
        gross=PRICE,
        fee=Money(34, "USD"),
        happened_at=NOW,
        charge=payment.processor_reference if payment else "ch_theirs",
    )
    amount = Money(1200, "USD")
    return written([PayoutReport("local", reference, amount, date(2026, 3, 16), (line,))]).decode()


def hand_in(staff: Client, text: str, kind: str = "serai"):
    return staff.post(
        PAYOUTS,
        {"format": kind, "content": text},
        "application/json",
        headers={"Idempotency-Key": uuid4().hex},
    )


def test_a_file_is_handed_in_and_its_payout_read(a_charged_payment, staff):
    response = hand_in(staff, a_file(a_charged_payment()))

    assert response.status_code == 201
    [payout] = response.json()
    assert (payout["amount"]["amount"], payout["fee"]["minor"]) == ("12.00", 34)
    assert (payout["lines"], payout["matched"], payout["arrives_on"]) == (1, 1, "2026-03-16")
    assert staff.get(f"{PAYOUTS}/{payout['id']}").json() == payout
    assert staff.get(PAYOUTS).json() == {"items": [payout], "next_cursor": None}
    assert staff.get(DIFFERENCES).json()["items"] == []


@pytest.mark.parametrize(
    ("text", "kind", "status", "code"),
    [
        ("nonsense", "serai", 422, "payments.payout_file_refused"),
        ("x", "sepa", 404, "payments.unknown_payout_format"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(staff, text, kind, status, code):
    response = hand_in(staff, text, kind)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert staff.get(PAYOUTS).json()["items"] == []


def test_lists_go_on_where_the_page_ended(staff):
    for number in range(3):
        hand_in(staff, a_file(reference=f"po_{number}"))

    first = staff.get(f"{PAYOUTS}?limit=2").json()
    second = staff.get(f"{PAYOUTS}?limit=2&cursor={first['next_cursor']}").json()

    names = [payout["reference"] for payout in first["items"] + second["items"]]
    assert names == ["po_2", "po_1", "po_0"]
    assert second["next_cursor"] is None
    page = staff.get(f"{DIFFERENCES}?limit=2").json()
    rest = staff.get(f"{DIFFERENCES}?limit=2&cursor={page['next_cursor']}").json()
    assert [len(page["items"]), len(rest["items"])] == [2, 1]


def test_a_difference_is_closed_with_a_note(staff):
    hand_in(staff, a_file())
    [found] = staff.get(DIFFERENCES).json()["items"]

    closing = f"{DIFFERENCES}/{found['id']}/closing"
    note = {"note": "It was theirs."}
    first = staff.post(closing, note, "application/json", headers={"Idempotency-Key": "1"})
    again = staff.post(closing, note, "application/json", headers={"Idempotency-Key": "1"})
    other = staff.post(closing, note, "application/json", headers={"Idempotency-Key": "2"})

    assert (first.status_code, first.json()["note"]) == (200, "It was theirs.")
    assert again.json() == first.json()
    assert (other.status_code, other.json()["code"]) == (409, "payments.difference_is_closed")
    assert staff.get(DIFFERENCES).json()["items"] == []
    [closed] = staff.get(f"{DIFFERENCES}?only_open=false").json()["items"]
    assert staff.get(f"{DIFFERENCES}/{found['id']}").json() == closed


def test_the_latest_checks_are_told(staff):
    check_money(OrdersChecked(0, [], []), since=NOW, now=NOW)

    [check] = staff.get("/api/staff/money-checks").json()

    assert (check["found"], check["unread"], check["orders"]) == (0, [], 0)


@pytest.mark.parametrize("things", [PAYOUTS, DIFFERENCES])
def test_what_does_not_exist_is_not_found(staff, things):
    path = f"{things}/{uuid7()}"

    assert staff.get(path).status_code == 404


# --- the back office ----------------------------------------------------------------------------


@pytest.fixture
def clerk(formats) -> Client:
    """Return a browser of somebody who may look and act."""
    user = User.objects.create_user("clerk", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="payments"))
    client = Client()
    client.force_login(user)
    return client


def test_a_file_is_handed_in_at_the_back_office(a_charged_payment, clerk):
    file = SimpleUploadedFile("march.csv", a_file(a_charged_payment()).encode())

    response = clerk.post(
        "/admin/payments/payout/take-in/", {"format": "serai", "file": file}, follow=True
    )

    assert "Payouts taken in: 1." in response.content.decode()
    assert "po_1" in response.content.decode()
    payout = response.context["cl"].result_list[0]
    page = clerk.get(f"/admin/payments/payout/{payout.pk}/change/").content.decode()
    assert "12.34" in page


def test_a_file_that_cannot_be_read_says_why(clerk):
    file = SimpleUploadedFile("march.csv", b"nonsense")

    response = clerk.post(
        "/admin/payments/payout/take-in/", {"format": "serai", "file": file}, follow=True
    )

    assert "cannot be read" in response.content.decode()


def test_who_may_not_change_money_hands_nothing_in(formats):
    client = Client()
    client.force_login(User.objects.create_user("guest", password="x", is_staff=True))

    assert client.post("/admin/payments/payout/take-in/", {}).status_code == 403


def test_differences_and_checks_are_shown_and_closed(staff, clerk):
    hand_in(staff, a_file())
    check_money(OrdersChecked(0, [], []), since=NOW, now=NOW)
    [found] = difference_page().items

    page = clerk.get("/admin/payments/differencerow/").content.decode()
    detail = clerk.get(f"/admin/payments/differencerow/{found.id}/change/").content.decode()
    checks = clerk.get("/admin/payments/moneycheck/").content.decode()
    clerk.post(
        f"/admin/payments/differencerow/{found.id}/close/",
        {"_form_submitted": "True", "reason": "Not ours."},
    )

    assert "belongs to no payment of ours" in page
    assert "belongs to no payment of ours" in detail
    assert "all agree" in checks
    assert difference_page().items == []
