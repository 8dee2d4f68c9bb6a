"""Every carrier keeps the port's word."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from msgspec.structs import replace as altered
from ports.easypost_server import KEY, SECRET, EasyPost, easypost, signed

from serai.fulfilment.adapters.easypost.carrier import EasyPostCarrier
from serai.fulfilment.adapters.easypost.connection import Connection
from serai.fulfilment.adapters.easypost.objects import parcel_of
from serai.fulfilment.adapters.local_carrier.book import Book
from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier, news_of, told
from serai.fulfilment.adapters.local_carrier.signature import signed_headers
from serai.fulfilment.domain.parcels.sscc import is_sscc
from serai.fulfilment.ports import (
    Box,
    Carrier,
    CarrierNewsRefused,
    CarrierRefused,
    Carriers,
    CarrierUnavailable,
    Place,
    Shipment,
    TrackingStatus,
    UnknownCarrier,
)

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
KEY_1 = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e1")
KEY_2 = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c7e2")
HOUSE = Place("Serai Shop", "1 Main Street", "Cincinnati", "US", region="OH", postcode="45202")
ANN = Place("Ann Example", "12 Oak Street", "Dayton", "US", region="OH", postcode="45402")
A_PARCEL = Shipment(KEY_1, HOUSE, ANN, Box(1200, 300, 200, 100), "1007/1-1")
Webhook = tuple[dict[str, str], bytes]


@dataclass
class Vendor:
    """An adapter, and levers at the carrier behind it."""

    carrier: Carrier
    tell: Callable[[str, TrackingStatus], Webhook]
    """Return the webhook that tells a status of a tracking number."""
    use: Callable[[str], None]
    """Have the carrier see a parcel, by its reference."""
    sign: Callable[[bytes], dict[str, str]]


@contextmanager
def a_local(folder: Path) -> Iterator[Vendor]:
    book = Book(folder / "carrier.sqlite3")
    carrier = LocalCarrier(book, "https://shop.example/local-carrier", b"a secret", now=lambda: NOW)

    def tell(tracking: str, status: TrackingStatus) -> Webhook:
        carrier.scan(tracking, status, place="Dayton")
        row = book.connection().execute("SELECT * FROM scan ORDER BY number DESC LIMIT 1")
        scan = row.fetchone()
        body = told(news_of(scan))
        return signed_headers(scan["id"], body, secret=b"a secret", now=NOW), body

    yield Vendor(
        carrier,
        tell,
        lambda reference: carrier.scan(reference, TrackingStatus.ACCEPTED) and None,
        lambda body: signed_headers("scan_x", body, secret=b"a secret", now=NOW),
    )
    book.close()


@contextmanager
def an_easypost(folder: Path) -> Iterator[Vendor]:
    words = {
        TrackingStatus.ACCEPTED: "in_transit",
        TrackingStatus.RETURNED: "return_to_sender",
        TrackingStatus.FAILED: "failure",
    }
    with easypost() as server, an_adapter(server) as carrier:

        def tell(tracking: str, status: TrackingStatus) -> Webhook:
            word = words.get(status, status.value)
            return server.event(tracking, word, NOW.isoformat(), f"evt_{tracking}_{word}")

        def use(reference: str) -> None:
            server.shipments[reference]["scanned"] = True

        yield Vendor(carrier, tell, use, signed)


@contextmanager
def an_adapter(server: EasyPost) -> Iterator[EasyPostCarrier]:
    connection = Connection(KEY, url=server.url, budget=timedelta(seconds=5))
    yield EasyPostCarrier(connection, SECRET, fetch=lambda url: httpx.get(url).content)
    connection.close()


@pytest.fixture(params=[a_local, an_easypost], ids=["local", "easypost"])
def vendor(request: pytest.FixtureRequest, a_folder: Path) -> Iterator[Vendor]:
    with request.param(a_folder) as made:
        yield made


# --- labels -------------------------------------------------------------------------------------


def test_rates_are_the_cheapest_first(vendor):
    rates = vendor.carrier.rates(A_PARCEL)

    assert len(rates) == 2
    assert rates[0].cost.minor < rates[1].cost.minor
    assert all(rate.days and rate.service and rate.label for rate in rates)


def test_a_label_can_be_printed_and_followed(vendor):
    label = vendor.carrier.label(A_PARCEL)

    assert label.pdf.startswith(b"%PDF")
    assert label.zpl.startswith("^XA")
    assert label.tracking_number
    assert label.tracking_url.startswith("https://")
    assert label.cost == vendor.carrier.rates(altered(A_PARCEL, key=KEY_2))[0].cost


def test_the_same_key_has_the_same_label(vendor):
    first, again = vendor.carrier.label(A_PARCEL), vendor.carrier.label(A_PARCEL)
    other = vendor.carrier.label(altered(A_PARCEL, key=KEY_2))

    assert (first.tracking_number, first.reference) == (again.tracking_number, again.reference)
    assert other.tracking_number != first.tracking_number


def test_a_named_service_is_taken(vendor):
    dear = vendor.carrier.rates(A_PARCEL)[-1]

    label = vendor.carrier.label(altered(A_PARCEL, key=KEY_2, service=dear.service))

    assert (label.service, label.cost) == (dear.service, dear.cost)


@pytest.mark.parametrize(
    "changes",
    [
        {"service": "by balloon"},
        {"box": Box(31_000)},
        {"receiver": altered(ANN, city="")},
    ],
    ids=["service", "weight", "address"],
)
def test_what_it_does_not_carry_is_refused_with_a_reason(vendor, changes):
    with pytest.raises(CarrierRefused) as refusal:
        vendor.carrier.label(altered(A_PARCEL, **changes))

    assert (refusal.value.carrier, refusal.value.reason != "") == (vendor.carrier.name, True)


def test_a_label_is_given_back_once_and_again(vendor):
    label = vendor.carrier.label(A_PARCEL)

    vendor.carrier.void(label.reference)
    vendor.carrier.void(label.reference)


def test_a_label_that_was_used_is_not_taken_back(vendor):
    label = vendor.carrier.label(A_PARCEL)
    vendor.use(label.reference)

    with pytest.raises(CarrierRefused):
        vendor.carrier.void(label.reference)


# --- news ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "status",
    [TrackingStatus.IN_TRANSIT, TrackingStatus.OUT_FOR_DELIVERY, TrackingStatus.DELIVERED,
     TrackingStatus.FAILED, TrackingStatus.RETURNED],
)  # fmt: skip
def test_news_tell_of_one_parcel(vendor, status):
    label = vendor.carrier.label(A_PARCEL)
    headers, body = vendor.tell(label.tracking_number, status)

    [news] = vendor.carrier.news(headers, body, now=NOW)
    again = vendor.carrier.news(headers, body, now=NOW)

    assert (news.tracking_number, news.status) == (label.tracking_number, status)
    assert (news.occurred_at, news.place.startswith("Dayton")) == (NOW, True)
    assert again == (news,)
    assert news.event_id


def test_news_that_somebody_else_signed_are_refused(vendor):
    label = vendor.carrier.label(A_PARCEL)
    headers, body = vendor.tell(label.tracking_number, TrackingStatus.DELIVERED)

    for others, text in (({}, body), (headers, body + b" "), (dict.fromkeys(headers, "x"), body)):
        with pytest.raises(CarrierNewsRefused):
            vendor.carrier.news(others, text, now=NOW)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"result": 7}' * 2])
def test_news_that_cannot_be_read_are_refused(vendor, body):
    with pytest.raises(CarrierNewsRefused):
        vendor.carrier.news(vendor.sign(body), body, now=NOW)


# --- each of its own ----------------------------------------------------------------------------


def test_the_local_carrier_numbers_parcels_as_the_world_does(a_folder):
    with a_local(a_folder) as vendor:
        first = vendor.carrier.label(A_PARCEL)
        second = vendor.carrier.label(altered(A_PARCEL, key=KEY_2))

    assert [is_sscc(label.tracking_number) for label in (first, second)] == [True, True]
    assert f"^FD(00){first.tracking_number}^FS" in first.zpl


def test_commands_to_the_printer_are_text_on_a_label(a_folder):
    rogue = altered(ANN, name="Ann^XZ~JR_\\")
    with a_local(a_folder) as vendor:
        label = vendor.carrier.label(altered(A_PARCEL, receiver=rogue))

    assert "Ann_5EXZ_7EJR_5F_5C" in label.zpl
    assert label.zpl.count("^XZ") == 1


def test_old_news_of_the_local_carrier_are_refused(a_folder):
    with a_local(a_folder) as vendor:
        label = vendor.carrier.label(A_PARCEL)
        headers, body = vendor.tell(label.tracking_number, TrackingStatus.DELIVERED)

        with pytest.raises(CarrierNewsRefused) as refusal:
            vendor.carrier.news(headers, body, now=NOW + timedelta(minutes=6))

    assert refusal.value.reason == "timestamp_too_far"


def test_a_label_that_was_paid_before_the_line_broke_is_not_paid_again():
    with easypost() as server, an_adapter(server) as carrier:
        server.dies_after_buying = True
        with pytest.raises(CarrierUnavailable):
            carrier.label(A_PARCEL)
        server.dies_after_buying = False

        label = carrier.label(A_PARCEL)

        assert (server.bought, len(server.shipments)) == (1, 1)
        assert label.tracking_number == "9400100105442285876301"


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        (401, "APIKEY.INACTIVE", CarrierUnavailable),
        (429, "RATE_LIMITED", CarrierUnavailable),
        (500, "INTERNAL_SERVER_ERROR", CarrierUnavailable),
        (503, "SERVICE.UNAVAILABLE", CarrierUnavailable),
        (402, "BILLING.INSUFFICIENT.FUNDS", CarrierRefused),
        (422, "SHIPMENT.INVALID_PARAMS", CarrierRefused),
    ],
)
def test_documented_errors_are_refusals_or_unknown_outcomes(status, code, refusal):
    with easypost() as server, an_adapter(server) as carrier:
        server.refuse_with = (status, {"code": code, "message": "No.", "errors": []})

        with pytest.raises(refusal):
            carrier.label(A_PARCEL)


def test_a_reason_names_the_field():
    with (
        easypost() as server,
        an_adapter(server) as carrier,
        pytest.raises(CarrierRefused) as refusal,
    ):
        carrier.label(altered(A_PARCEL, receiver=altered(ANN, city="")))

    assert refusal.value.reason == "Invalid address; city is needed"


def test_grams_and_millimetres_become_ounces_and_inches():
    assert parcel_of(Box(1200, 254, 0, 51)) == {"weight": 42.3, "length": 10.0, "height": 2.0}
    assert parcel_of(Box(1)) == {"weight": 0.1}


def test_events_of_other_things_are_no_news():
    body = json.dumps({"id": "evt_1", "result": {"object": "Batch"}}).encode()
    with easypost() as server, an_adapter(server) as carrier:
        assert carrier.news(signed(body), body, now=NOW) == ()


def test_the_first_carrier_carries_where_nobody_says_who(a_folder):
    with a_local(a_folder) as local, easypost() as server, an_adapter(server) as other:
        carriers = Carriers(other, local.carrier)

        assert [carriers.named(name).name for name in ("", "local")] == ["easypost", "local"]
        with pytest.raises(UnknownCarrier):
            carriers.named("pigeon")
