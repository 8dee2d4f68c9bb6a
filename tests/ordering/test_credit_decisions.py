"""An article taken from a suggestion is credited to it: in the cart, and in the order once it is paid."""

from uuid import UUID

import numpy as np
import pytest
from factories.decisions import a_policy, switched
from factories.ordering import CHALLENGE, DECLINED, Checkout, Shopper, ready_to_order

from serai.catalog.public import variants_of_skus
from serai.decisions.models import Outcome
from serai.decisions.public import Candidates, Context, Subject, decide
from serai.kernel.clock import now
from serai.plumbing.db import execute


@pytest.fixture
def token(shop) -> str:
    switched(policy=a_policy())
    product_id = variants_of_skus(["MILK"])["MILK"].product_id
    return token_of(product_id)


def token_of(product_id: UUID) -> str:
    context = Context("web", now(), np.random.default_rng(1))
    subject = Subject("visitor", "ann")
    [item] = decide("home.suggestions", subject, context, Candidates([product_id]), limit=1).items
    return item.token


def outcomes() -> list[tuple[str, float]]:
    return list(Outcome.objects.order_by("kind").values_list("kind", "value"))


def checkout_with(token: str) -> Checkout:
    checkout = ready_to_order(BREAD=1)
    line = {"sku": "MILK", "quantity": 2, "decision_token": token}
    added = checkout.shopper.post(f"{checkout.path}/lines", line)
    assert added.status_code == 200, added.content
    checkout.cart = checkout.shopper.get(checkout.path).json()
    return checkout


def placed(checkout: Checkout, deliver, number: str | None = None):
    answer = checkout.place(number) if number else checkout.place()
    execute(
        "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE task_name = 'ordering.credit_order'"
    )
    deliver()
    return answer


def test_a_line_with_a_token_is_credited_when_it_is_added(token):
    checkout_with(token)

    assert outcomes() == [("cart", 1.0)]


def test_a_cart_that_begins_with_a_token_is_credited(token):
    line = {"sku": "MILK", "quantity": 1, "decision_token": token}
    made = Shopper().post("/carts", {"lines": [line]})

    assert made.status_code == 201
    assert outcomes() == [("cart", 1.0)]


def test_the_order_is_credited_with_its_line_when_it_is_paid(token, deliver):
    assert placed(checkout_with(token), deliver).status_code == 201

    assert outcomes() == [("cart", 1.0), ("order", 398.0)]


def test_an_order_that_failed_is_not_credited(token, deliver):
    assert placed(checkout_with(token), deliver, DECLINED).status_code == 422

    assert outcomes() == [("cart", 1.0)]


def test_an_order_whose_bank_asks_first_is_asked_for_again(token):
    from serai.ordering.usecases.credit_decisions import credit_order

    waiting = checkout_with(token).place(CHALLENGE).json()

    assert credit_order(UUID(waiting["id"]))
    assert outcomes() == [("cart", 1.0)]


def test_a_token_of_another_product_keeps_nobody_from_buying(token, deliver):
    checkout = ready_to_order(MILK=1)
    line = {"sku": "BREAD", "quantity": 1, "decision_token": token}

    assert checkout.shopper.post(f"{checkout.path}/lines", line).status_code == 200
    assert outcomes() == []


@pytest.mark.parametrize("nonsense", ["x", "A" * 120, "é"])
def test_nonsense_keeps_nobody_from_buying(shop, nonsense):
    line = {"sku": "MILK", "quantity": 1, "decision_token": nonsense}

    assert Shopper().post("/carts", {"lines": [line]}).status_code == 201
    assert outcomes() == []


def test_more_of_an_article_keeps_where_it_came_from(token, deliver):
    checkout = checkout_with(token)
    checkout.shopper.post(f"{checkout.path}/lines", {"sku": "MILK", "quantity": 1})
    checkout.cart = checkout.shopper.get(checkout.path).json()

    placed(checkout, deliver)

    assert outcomes() == [("cart", 1.0), ("order", 597.0)]


def test_an_order_without_tokens_writes_no_job_for_it(shop):
    from serai.plumbing.db import rows

    ready_to_order(MILK=1).place()

    assert rows("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'ordering.credit_order'") == []
