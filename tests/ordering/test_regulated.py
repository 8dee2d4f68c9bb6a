"""Articles that not everybody may have everywhere: asked at the checkout, checked at the hand-over."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from factories.ordering import (
    ADDRESS,
    CONTACT,
    Checkout,
    Shopper,
    a_cart,
    an_article,
    counted,
    ready_to_order,
    staff,
)
from factories.subscriptions import a_plan, a_subscriber, subscribed

from serai.catalog.public import ArticleTerms, set_article_terms
from serai.fulfilment import public as fulfilment
from serai.fulfilment.models import AgeCheckRow, Group
from serai.kernel import clock
from serai.ordering.domain.age import (
    AgeDeclaration,
    AgeNotDeclared,
    BadBirthDate,
    BirthDateNeeded,
    TooYoung,
    age_on,
    declared,
)
from serai.ordering.domain.regulated.sale_rule import BadSaleRule, Place, SaleRule, rule_at
from serai.ordering.models import ControlledUnits, Order, OrderReturn
from serai.ordering.queries.regulated.sale_rules import forget_sale_rules, sale_rules
from serai.ordering.usecases.call_off_unchecked import call_off_unchecked
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules
from serai.plumbing.auth import ensure_api_key

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, tzinfo=UTC)
COUNTER, DOOR = fulfilment.CheckedAt.COUNTER, fulfilment.CheckedAt.DOOR
PASSED, FAILED = fulfilment.AgeCheckOutcome.PASSED, fulfilment.AgeCheckOutcome.FAILED
PASSPORT = fulfilment.IdentityDocument.PASSPORT


@pytest.fixture
def wine(shop):
    """Sell WINE from 18 years on, under the laws about alcohol; the law of Ohio says nothing more."""
    an_article("WINE", "9.00")
    set_article_terms({"WINE": ArticleTerms(minimum_age=18, regime="alcohol")}, now=clock.now())
    return shop


def laws(*rules: SaleRule) -> None:
    set_sale_rules(rules, now=clock.now())


def declare(checkout: Checkout, born_on: str | None = None):
    return checkout.shopper.put(f"{checkout.path}/age", {"born_on": born_on})


def of_age(**units: int) -> Checkout:
    checkout = ready_to_order(**units)
    response = declare(checkout)
    assert response.status_code == 200, response.content
    return checkout


def bought(deliver, **units: int) -> tuple[Shopper, dict]:
    checkout = of_age(**units)
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    deliver()
    return checkout.shopper, placed.json()


def the_group(order: dict) -> fulfilment.GroupView:
    [group] = fulfilment.groups_of_order(UUID(order["id"]))
    return group


def check(group_id, outcome=PASSED, document=PASSPORT, where=DOOR) -> None:
    fulfilment.check_age(
        fulfilment.CheckAge(group_id, outcome, document, where, "Dana"), now=clock.now()
    )


def test_a_cart_says_that_it_is_not_for_everybody_and_is_ordered_once_age_is_declared(wine):
    checkout = ready_to_order(WINE=1, MILK=1)
    assert checkout.cart["law"]["minimum_age"] == 18
    assert checkout.cart["law"]["declared"] is False

    refused = checkout.place()
    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.age_not_declared")
    assert refused.json()["facts"] == {"minimum_age": 18, "asks_birth_date": False}

    assert declare(checkout).json()["law"]["declared"] is True
    placed = checkout.place()
    assert placed.status_code == 201, placed.content
    assert placed.json()["minimum_age"] == 18
    assert checkout.shopper.get(f"/orders/{placed.json()['id']}").json()["minimum_age"] == 18
    kept = Order.objects.get().regulated
    assert kept["ages"] == {"1": 18}
    assert "born_on" not in kept


def test_a_plain_cart_asks_nothing(wine):
    assert a_cart(MILK=1).cart["law"] == {
        "minimum_age": 0,
        "asks_birth_date": False,
        "declared": True,
        "barred": [],
        "prescribed": [],
    }


def test_a_plain_cart_gains_no_statement(shop):
    def statements() -> int:
        checkout = ready_to_order(MILK=1)
        with counted() as found:
            assert checkout.place().status_code == 201
        return len(found)

    statements()
    before = statements()
    an_article("WINE", "9.00")
    set_article_terms({"WINE": ArticleTerms(minimum_age=18, regime="alcohol")}, now=clock.now())
    laws(SaleRule("alcohol", "US", minimum_age=21))
    statements()

    assert statements() == before


def test_the_law_of_the_place_says_the_age_and_may_ask_for_the_birth_date(wine):
    laws(SaleRule("alcohol", "US", minimum_age=21, asks_birth_date=True))
    checkout = ready_to_order(WINE=1)
    law = checkout.shopper.get(checkout.path).json()["law"]
    assert (law["minimum_age"], law["asks_birth_date"]) == (21, True)

    assert declare(checkout).json()["code"] == "ordering.birth_date_needed"
    assert (
        declare(checkout, f"{clock.now().year - 20}-01-01").json()["code"] == "ordering.too_young"
    )
    assert declare(checkout, "1990-05-01").status_code == 200

    assert checkout.place().status_code == 201
    assert Order.objects.get().regulated["born_on"] == "1990-05-01"


def test_a_birth_date_that_nobody_asks_for_is_looked_at_and_forgotten(wine):
    checkout = ready_to_order(WINE=1)
    assert declare(checkout, "1990-05-01").status_code == 200
    assert checkout.place().status_code == 201
    assert "born_on" not in Order.objects.get().regulated


def test_a_declaration_for_one_place_is_not_enough_for_another(wine):
    laws(SaleRule("alcohol", "US", ("TX",), minimum_age=21))
    checkout = of_age(WINE=1)
    texas = {**CONTACT, "address": {**ADDRESS, "region": "TX", "postcode": "75001"}}
    seen = checkout.shopper.put(f"{checkout.path}/contact", texas).json()

    assert (seen["law"]["minimum_age"], seen["law"]["declared"]) == (21, False)
    checkout.cart = seen
    assert checkout.place().json()["code"] == "ordering.age_not_declared"


def test_what_may_not_be_sold_there_is_told_in_the_cart_and_refused(wine):
    laws(SaleRule("alcohol", "US", ("OH", "Ohio"), may_deliver=False, note="Ask in our stores."))
    checkout = a_cart(WINE=1, MILK=1)
    checkout.shopper.put(f"{checkout.path}/contact", CONTACT)

    refused = checkout.shopper.put(f"{checkout.path}/delivery", {"code": "standard"})

    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.not_sold_there")
    assert refused.json()["facts"]["skus"] == ["WINE"]
    assert refused.json()["facts"]["note"] == "Ask in our stores."


def test_a_law_that_comes_after_the_choice_is_told_and_refuses_the_order(wine):
    checkout = of_age(WINE=1)
    laws(SaleRule("alcohol", "US", may_deliver=False))

    [barred] = checkout.shopper.get(checkout.path).json()["law"]["barred"]
    assert (barred["sku"], barred["way"], barred["country"]) == ("WINE", "delivered", "US")
    assert checkout.place().json()["code"] == "ordering.not_sold_there"
    assert not Order.objects.exists()


def test_a_parcel_is_not_delivered_without_a_check_at_the_door(wine, deliver):
    _, order = bought(deliver, WINE=1, MILK=1)
    group = the_group(order)
    assert group.minimum_age == 18
    assert staff().post(f"/fulfilment-groups/{group.id}/hand-over", {}).status_code == 200

    refused = staff().post(f"/fulfilment-groups/{group.id}/delivery")
    assert (refused.status_code, refused.json()["code"]) == (409, "fulfilment.age_check_needed")
    assert refused.json()["facts"]["minimum_age"] == 18

    body = {"outcome": "passed", "document": "passport", "where": "door", "checked_by": "Dana"}
    checked = staff().post(f"/fulfilment-groups/{group.id}/age-checks", body)
    assert checked.status_code == 200, checked.content
    assert staff().post(f"/fulfilment-groups/{group.id}/delivery").json()["state"] == "delivered"
    [row] = AgeCheckRow.objects.all()
    assert (row.outcome, row.document, row.checked_by, row.minimum_age) == (
        "passed",
        "passport",
        "Dana",
        18,
    )


def test_a_check_without_a_document_is_not_passed(wine, deliver):
    _, order = bought(deliver, WINE=1)
    body = {"outcome": "passed", "document": "none", "where": "door", "checked_by": "Dana"}
    refused = staff().post(f"/fulfilment-groups/{the_group(order).id}/age-checks", body)
    assert (refused.status_code, refused.json()["code"]) == (422, "fulfilment.bad_age_check")


def test_nobody_checks_ages_for_milk(wine, deliver):
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()
    deliver()
    with pytest.raises(fulfilment.NothingToCheck):
        check(the_group(order).id)


def test_goods_at_the_counter_are_not_handed_over_without_a_check(wine, deliver):
    _, order = bought(deliver, WINE=1)
    Group.objects.update(kind="counter")
    group = the_group(order)
    with pytest.raises(fulfilment.AgeCheckNeeded):
        fulfilment.hand_over(group.id, now=clock.now())
    refused = staff().post(f"/orders/{order['id']}/fulfilment", {})
    assert refused.json()["code"] == "fulfilment.age_check_needed"

    check(group.id, where=COUNTER)
    assert fulfilment.hand_over(group.id, now=clock.now()).state == "handed_over"


def test_a_failed_check_at_the_counter_calls_off_what_asks_for_the_age_and_pays_it_back(
    wine, deliver
):
    shopper, order = bought(deliver, WINE=2, MILK=1)
    Group.objects.update(kind="counter")
    check(the_group(order).id, FAILED, fulfilment.IdentityDocument.NONE, COUNTER)
    deliver()

    seen = shopper.get(f"/orders/{order['id']}").json()
    assert seen["refunded"]["minor"] == 1800
    [change] = shopper.get(f"/orders/{order['id']}/life").json()["changes"]
    assert change["reason"] == "Age check failed"
    left = fulfilment.hand_over(the_group(order).id, now=clock.now())
    assert left.state == "handed_over"
    assert {line.sku: line.handed for line in left.lines}["MILK"] == 1


def test_a_failed_check_at_the_door_brings_the_goods_back_and_then_pays_them_back(wine, deliver):
    _, order = bought(deliver, WINE=1, MILK=1)
    group = the_group(order)
    fulfilment.hand_over(group.id, now=clock.now())
    deliver()
    check(group.id, FAILED, fulfilment.IdentityDocument.NONE)
    deliver()
    deliver()

    back = OrderReturn.objects.get()
    assert (back.state, back.way, back.made_by) == ("approved", "store", "age check")
    with pytest.raises(fulfilment.AgeCheckNeeded):
        fulfilment.deliver_parcel(group.id, now=clock.now())


def test_the_same_news_of_a_failed_check_twice_calls_off_once(wine, deliver):
    shopper, order = bought(deliver, WINE=2, MILK=1)
    group = the_group(order)
    for _ in range(2):
        call_off_unchecked(UUID(order["id"]), group.id, {1: 2}, now=clock.now())
    deliver()
    assert shopper.get(f"/orders/{order['id']}").json()["refunded"]["minor"] == 1800


def test_what_is_not_for_everybody_comes_to_no_agreed_order(wine, deliver):
    checkout = ready_to_order(MILK=1)
    order = checkout.place().json()
    deliver()
    body = {"add": [{"sku": "WINE", "quantity": 1}], "reason": "Thirsty"}
    refused = checkout.shopper.post(f"/orders/{order['id']}/edits", body)
    assert refused.json()["code"] == "ordering.order_it_anew", refused.content


def test_so_many_units_in_so_many_days_and_no_more(wine, deliver):
    laws(SaleRule("alcohol", "US", most_units=3, per_days=30))
    bought(deliver, WINE=2)

    refused = of_age(WINE=2).place()
    assert (refused.status_code, refused.json()["code"]) == (409, "ordering.too_much_of_it")
    assert refused.json()["facts"] == {"sku": "WINE", "most": 3, "days": 30, "left": 1}
    assert of_age(WINE=1).place().status_code == 201
    assert ControlledUnits.objects.count() == 2


def test_what_was_called_off_does_not_count(wine, deliver):
    laws(SaleRule("alcohol", "US", most_units=3, per_days=30))
    shopper, order = bought(deliver, WINE=3)
    assert of_age(WINE=1).place().status_code == 409

    body = {"lines": [{"position": 1, "units": 2}], "reason": "Too many"}
    assert shopper.post(f"/orders/{order['id']}/cancelled-lines", body).status_code == 200
    assert of_age(WINE=2).place().status_code == 201
    assert of_age(WINE=1).place().status_code == 409
    shopper.post(f"/orders/{order['id']}/cancellation", {"reason": "All of it"})
    assert of_age(WINE=1).place().status_code == 201


@pytest.mark.django_db(transaction=True)
def test_six_orders_at_once_do_not_count_past_one_another(wine):
    laws(SaleRule("alcohol", "US", most_units=2, per_days=30))
    checkouts = [of_age(WINE=1) for _ in range(6)]
    barrier = Barrier(6)

    def place(checkout: Checkout) -> int:
        barrier.wait()
        try:
            return int(checkout.place().status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(place, checkouts))

    assert answers == [201, 201, 409, 409, 409, 409]


def test_laws_are_told_and_replaced_as_a_whole(wine):
    key = Shopper(key="sk_laws", area="staff")
    ensure_api_key("sk_laws", "tests", ["catalog:read", "catalog:write"], "web")
    ohio = {"regime": "alcohol", "country": "US", "regions": ["OH"], "may_deliver": False}
    written = key.put("/sale-rules", {"items": [ohio]})
    assert written.status_code == 200, written.content
    assert key.get("/sale-rules").json() == written.json()

    twice = key.put("/sale-rules", {"items": [ohio, {**ohio, "regions": ["oh"]}]})
    assert (twice.status_code, twice.json()["code"]) == (422, "ordering.bad_sale_rule")
    key.put("/sale-rules", {"items": []})
    assert sale_rules() == ()


@pytest.mark.parametrize(
    "rule",
    [
        SaleRule("", "US"),
        SaleRule("alcohol", "XX"),
        SaleRule("alcohol", "", ("OH",)),
        SaleRule("alcohol", minimum_age=100),
        SaleRule("alcohol", most_units=3),
    ],
    ids=["no regime", "no country", "a region of nowhere", "nobody is so old", "for ever"],
)
def test_laws_that_make_no_sense_are_refused(db, rule):
    with pytest.raises(BadSaleRule):
        laws(rule)


def test_the_law_of_a_region_comes_before_that_of_its_country():
    rules = [SaleRule("wine", minimum_age=18), SaleRule("wine", "US", minimum_age=21)]
    rules.append(SaleRule("wine", "US", ("UT", "Utah"), may_deliver=False))

    assert rule_at(rules, "wine", Place("US", "utah")).may_deliver is False
    assert rule_at(rules, "wine", Place("US", "Ohio")).minimum_age == 21
    assert rule_at(rules, "wine", Place("DE")).minimum_age == 18
    assert rule_at(rules, "knives", Place("DE")) == SaleRule("knives")


def test_another_process_sees_new_laws(db, django_assert_num_queries):
    laws(SaleRule("wine", minimum_age=18))
    forget_sale_rules()
    with django_assert_num_queries(3):
        assert len(sale_rules()) == 1
    with django_assert_num_queries(0):
        sale_rules()


def test_ages_are_whole_years():
    assert age_on(date(2008, 11, 23), date(2026, 11, 22)) == 17
    assert age_on(date(2008, 11, 22), date(2026, 11, 22)) == 18
    for born_on, refusal in (
        (None, BirthDateNeeded),
        (date(2010, 1, 1), TooYoung),
        (date(2030, 1, 1), BadBirthDate),
        (date(1850, 1, 1), BadBirthDate),
    ):
        with pytest.raises(refusal):
            declared(18, born_on, asks_birth_date=True, now=NOW, today=NOW.date())
    assert declared(18, None, asks_birth_date=False, now=NOW, today=NOW.date()) == AgeDeclaration(
        18, NOW
    )


def test_what_is_not_for_everybody_is_not_subscribed(wine):
    a_plan()
    with pytest.raises(AgeNotDeclared):
        subscribed(a_subscriber(wine), WINE=1)
