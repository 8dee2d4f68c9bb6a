"""What is ordered and moved follows what is foreseen; people decide, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from factories.catalog import a_variant
from factories.demand import foresee
from factories.inventory import a_location, counts, stocked
from inventory.demand.conftest import NOW

from serai.inventory.models import ExpectedDelivery, Location, OrderTerms, Proposal
from serai.inventory.ports import Expected, LeadTimes
from serai.inventory.queries.demand.foreseen import foreseen
from serai.inventory.queries.demand.positions import articles
from serai.inventory.queries.demand.scarce import scarce_page, scarce_products
from serai.inventory.queries.reason_words import reason_in_words
from serai.inventory.queries.transfers.transfer_view import transfer_page
from serai.inventory.usecases.demand.decide_proposal import (
    DecideProposal,
    ProposalDecided,
    ProposalNotFound,
    decide_proposal,
    decide_proposals,
)
from serai.inventory.usecases.demand.propose_replenishment import propose_replenishment
from serai.inventory.usecases.demand.set_order_terms import TermsOfOrdering, set_order_terms
from serai.inventory.usecases.transfers.send_transfer import SendTransfer, send_transfer
from serai.kernel.ids import uuid7
from serai.plumbing.caches import forget_all
from serai.plumbing.models import EventRecord
from serai.plumbing.wiring import bind, bound

TODAY = NOW.date()


class Suppliers:
    """Bring milk in three to five days; nobody brings anything else."""

    def __init__(self, *supplied: UUID) -> None:
        self.supplied = set(supplied)

    def expected(self, variant_ids, *, ordered_at):
        days = Expected(TODAY + timedelta(3), TODAY + timedelta(5), "dairy")
        return {each: days for each in variant_ids if each in self.supplied}


@pytest.fixture
def milk():
    return a_variant("MILK-1")


@pytest.fixture
def supplied(milk):
    before = bound(LeadTimes)
    bind(LeadTimes, Suppliers(milk.id))
    yield
    bind(LeadTimes, before)


def open_ones():
    return list(Proposal.objects.filter(state="open").order_by("kind", "location__code"))


@pytest.mark.django_db
def test_without_a_model_nothing_is_proposed():
    assert propose_replenishment(now=NOW).orders == 0


@pytest.mark.django_db
def test_a_store_orders_up_to_what_is_enough_in_whole_packs(milk, stores, supplied):
    OrderTerms.objects.create(variant_id=milk.id, pack=6)
    stocked(milk.id, stores[0], 4)
    stocked(milk.id, stores[1], 1)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])

    done = propose_replenishment(now=NOW)

    [order] = open_ones()
    assert (done.orders, done.moves) == (1, 0)
    assert (order.location_id, order.kind, order.supplier) == (stores[0].id, "order", "dairy")
    assert order.expected == pytest.approx(
        14 * 12 / 7
    )  # five days to come, seven to the next order
    assert order.units % 6 == 0
    assert order.position == 4
    assert abs(order.position + order.units - order.up_to) <= 3
    assert order.up_to > order.expected
    assert (order.first_on, order.last_on) == (TODAY + timedelta(3), TODAY + timedelta(5))
    assert len(order.reasons) == 3


@pytest.mark.django_db
def test_what_is_on_its_way_is_not_ordered_again(milk, stores, supplied):
    stocked(milk.id, stores[0], 4)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])
    propose_replenishment(now=NOW)
    [first] = open_ones()

    decide_proposal(DecideProposal(first.pk, accept=True, by="ann"), now=NOW)
    propose_replenishment(now=NOW)

    assert open_ones() == []
    [delivery] = ExpectedDelivery.objects.all()
    assert (delivery.quantity, delivery.supplier) == (first.units, "dairy")


@pytest.mark.django_db
def test_short_lived_goods_are_ordered_for_as_long_as_they_are_good(milk, stores, supplied):
    OrderTerms.objects.create(variant_id=milk.id, shelf_life_days=2)
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])

    propose_replenishment(now=NOW)

    [order] = open_ones()
    assert order.position + order.units < 14
    assert order.reasons[0]["code"] == "shelf_life"


@pytest.mark.django_db
def test_a_centre_gives_first_and_scarce_units_go_where_they_are_likeliest_to_be_sold(
    milk, stores, supplied
):
    centre = a_location("DC1")
    stocked(milk.id, centre, 20)
    stocked(milk.id, stores[0], 1)
    stocked(milk.id, stores[1], 1)
    foresee([milk.id], [store.id for store in stores], [[28.0, 7.0]])

    done = propose_replenishment(now=NOW)

    moves = {each.location_id: each for each in open_ones() if each.kind == "move"}
    assert done.moves == len(moves) >= 1
    assert sum(each.units for each in moves.values()) == 20
    assert moves[stores[0].id].units > 14
    assert all(each.source_id == centre.id for each in moves.values())
    assert done.orders == 2  # the rest comes from the supplier


@pytest.mark.django_db
def test_an_accepted_move_goes_on_a_transfer_and_is_not_proposed_again(milk, stores):
    stocked(milk.id, a_location("DC1"), 100)
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])
    propose_replenishment(now=NOW)
    [move] = open_ones()

    decided = decide_proposal(DecideProposal(move.pk, True, "ann"), now=NOW)

    assert (decided.state, decided.decided_by) == ("accepted", "ann")
    assert counts(milk.id) == {"DC1": (100, 0), "S1": (1, 0)}
    [transfer] = transfer_page().items
    assert (transfer.state, transfer.source, transfer.target) == ("planned", "DC1", "S1")
    assert [(line.sku, line.units) for line in transfer.lines] == [("MILK-1", move.units)]
    assert propose_replenishment(now=NOW).moves == 0
    send_transfer(SendTransfer(transfer.id, "ann"), now=NOW)
    assert propose_replenishment(now=NOW).moves == 0
    assert counts(milk.id) == {"DC1": (100 - move.units, 0), "S1": (1, 0)}


@pytest.mark.django_db
def test_what_nobody_is_known_to_supply_is_expected_in_a_week(stores, supplied):
    tea = a_variant("TEA-1")
    stocked(tea.id, stores[0], 1)
    foresee([tea.id], [store.id for store in stores], [[14.0, 0.0]])

    propose_replenishment(now=NOW)

    [order] = open_ones()
    assert (order.supplier, order.last_on) == ("", TODAY + timedelta(7))
    assert order.expected == pytest.approx(28)


@pytest.mark.django_db
def test_what_runs_out_everywhere_is_told(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[70.0, 0.0]])

    assert propose_replenishment(now=NOW).scarce == 1

    [told] = EventRecord.objects.filter(type="inventory.ScarcityForeseen")
    assert told.payload["variant_ids"] == [str(milk.id)]


@pytest.mark.django_db
def test_a_rejected_proposal_orders_nothing_and_keeps_why(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])
    propose_replenishment(now=NOW)
    [order] = open_ones()

    decided = decide_proposal(DecideProposal(order.pk, False, "ann", note="closing"), now=NOW)

    assert (decided.state, decided.note, decided.decided_units) == ("rejected", "closing", None)
    assert not ExpectedDelivery.objects.exists()
    with pytest.raises(ProposalDecided, match="rejected already"):
        decide_proposal(DecideProposal(order.pk, True, "bob"), now=NOW)
    with pytest.raises(ProposalNotFound):
        decide_proposal(DecideProposal(uuid7(), True, "bob"), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_order_once(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])
    propose_replenishment(now=NOW)
    [order] = open_ones()

    def accept(name):
        try:
            return decide_proposal(DecideProposal(order.pk, True, name), now=NOW).state
        except ProposalDecided as refusal:
            return refusal.state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(accept, ["ann", "bob"]))

    assert told == ["accepted", "accepted"]
    assert ExpectedDelivery.objects.count() == 1


@pytest.mark.django_db
def test_many_are_decided_at_once_and_what_is_late_is_told(milk, stores, supplied):
    tea = a_variant("TEA-1")
    for variant in (milk, tea):
        stocked(variant.id, stores[0], 1)
        stocked(variant.id, stores[1], 1)
    foresee([milk.id, tea.id], [store.id for store in stores], [[14.0, 14.0], [14.0, 14.0]])
    propose_replenishment(now=NOW)
    first, second, third, fourth = open_ones()
    decide_proposal(DecideProposal(fourth.pk, False, "bob"), now=NOW)
    nobody = uuid7()

    told = decide_proposals(
        [
            DecideProposal(first.pk, True, "ann", units=5),
            DecideProposal(second.pk, True, "ann"),
            DecideProposal(third.pk, False, "ann", note="closing"),
            DecideProposal(third.pk, True, "ann"),
            DecideProposal(fourth.pk, True, "ann"),
            DecideProposal(nobody, True, "ann"),
        ],
        now=NOW,
    )

    assert (told.accepted, told.rejected, told.late) == (2, 1, (fourth.pk, nobody))
    assert sorted(ExpectedDelivery.objects.values_list("quantity", flat=True)) == sorted(
        [5, second.units]
    )
    assert open_ones() == []


@pytest.mark.django_db
def test_a_store_gives_what_it_would_not_sell_before_a_delivery_could_come(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    stocked(milk.id, stores[1], 60)
    foresee([milk.id], [store.id for store in stores], [[28.0, 2.0]])

    done = propose_replenishment(now=NOW)

    move, order = open_ones()
    assert (done.moves, done.orders) == (1, 1)
    assert (move.location_id, move.source_id) == (stores[0].id, stores[1].id)
    assert 10 <= move.units <= 30  # what it will sell in the five days until a delivery
    assert move.reasons[0] == {"code": "spare", "has": 60}
    assert order.units + move.units + 1 == order.up_to
    assert 60 - move.units >= 10


@pytest.mark.django_db
def test_a_store_that_needs_its_goods_itself_gives_none(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    stocked(milk.id, stores[1], 60)
    foresee([milk.id], [store.id for store in stores], [[28.0, 28.0]])

    assert propose_replenishment(now=NOW).moves == 0


@pytest.mark.django_db
def test_scarce_units_go_by_the_weight_of_locations_and_say_so(milk, stores, supplied):
    centre = a_location("DC1")
    stocked(milk.id, centre, 10)
    for store in stores:
        stocked(milk.id, store, 1)
    Location.objects.filter(pk=stores[1].id).update(weight=400)
    foresee([milk.id], [store.id for store in stores], [[21.0, 21.0]])

    propose_replenishment(now=NOW)

    moves = {each.location_id: each for each in open_ones() if each.kind == "move"}
    assert moves[stores[1].id].units > 6
    assert sum(each.units for each in moves.values()) == 10
    assert moves[stores[1].id].reasons[0]["code"] == "scarce"
    assert reason_in_words(moves[stores[1].id].reasons[0]).startswith(
        "Only 10 units for 2 locations"
    )


@pytest.mark.django_db
def test_the_terms_say_how_long_an_order_takes_and_what_every_shelf_has(milk, stores, supplied):
    terms = TermsOfOrdering("MILK-1", lead_days=9, lead_spread_days=2, shelf=100)
    set_order_terms([terms])
    stocked(milk.id, stores[0], 4)
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])

    propose_replenishment(now=NOW)

    [order] = open_ones()
    assert (order.first_on, order.last_on) == (TODAY + timedelta(7), TODAY + timedelta(11))
    assert order.expected == pytest.approx(14 * 18 / 7)
    assert (order.up_to, order.units) == (100, 96)


@pytest.mark.django_db
def test_steady_articles_that_earn_much_are_aimed_at_higher_than_lumpy_ones(milk, stores):
    foresee([milk.id], [store.id for store in stores], [[14.0, 0.0]])

    known = foreseen()

    assert articles(known, now=NOW).classes == ("AX",)
    assert articles(known, now=NOW).service.tolist() == [0.99]


@pytest.mark.django_db
def test_scarcity_is_told_when_it_begins_and_when_it_is_over(milk, stores, supplied):
    stocked(milk.id, stores[0], 1)
    foresee([milk.id], [store.id for store in stores], [[70.0, 0.0]])

    propose_replenishment(now=NOW)
    propose_replenishment(now=NOW + timedelta(1))
    [scarce] = scarce_page().items
    forget_all()
    assert scarce_products() == {milk.product_id}
    stocked(milk.id, stores[0], 400)
    propose_replenishment(now=NOW + timedelta(2))

    assert (scarce.sku, scarce.held, scarce.expected) == ("MILK-1", 1, 40.0)
    assert (scarce.due_on, scarce.since) == (TODAY + timedelta(5), NOW)
    told = EventRecord.objects.filter(type__startswith="inventory.Scarcity").order_by("id")
    assert [each.type for each in told] == ["inventory.ScarcityForeseen", "inventory.ScarcityOver"]
    assert scarce_page().items == []
    forget_all()
    assert scarce_products() == frozenset()


@pytest.mark.django_db
def test_a_set_is_never_ordered_nor_scarce_whatever_once_lay_under_its_number(
    milk, stores, supplied
):
    box = a_variant("BOX")
    stocked(milk.id, stores[0], 1)
    stocked(box.id, stores[0], 1)
    foresee([milk.id, box.id], [store.id for store in stores], [[14.0, 0.0], [70.0, 0.0]])
    a_variant("BOX", parts=["2 x MILK-1"])

    done = propose_replenishment(now=NOW)

    assert [each.variant_id for each in open_ones()] == [milk.id]
    assert (done.orders, [each.sku for each in scarce_page().items]) == (1, ["MILK-1"])
