"""What a substitute costs, how alike it is, and what two answers at once come to."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from factories.inventory import a_location, counts, stocked
from factories.ordering import CONTACT, a_cart, an_article, states
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.public import variants_of_skus
from serai.fulfilment.public import SetSite, groups_of_order, hand_over, set_sites
from serai.kernel import clock
from serai.kernel.errors import DomainError
from serai.kernel.share_of_line import SumsOfLine
from serai.kernel.states import IllegalTransition
from serai.ordering.domain.changes.change_state import LineKind
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.domain.substitutions.answer_by import answer_by
from serai.ordering.domain.substitutions.answer_link import (
    SubstitutionNotFound,
    answer_link,
    offer_of_link,
)
from serai.ordering.domain.substitutions.likeness import Looked, likeness
from serai.ordering.domain.substitutions.no_more_than import no_more_than
from serai.ordering.domain.substitutions.substitution_state import (
    SUBSTITUTION_STATES,
    SubstitutionAction,
    SubstitutionState,
)
from serai.ordering.queries.substitutions.substitution_view import substitutions_of_order
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.substitutions.answer_substitute import answer_substitute
from serai.ordering.usecases.substitutions.offer_substitute import (
    OfferSubstitute,
    offer_substitute,
)
from serai.ordering.usecases.substitutions.settle_substitutes import settle_substitutes
from serai.payments.public import payments_of_order

SECRET = b"secret of the installation"
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


@given(
    items=st.integers(1, 100_000),
    rate=st.integers(0, 30),
    included=st.booleans(),
    most=st.integers(0, 100_000),
)
def test_a_substitute_never_costs_more_and_its_sums_add_up(
    items: int, rate: int, included: bool, most: int
):
    tax = items * rate // 100
    added, inside = (0, tax) if included else (tax, 0)
    row = ChangeRow(LineKind.GOODS, 3, SumsOfLine(items, 0, added, items + added, inside), 1)

    sums = no_more_than(row, most).sums

    assert sums.total_minor == min(items + added, most)
    assert sums.items_minor - sums.discount_minor + sums.tax_minor == sums.total_minor
    assert sums.discount_minor >= 0
    assert 0 <= sums.tax_included_minor <= inside


def test_the_closest_has_the_same_words_brand_size_and_price():
    wanted = Looked("Whole milk", "Alp", Decimal(1), "volume", 200)

    same_but_larger = likeness(wanted, Looked("Whole milk", "Alp", Decimal(2), "volume", 400))
    other_brand = likeness(wanted, Looked("Whole milk", "Hill", Decimal(1), "volume", 200))
    by_weight = likeness(wanted, Looked("Whole milk", "Alp", Decimal(1), "mass", 200))
    nothing_alike = likeness(wanted, Looked("Butter", "", None, "", 0))

    assert likeness(wanted, wanted) == 100
    assert (same_but_larger, other_brand, by_weight, nothing_alike) == (78, 85, 75, 0)


def tables() -> list[list[list[str]]]:
    """Return the tables of the documentation's page, without their heads."""
    page = Path(__file__).resolve().parents[2] / "docs" / "algorithms" / "substitutes.md"
    found: list[list[list[str]]] = []
    inside = False
    for line in page.read_text().splitlines():
        if not line.startswith("|"):
            inside = False
            continue
        if not inside:
            found.append([])
            inside = True
        found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return [table[2:] for table in found]


def test_the_worked_tables_are_right():
    wanted = Looked("Whole milk", "Alp", Decimal(1), "volume", 200)
    alike, costs = tables()

    for name, brand, litres, price, points in alike:
        other = Looked(name, brand, Decimal(litres), "volume", round(Decimal(price) * 100))
        assert likeness(wanted, other) == int(points), name
    for cells in costs:
        own, tax, most, *said = (round(Decimal(cell) * 100) for cell in cells)
        row = ChangeRow(LineKind.GOODS, 3, SumsOfLine(own, 0, 0, own, tax), 1)
        sums = no_more_than(row, most).sums
        assert [sums.discount_minor, sums.total_minor, sums.tax_included_minor] == said


@pytest.mark.parametrize(
    ("due_in", "answer_in"),
    [(None, 120), (timedelta(hours=8), 120), (timedelta(minutes=40), 40), (timedelta(0), 15)],
)
def test_an_answer_counts_for_two_hours_but_not_beyond_when_it_is_due(
    due_in: timedelta | None, answer_in: int
):
    due = None if due_in is None else NOON + due_in

    assert answer_by(NOON, due) == NOON + timedelta(minutes=answer_in)


def test_a_link_opens_its_own_offer_only():
    mine = uuid4()
    link = answer_link(mine, secret=SECRET)

    assert offer_of_link(link, secret=SECRET) == mine
    for wrong in (link + "x", f"{uuid4().hex}.{link.partition('.')[2]}", "", "é.é", mine.hex):
        with pytest.raises(SubstitutionNotFound):
            offer_of_link(wrong, secret=SECRET)
    with pytest.raises(SubstitutionNotFound):
        offer_of_link(link, secret=b"another")


def test_what_is_settled_stays_so():
    over = (SubstitutionState.REPLACED, SubstitutionState.REFUNDED)

    assert [SUBSTITUTION_STATES.allowed(state) for state in over] == [[], []]
    assert set(SUBSTITUTION_STATES.allowed(SubstitutionState.ASKED)) == set(SubstitutionAction)


def asked(shop: object) -> tuple[UUID, UUID]:
    """Ask a shopper about SKIM for one of two MILK; return the order and the offer."""
    an_article("SKIM", "1.59", stock=0)
    place = a_location("S7", kind="store", priority=5)
    for sku, units in (("MILK", 10), ("SKIM", 1)):
        stocked(variants_of_skus([sku])[sku].id, place, units)
    set_sites([SetSite("S7", "UTC", ("00:00-24:00",) * 7, hold_days=1)])
    checkout = a_cart(MILK=2)
    for path, body in (
        ("/contact", CONTACT),
        ("/delivery", {"code": "pickup", "location": "S7"}),
        ("/substitutions", {"lines": [{"sku": "MILK", "wish": "ask"}]}),
    ):
        checkout.cart = checkout.shopper.put(checkout.path + path, body).json()
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    order_id = UUID(checkout.place().json()["id"])
    [group] = open_order_groups(order_id, now=clock.now())
    offer = offer_substitute(OfferSubstitute(group.id, 1, 1, "SKIM"), now=clock.now())
    return order_id, offer.id


@pytest.mark.django_db
def test_what_the_store_has_not_is_not_handed_over_while_the_shopper_is_asked(shop):
    order_id, offer_id = asked(shop)
    here, nowhere = sorted(groups_of_order(order_id), key=lambda each: each.location is None)

    for hand in (lambda: fulfil_order(order_id, now=clock.now()),
                 lambda: hand_over(nowhere.id, now=clock.now())):  # fmt: skip
        with pytest.raises(IllegalTransition):
            hand()
    assert states() == ["paid"]
    assert not any(line.handed for each in groups_of_order(order_id) for line in each.lines)

    answer_substitute(offer_id, accepts=False, now=clock.now())
    fulfil_order(order_id, now=clock.now())
    assert states() == ["fulfilled"]
    assert {
        each.id: sum(line.handed for line in each.lines) for each in groups_of_order(order_id)
    } == {
        here.id: 1,
        nowhere.id: 0,
    }


@pytest.mark.django_db(transaction=True)
def test_yes_no_and_the_clock_at_once_do_one_thing(shop):
    order_id, offer_id = asked(shop)
    over = clock.now() + timedelta(hours=5)

    def work(number: int) -> int:
        try:
            if number % 3 == 2:
                return settle_substitutes(now=over)
            answer_substitute(offer_id, accepts=number % 3 == 0, now=clock.now())
        except DomainError:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    [offer] = substitutions_of_order(order_id)
    [payment] = payments_of_order(order_id)
    back = payment.refunding.minor + payment.refunded.minor
    skim = counts(variants_of_skus(["SKIM"])["SKIM"].id)["S7"]
    assert (offer.state, back, skim) in [("replaced", 40, (0, 0)), ("refunded", 199, (1, 0))]
    left = sum(line.left for group in groups_of_order(order_id) for line in group.lines)
    assert left == (2 if offer.state == "replaced" else 1)
