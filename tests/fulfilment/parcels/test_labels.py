"""Labels of groups: made once, given back, followed to the door."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from factories.catalog import a_variant
from factories.inventory import a_location, stocked

from serai.fulfilment.adapters.local_carrier.book import Book
from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.fulfilment.domain.group_state import GroupState
from serai.fulfilment.domain.parts_of_order import Spot
from serai.fulfilment.models import Parcel
from serai.fulfilment.ports import (
    CarrierRefused,
    Carriers,
    CarrierUnavailable,
    Destinations,
    Label,
    ParcelNews,
    Place,
    TrackingStatus,
)
from serai.fulfilment.public import (
    GroupView,
    OpenGroups,
    OrderedUnits,
    cancel_units,
    group,
    hold_groups,
    open_groups,
    pack_group,
)
from serai.fulfilment.queries.parcel_rates import parcel_rates
from serai.fulfilment.queries.parcels import open_label, parcels_of_group
from serai.fulfilment.queries.shipments import NothingToLabel
from serai.fulfilment.usecases.parcels.make_label import MakeLabel, make_label
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.fulfilment.usecases.parcels.settle_parcels import settle_parcels
from serai.fulfilment.usecases.parcels.take_in_news import note_news
from serai.fulfilment.usecases.parcels.void_label import LabelInUse, void_label
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.plumbing import wiring
from serai.plumbing.idempotency import KeyReused

pytestmark = pytest.mark.django_db
ANN = Place("Ann Example", "12 Oak Street", "Dayton", "US", region="OH", postcode="45402")


def opened(tea: UUID, spots: tuple[Spot, ...], number: str = "24-7KX9") -> GroupView:
    [only] = open_groups(
        OpenGroups(
            order_id=uuid7(),
            order_number=number,
            channel_code="web",
            kind="ship",
            service="standard",
            lines=(OrderedUnits(1, tea, "TEA", "Tea", 3),),
            spots=spots,
        ),
        now=clock.now(),
    )
    return only


class Destination:
    """Every order goes to Ann."""

    def of_order(self, order_id: UUID) -> Place | None:
        """Return where Ann lives."""
        return ANN


class Wavering(LocalCarrier):
    """A carrier whose answers get lost on the way as often as `lost` says."""

    lost = 0

    def label(self, shipment) -> Label:
        made = super().label(shipment)
        self._lose()
        return made

    def void(self, reference: str) -> None:
        super().void(reference)
        self._lose()

    def _lose(self) -> None:
        if self.lost:
            self.lost -= 1
            raise CarrierUnavailable(self.name)


@pytest.fixture
def carrier(a_folder: Path) -> Iterator[Wavering]:
    made = Wavering(Book(a_folder / "carrier.sqlite3"), "https://shop.example/local-carrier", b"x")
    before = dict(wiring._bound)
    wiring.bind(Carriers, Carriers(made))
    wiring.bind(Destinations, Destination())
    yield made
    wiring._bound.clear()
    wiring._bound.update(before)
    made.book.close()


@pytest.fixture
def parcel(db, carrier):
    """Return a group of three teas."""
    tea, centre = a_variant("TEA", weight_g=250).id, a_location("DC1")
    stocked(tea, centre, 10)
    return opened(tea, (Spot(tea, centre.id, 3),))


def a_key(name: str = "", body: bytes = b"x") -> RequestKey:
    return RequestKey.of(scope="staff", key=name or str(uuid4()), fingerprint=body.ljust(32))


def labelled(group_id: UUID, key: RequestKey | None = None, **more):
    return make_label(MakeLabel(group_id, **more), key=key or a_key(), now=clock.now())


def heard(made, status: TrackingStatus, *, event_id: str = "") -> bool:
    news = ParcelNews(event_id or str(uuid4()), made.tracking_number, status, clock.now())
    return note_news("local", news, now=clock.now())


def state_of(group_id: UUID) -> GroupState:
    return group(group_id).state


# --- made ---------------------------------------------------------------------------------------


def test_a_label_is_made_for_what_the_articles_weigh_and_the_group_is_known_by_it(parcel):
    made = labelled(parcel.id)

    assert (made.state, made.number, made.weight_g) == ("labelled", 1, 3 * 250 + 150)
    assert (made.carrier, made.service, made.cost.minor) == ("local", "standard", 490)
    there = group(parcel.id)
    assert (there.carrier, there.tracking_number) == ("Serai Parcels", made.tracking_number)
    pdf, zpl = open_label(
        made.pdf_url.rpartition("/")[2].removesuffix(".pdf"),
        secret=settings.SERAI_SECRET,
        now=clock.now(),
    )
    assert (pdf[:4], f"(00){made.tracking_number}" in zpl) == (b"%PDF", True)


def test_the_same_request_has_the_same_label(parcel, carrier):
    key = a_key("once")

    first, again = labelled(parcel.id, key), labelled(parcel.id, key)

    assert first.id == again.id
    assert carrier.book.connection().execute("SELECT count(*) FROM label").fetchone()[0] == 1
    with pytest.raises(KeyReused):
        labelled(parcel.id, a_key("once", b"another"))


def test_a_group_may_leave_in_many_boxes(parcel):
    numbers = [labelled(parcel.id, weight_g=400).number for _ in range(3)]

    found = parcels_of_group(parcel.id, now=clock.now())

    assert numbers == [each.number for each in found] == [1, 2, 3]
    assert len({each.tracking_number for each in found}) == 3


def test_an_answer_that_got_lost_is_asked_for_again_and_paid_once(parcel, carrier):
    carrier.lost = 1
    with pytest.raises(CarrierUnavailable):
        labelled(parcel.id)
    [row] = Parcel.objects.all()

    settled = settle_parcels(now=clock.now() + timedelta(minutes=2))

    row.refresh_from_db()
    assert (settled, row.state, group(parcel.id).tracking_number) == (
        1,
        "labelled",
        row.tracking_number,
    )
    assert carrier.book.connection().execute("SELECT count(*) FROM label").fetchone()[0] == 1


def test_what_the_carrier_refuses_leaves_nothing(parcel):
    with pytest.raises(CarrierRefused):
        labelled(parcel.id, weight_g=90_000)

    assert not Parcel.objects.exists()
    assert group(parcel.id).tracking_number == ""


def test_what_no_carrier_brings_has_no_label(parcel, carrier):
    hold_groups(parcel.order_id, reason="look", now=clock.now())
    with pytest.raises(NothingToLabel):
        labelled(parcel.id)


def test_carriers_are_asked_what_a_parcel_costs(parcel):
    view = parcel_rates(parcel.id)

    assert [(rate.carrier, rate.service) for rate in view.items] == [
        ("local", "standard"),
        ("local", "express"),
    ]
    assert parcel_rates(parcel.id, 90_000).refused == [
        "local refuses: a parcel weighs 1 to 30,000 g."
    ]


# --- given back ---------------------------------------------------------------------------------


def test_a_label_is_given_back_and_the_group_is_known_by_the_next(parcel):
    first, second = labelled(parcel.id), labelled(parcel.id)

    voided = void_label(first.id, now=clock.now())
    void_label(first.id, now=clock.now())

    assert voided.state == "void"
    assert group(parcel.id).tracking_number == second.tracking_number
    void_label(second.id, now=clock.now())
    assert group(parcel.id).tracking_number == ""


def test_a_label_whose_giving_back_got_lost_is_settled_later(parcel, carrier):
    made = labelled(parcel.id)
    carrier.lost = 1
    with pytest.raises(CarrierUnavailable):
        void_label(made.id, now=clock.now())

    settle_parcels(now=clock.now() + timedelta(minutes=2))

    assert Parcel.objects.get().state == "void"


def test_a_label_in_use_is_not_given_back(parcel):
    made = labelled(parcel.id)
    heard(made, TrackingStatus.IN_TRANSIT)

    with pytest.raises(LabelInUse):
        void_label(made.id, now=clock.now())


# --- followed -----------------------------------------------------------------------------------


def test_news_move_the_group_to_the_door(parcel):
    made = labelled(parcel.id)
    pack_group(parcel.id, now=clock.now())

    heard(made, TrackingStatus.ACCEPTED)
    shipped = state_of(parcel.id)
    heard(made, TrackingStatus.OUT_FOR_DELIVERY)
    heard(made, TrackingStatus.DELIVERED)

    assert (shipped, state_of(parcel.id)) == (GroupState.SHIPPED, GroupState.DELIVERED)
    [told] = parcels_of_group(parcel.id, now=clock.now())
    assert [news.status for news in told.news] == ["accepted", "out_for_delivery", "delivered"]


def test_a_group_follows_the_last_of_its_parcels(parcel):
    first, second = labelled(parcel.id), labelled(parcel.id)

    heard(first, TrackingStatus.DELIVERED)
    alone = state_of(parcel.id)
    heard(second, TrackingStatus.IN_TRANSIT)
    both = state_of(parcel.id)
    heard(second, TrackingStatus.DELIVERED)

    assert (alone, both, state_of(parcel.id)) == (
        GroupState.OPEN,
        GroupState.SHIPPED,
        GroupState.DELIVERED,
    )


def test_news_come_twice_and_late_and_of_others(parcel):
    made = labelled(parcel.id)
    heard(made, TrackingStatus.DELIVERED, event_id="e2")

    again = heard(made, TrackingStatus.DELIVERED, event_id="e2")
    late = heard(made, TrackingStatus.IN_TRANSIT, event_id="e1")
    others = note_news(
        "local", ParcelNews("e3", "0" * 18, TrackingStatus.DELIVERED, clock.now()), now=clock.now()
    )

    assert (again, late, others) == (False, True, False)
    assert (Parcel.objects.get().state, state_of(parcel.id)) == (
        "delivered",
        GroupState.DELIVERED,
    )


def test_what_is_held_stays_for_somebody_to_look_at(parcel):
    made = labelled(parcel.id)
    hold_groups(parcel.order_id, reason="look", now=clock.now())

    assert heard(made, TrackingStatus.DELIVERED)

    assert state_of(parcel.id) is GroupState.HELD
    assert Parcel.objects.get().state == "delivered"


def test_what_comes_back_to_the_sender_is_not_delivered(parcel):
    made = labelled(parcel.id)

    heard(made, TrackingStatus.IN_TRANSIT)
    heard(made, TrackingStatus.RETURNED)

    assert (state_of(parcel.id), Parcel.objects.get().state) == (GroupState.SHIPPED, "returned")


def test_a_cancelled_group_has_no_label(parcel):
    cancel_units(parcel.order_id, {1: 3}, now=clock.now())

    with pytest.raises(NothingToLabel):
        labelled(parcel.id)
