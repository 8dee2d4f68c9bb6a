"""Goods come back: for their money, in part, for others, or not at all."""

from datetime import timedelta

import pytest
from factories.inventory import a_location
from factories.ordering import an_article
from ordering.changes.makers import (
    a_bought_order,
    books_agree,
    buyer_of,
    given_back,
    handed_over,
    no_differences,
    on_hand,
    pay,
    units_of_groups,
)

from serai.kernel import clock
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.returns.return_state import ReturnWay
from serai.ordering.domain.returns.rules import TO_PAY_EXCHANGE, TO_SEND, ReturnReason, Rule
from serai.ordering.queries.changes.change_view import changes_of_order
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.queries.returns.return_view import return_of_id
from serai.ordering.queries.returns.returnable import returnable
from serai.ordering.usecases.differences.withdraw_change import lapse_changes
from serai.ordering.usecases.returns.decide_return import (
    approve_return,
    cancel_return,
    expire_returns,
    refuse_return,
)
from serai.ordering.usecases.returns.quote_return import quote_return
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    NotAnnounced,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.request_return import (
    CannotComeBack,
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.ordering.usecases.returns.set_return_rules import set_return_rules

pytestmark = pytest.mark.django_db


def _asked(order_id, *, units=1, position=1, key="one", reason=ReturnReason.CHANGED_MIND, **how):
    lines = [ReturnedUnits(position, units, reason)]
    command = RequestReturn(order_id, key, lines, **how)
    return request_return(command, now=clock.now(), buyer=buyer_of(order_id))


def _received(return_id, *, position=1, **counts):
    where = a_location("DC1").id
    command = ReceiveReturn(return_id, where, [InspectedUnits(position, **counts)])
    return receive_return(command, now=clock.now())


def test_a_returned_unit_is_in_stock_and_its_money_goes_back(shop, deliver):
    _, order_id, bought = a_bought_order(MILK=3)
    handed_over(order_id)

    asked = _asked(order_id, units=2)
    assert (asked.state, asked.label) == ("approved", f"{bought['number']}-R1")
    settled = _received(asked.id, restocked=1, written_off=1)
    deliver()

    assert (settled.state, settled.refund.minor) == ("settled", 398)
    assert given_back(order_id) == 398
    assert on_hand("MILK") == 98
    assert standing_order(order_id).lines[1].quantity == 1
    books_agree()
    no_differences()


def test_the_last_unit_brings_the_delivery_back(shop, deliver):
    _, order_id, bought = a_bought_order(MILK=2)
    handed_over(order_id)

    _received(_asked(order_id, key="one").id, restocked=1)
    _received(_asked(order_id, key="two").id, restocked=1)
    deliver()

    assert given_back(order_id) == bought["totals"]["total"]["minor"]
    assert standing_order(order_id).total_minor == 0
    books_agree()
    no_differences()


@pytest.mark.parametrize(
    ("wanted", "fee", "reason", "told"),
    [
        ({}, 0, ReturnReason.OTHER, (398, 0, 398, 0)),
        ({}, 1000, ReturnReason.OTHER, (398, 40, 358, 0)),
        ({}, 1000, ReturnReason.DAMAGED, (398, 0, 398, 0)),
        ({"BREAD": 1}, 0, ReturnReason.OTHER, (398, 0, 148, 0)),
        ({"BREAD": 2}, 1000, ReturnReason.OTHER, (398, 40, 0, 142)),
    ],
)
def test_what_a_return_comes_to_is_told_before_and_kept(shop, deliver, wanted, fee, reason, told):
    _, order_id, _ = a_bought_order(MILK=3)
    handed_over(order_id)
    set_return_rules("web", [Rule(fee_basis_points=fee)])
    asked = RequestReturn(order_id, "", [ReturnedUnits(1, 2, reason)], wanted=wanted)

    quote = quote_return(asked, now=clock.now(), buyer=buyer_of(order_id))
    announced = _asked(order_id, units=2, reason=reason, wanted=wanted)
    settled = _received(announced.id, restocked=2)

    sums = (quote.worth, quote.fees, quote.refund, quote.due)
    assert tuple(each.minor for each in sums) == told
    assert (settled.refund, settled.due) == (quote.refund, quote.due)
    assert [(each.sku, each.total) for each in quote.wanted] == [
        (each.sku, each.total) for each in announced.wanted
    ]


def test_the_last_units_quote_has_the_delivery(shop):
    _, order_id, bought = a_bought_order(MILK=2)
    handed_over(order_id)
    asked = RequestReturn(order_id, "", [ReturnedUnits(1, 2, ReturnReason.OTHER)])

    quote = quote_return(asked, now=clock.now(), buyer=buyer_of(order_id))

    assert quote.refund.minor == bought["totals"]["total"]["minor"]


def test_refused_units_stay_the_shoppers_and_are_not_paid_back(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)

    settled = _received(_asked(order_id, units=2).id, restocked=1, refused=1)

    assert settled.refund.minor == 199
    assert [(line.units, line.refusal) for line in returnable(order_id, now=clock.now())] == [
        (1, "")
    ]


def test_nothing_comes_back_that_was_not_announced(shop):
    _, order_id, _ = a_bought_order(MILK=3)
    handed_over(order_id)
    asked = _asked(order_id)

    with pytest.raises(NotAnnounced):
        _received(asked.id, restocked=2)

    assert given_back(order_id) == 0


def test_doubled_news_of_a_parcel_pays_back_once(shop):
    _, order_id, _ = a_bought_order(MILK=3)
    handed_over(order_id)
    asked = _asked(order_id)

    _received(asked.id, restocked=1)
    _received(asked.id, restocked=1)

    assert given_back(order_id) == 199
    assert on_hand("MILK") == 98


def test_a_fee_is_kept_for_a_changed_mind_and_not_for_our_own_fault(shop):
    set_return_rules("web", [Rule(fee_basis_points=1000)])
    _, order_id, _ = a_bought_order(BREAD=2)
    handed_over(order_id)

    changed_mind = _received(_asked(order_id, key="one").id, restocked=1)
    damaged = _asked(order_id, key="two", reason=ReturnReason.DAMAGED)
    broken = _received(damaged.id, written_off=1)

    assert changed_mind.refund.minor == 225
    assert broken.refund.minor == 250 + 499
    books_agree()


def test_what_is_worth_little_is_the_shoppers_to_keep(shop):
    set_return_rules("web", [Rule(keep_below_minor=300)])
    _, order_id, _ = a_bought_order(BREAD=3)
    handed_over(order_id)

    kept = _asked(order_id)

    assert (kept.state, kept.way, kept.refund.minor) == ("settled", "keep", 250)
    assert on_hand("BREAD") == 97
    books_agree()


def test_windows_are_of_categories_and_end(shop):
    set_return_rules("web", [Rule(days=14)])
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    late = clock.now() + timedelta(days=15)

    with pytest.raises(CannotComeBack) as refusal:
        request_return(RequestReturn(order_id, "late", lines), now=late, buyer=buyer_of(order_id))
    by_staff = request_return(RequestReturn(order_id, "kind", lines), now=late)

    assert refusal.value.why == "too_late"
    assert by_staff.state == "approved"


def test_nothing_returns_that_never_left(shop):
    _, order_id, _ = a_bought_order(MILK=1)

    with pytest.raises(CannotComeBack):
        _asked(order_id)

    assert returnable(order_id, now=clock.now()) == []


def test_units_are_announced_once(shop):
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    _asked(order_id, units=2)

    with pytest.raises(CannotComeBack):
        _asked(order_id, key="two")


def test_people_decide_where_the_rules_want_it(shop):
    set_return_rules("web", [Rule(is_approved_at_once=False)])
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    one, two = _asked(order_id, key="one"), _asked(order_id, key="two")

    assert one.state == "requested"
    assert approve_return(one.id, now=clock.now()).state == "approved"
    refused = refuse_return(two.id, reason="It was worn.", now=clock.now())

    assert (refused.state, refused.reason) == ("refused", "It was worn.")
    with pytest.raises(IllegalTransition):
        _received(two.id, restocked=1)


def test_what_is_never_sent_is_called_off(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)
    asked = _asked(order_id)

    assert expire_returns(now=clock.now() + TO_SEND + timedelta(seconds=1)) == 1

    assert return_of_id(asked.id).state == "cancelled"
    assert [line.units for line in returnable(order_id, now=clock.now())] == [1]


def test_an_exchange_at_the_same_price_moves_no_money(shop, deliver):
    an_article("MILK-L", "1.99")
    _, order_id, bought = a_bought_order(MILK=2)
    handed_over(order_id)

    asked = _asked(order_id, wanted={"MILK-L": 1})
    settled = _received(asked.id, restocked=1)
    deliver()

    assert (settled.state, settled.refund.minor, settled.due.minor) == ("settled", 0, 0)
    assert given_back(order_id) == 0
    assert (on_hand("MILK"), on_hand("MILK-L")) == (99, 99)
    assert standing_order(order_id).total_minor == bought["totals"]["total"]["minor"]
    assert units_of_groups(order_id)[2] == (1, 0, 0)
    books_agree()
    no_differences()


def test_a_cheaper_exchange_gives_the_difference_back(shop, deliver):
    _, order_id, _ = a_bought_order(BREAD=1)
    handed_over(order_id)

    settled = _received(_asked(order_id, wanted={"MILK": 1}).id, restocked=1)
    deliver()

    assert (settled.state, settled.refund.minor) == ("settled", 51)
    books_agree()
    no_differences()


def test_a_dearer_exchange_waits_for_its_difference(shop, deliver):
    _, order_id, bought = a_bought_order(MILK=1)
    handed_over(order_id)

    waits = _received(_asked(order_id, wanted={"BREAD": 1}).id, restocked=1)
    assert (waits.state, waits.due.minor) == ("received", 51)
    pay(order_id, waits.change_id)
    deliver()

    assert return_of_id(waits.id).state == "settled"
    assert standing_order(order_id).total_minor == bought["totals"]["total"]["minor"] + 51
    assert (on_hand("MILK"), on_hand("BREAD")) == (100, 99)
    books_agree()
    no_differences()


def test_an_exchange_that_is_not_paid_becomes_a_refund(shop, deliver):
    _, order_id, _ = a_bought_order(MILK=2)
    handed_over(order_id)
    waits = _received(_asked(order_id, wanted={"BREAD": 1}).id, restocked=1)

    lapse_changes(now=clock.now() + TO_PAY_EXCHANGE)
    deliver()

    assert return_of_id(waits.id).state == "settled"
    assert given_back(order_id) == 199
    assert on_hand("BREAD") == 100
    assert [each.state for each in changes_of_order(order_id)] == ["lapsed", "in_force"]
    books_agree()
    no_differences()


def test_a_return_that_is_called_off_frees_what_it_held(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)
    asked = _asked(order_id, wanted={"BREAD": 100})

    cancel_return(asked.id, now=clock.now(), buyer=buyer_of(order_id))

    a_bought_order(BREAD=100)
    books_agree()


def test_nobody_returns_what_another_bought(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)
    _, other, _ = a_bought_order(MILK=1)
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]

    with pytest.raises(OrderNotFound):
        request_return(
            RequestReturn(order_id, "mine", lines), now=clock.now(), buyer=buyer_of(other)
        )


def test_staff_takes_goods_in_at_the_counter(shop):
    _, order_id, _ = a_bought_order(MILK=1)
    handed_over(order_id)
    store = a_location("STORE", kind="store")
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    command = RequestReturn(order_id, "counter", lines, ReturnWay.STORE, store.id)

    asked = request_return(command, now=clock.now())
    where = ReceiveReturn(asked.id, store.id, [InspectedUnits(1, restocked=1)])
    settled = receive_return(where, now=clock.now())

    assert (settled.state, settled.label) == ("settled", "")
