"""What customers keep for later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from factories.customers import NOW

from serai.customers.domain.plain_text import TextRefused
from serai.customers.models import KeptArticle
from serai.customers.queries.customer_view import CustomerNotFound
from serai.customers.queries.kept_articles import kept_articles
from serai.customers.usecases.forget_article import forget_article
from serai.customers.usecases.keep_article import MOST_KEPT, TooManyKept, keep_article
from serai.kernel.ids import uuid7


def test_the_latest_comes_first_and_one_that_is_kept_stays_where_it_is(an_account):
    ann = an_account().id

    for hours, sku in enumerate(["MILK", "TEA", "MILK"]):
        keep_article(ann, "web", sku, now=NOW + timedelta(hours=hours))

    assert [each.sku for each in kept_articles(ann, "web")] == ["TEA", "MILK"]


def test_a_list_is_of_one_customer_in_one_channel(an_account):
    ann, bob = an_account().id, an_account().id
    keep_article(ann, "web", "MILK", now=NOW)
    keep_article(ann, "tea", "TEA", now=NOW)

    assert [each.sku for each in kept_articles(ann, "web")] == ["MILK"]
    assert kept_articles(bob, "web") == []


def test_what_is_forgotten_is_gone_and_may_be_forgotten_twice(an_account):
    ann, bob = an_account().id, an_account().id
    for each in (ann, bob):
        keep_article(each, "web", "MILK", now=NOW)

    forget_article(ann, "web", "MILK")
    forget_article(ann, "web", "MILK")

    assert (len(kept_articles(ann, "web")), len(kept_articles(bob, "web"))) == (0, 1)


@pytest.mark.parametrize("sku", ["", " ", "x" * 65, "a\x00b"])
def test_what_can_be_no_sku_is_refused(an_account, sku):
    ann = an_account().id

    with pytest.raises(TextRefused):
        keep_article(ann, "web", sku, now=NOW)

    assert kept_articles(ann, "web") == []


def test_nobody_keeps_nothing(db):
    with pytest.raises(CustomerNotFound):
        keep_article(uuid7(), "web", "MILK", now=NOW)


def test_a_full_list_takes_no_more(an_account):
    ann = an_account().id
    _fill(ann, MOST_KEPT)

    keep_article(ann, "web", "SKU-1", now=NOW)
    with pytest.raises(TooManyKept):
        keep_article(ann, "web", "ONE-MORE", now=NOW)

    assert len(kept_articles(ann, "web")) == MOST_KEPT


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_keep_more_than_a_list_holds(an_account):
    ann = an_account().id
    _fill(ann, MOST_KEPT - 2)
    start = Barrier(6)

    def keep(number: int) -> bool:
        start.wait()
        try:
            keep_article(ann, "web", f"NEW-{number}", now=NOW)
        except TooManyKept:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(keep, range(6)))

    assert sum(kept) == 2
    assert len(kept_articles(ann, "web")) == MOST_KEPT


def test_a_storefront_keeps_shows_and_forgets(shop, an_account, django_assert_num_queries):
    storefront = shop(an_account())

    kept = storefront.put("/me/kept-articles/MILK", None)
    storefront.get("/me/kept-articles")
    with django_assert_num_queries(2):  # who asks, and the list
        listed = storefront.get("/me/kept-articles")
    gone = storefront.delete("/me/kept-articles/MILK")

    assert (kept.status_code, gone.status_code) == (204, 204)
    assert [each["sku"] for each in listed.json()["items"]] == ["MILK"]
    assert storefront.get("/me/kept-articles").json() == {"items": []}


def test_a_stranger_has_no_list(shop):
    assert shop().get("/me/kept-articles").status_code == 401
    assert shop().put("/me/kept-articles/MILK", None).status_code == 401


def _fill(customer_id, count):
    KeptArticle.objects.bulk_create(
        KeptArticle(customer_id=customer_id, channel_code="web", sku=f"SKU-{n}", kept_at=NOW)
        for n in range(count)
    )
