"""Staff sees what pays a difference, where money that goes back went, and in which order the next would go."""

from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from ordering.changes.makers import a_bought_order, pay
from ordering.test_tenders import a_card

from serai.kernel import clock
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(db) -> Client:
    """Return the browser of someone who may do everything."""
    client = Client()
    client.force_login(User.objects.create(username="owner", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def changed(shop):
    """Let a difference of 2.50 be paid by a gift card with 1.00 on it and a card, then half of it go back."""
    _, order_id, _ = a_bought_order(MILK=2)
    paid = edit_order(EditOrder(order_id, "more", add={"BREAD": 1}), now=clock.now())
    _, code = a_card(100)
    pay(order_id, paid.id, codes=[code])
    gone = cancel_lines(CancelLines(order_id, "less", {1: 1}, "One too many"), now=clock.now())
    assert gone.change is not None
    return order_id, paid.id, gone.change.id


def _page(owner: Client, address: str) -> str:
    answer = owner.get(f"/admin/ordering/{address}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_a_change_tells_what_paid_it_and_one_that_gives_back_where_it_went(changed, owner: Client):
    _, paid_id, gone_id = changed

    paid = _page(owner, f"orderchange/{paid_id}/change")
    gone = _page(owner, f"orderchange/{gone_id}/change")

    assert "1.00 USD</a> · captured" in paid
    assert "1.50 USD</a> · captured Visa •••• 4242" in paid
    assert "1.50 USD</a> · requested Visa •••• 4242" in gone
    assert "0.49 USD</a> · requested" in gone


def test_a_refund_is_asked_for_with_where_it_would_go(changed, owner: Client):
    order_id, *_ = changed

    question = _page(owner, f"order/{order_id}/refund")

    first = question.index("→ <bdi>••••")
    assert "0.51 USD" in question[first : first + 60]
    assert "→ <bdi>Visa •••• 4242</bdi>: 8.97 USD" in question[first:]
