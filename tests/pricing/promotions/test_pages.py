"""Lists of promotions and coupons: by code, page by page, in a fixed number of statements."""

import pytest
from factories.ordering import Shopper, a_shop, counted
from factories.promotions import a_batch, a_draft, a_promotion

from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def merchant(db: None) -> Shopper:
    a_shop()
    ensure_api_key("sk_test_pricing", "tests", ["prices:read"], "web")
    return Shopper(key="sk_test_pricing", area="staff")


def statements_of(merchant: Shopper, path: str) -> int:
    merchant.get(path)
    with counted() as found:
        assert merchant.get(path).status_code == 200
    return len(found)


def test_promotions_come_by_their_codes_page_by_page(merchant):
    for code in ("c", "a", "b"):
        a_draft(code)

    first = merchant.get("/promotions?limit=2").json()
    rest = merchant.get(f"/promotions?limit=2&cursor={first['next_cursor']}").json()

    assert [each["code"] for each in first["items"] + rest["items"]] == ["a", "b", "c"]
    assert rest["next_cursor"] is None


def test_a_list_of_promotions_costs_the_same_at_any_length(merchant):
    a_promotion("first", most_uses=3)
    few = statements_of(merchant, "/promotions")
    for number in range(5):
        a_promotion(f"more-{number}", most_uses=3)

    assert statements_of(merchant, "/promotions") == few


def test_a_list_of_coupons_costs_the_same_at_any_length(merchant):
    opened = a_promotion(needs_coupon=True)
    a_batch(opened.id, 1)
    few = statements_of(merchant, f"/promotions/{opened.id}/coupons")
    a_batch(opened.id, 20)

    assert statements_of(merchant, f"/promotions/{opened.id}/coupons") == few
    page = merchant.get(f"/promotions/{opened.id}/coupons?limit=5").json()
    rest = merchant.get(
        f"/promotions/{opened.id}/coupons?limit=50&cursor={page['next_cursor']}"
    ).json()
    assert (len(page["items"]), len(rest["items"])) == (5, 16)
