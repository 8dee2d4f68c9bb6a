"""Promotions in the memory of a process, while others use them up: a version stands for what was true with it."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from factories.catalog import a_channel
from factories.pricing import NOW
from factories.promotions import a_promotion

from serai.kernel.money import Money
from serai.plumbing.db import execute, rows, unit_of_work
from serai.pricing.domain.promotions.holder import Holder
from serai.pricing.public import PromotionUsedUp
from serai.pricing.queries.promotions import running
from serai.pricing.usecases.promotions.redeem_promotions import Use, redeem_promotions

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _channel(transactional_db: None) -> None:
    a_channel()


def use(promotion_id) -> None:
    redeem_promotions(
        [Use(promotion_id, Money(100, "USD"))], order_id=uuid4(), holder=Holder(uuid4()), now=NOW
    )


def uses_left(promotion_id) -> int | None:
    return running.running_promotions("web").allowances[promotion_id].uses


def version() -> int:
    [(number,)] = rows("SELECT version FROM pricing_promotions_version")
    return number


def test_the_last_use_taken_while_promotions_are_read_is_not_known_under_the_older_version(
    monkeypatch,
):
    once = a_promotion(most_uses=1)
    running.forget_promotions()
    read, before = running._active, version()

    def taken_meanwhile():
        if version() == before:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(lambda: (use(once.id), connection.close())).result()
        return read()

    monkeypatch.setattr(running._known, "_load", taken_meanwhile)

    assert uses_left(once.id) == 0
    assert running.running_promotions("web").version == version() == before + 1


def test_what_was_read_of_an_order_that_came_to_nothing_is_not_taken_for_the_next_change():
    seven = a_promotion(most_uses=1)
    with pytest.raises(ZeroDivisionError), unit_of_work():
        use(seven.id)
        assert uses_left(seven.id) == 0
        raise ZeroDivisionError
    execute("UPDATE pricing_promotion_budget SET most_uses = 7")
    execute("UPDATE pricing_promotions_version SET version = version + 1")

    running.look_for_promotions_again()

    assert uses_left(seven.id) == 7
    use(seven.id)


def test_a_use_too_many_is_refused_whatever_is_known():
    once = a_promotion(most_uses=1)
    assert uses_left(once.id) == 1
    use(once.id)

    with pytest.raises(PromotionUsedUp):
        use(once.id)
