"""The carrier: labels once per key, and news of every scan."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from serai.fulfilment.adapters.local_carrier.book import Book
from serai.fulfilment.adapters.local_carrier.labels import label_pdf, label_zpl
from serai.fulfilment.adapters.local_carrier.price_list import chosen, rates_of
from serai.fulfilment.adapters.local_carrier.signature import verified_id
from serai.fulfilment.domain.parcels.sscc import sscc
from serai.fulfilment.ports import (
    CarrierNewsRefused,
    CarrierRefused,
    CarrierUnavailable,
    Label,
    ParcelNews,
    Rate,
    Shipment,
    TrackingStatus,
)
from serai.kernel import clock
from serai.kernel.ids import new_secret
from serai.plumbing.db import refuse_inside_work

GS1_PREFIX = "9521234"
"""GS1 keeps 952 for examples: no parcel in the world has such a number."""


class _Told(msgspec.Struct, frozen=True):
    """The body of a webhook."""

    tracking_number: str
    status: TrackingStatus
    occurred_at: datetime
    place: str = ""


@dataclass
class LocalCarrier:
    """
    Fills `Carrier` from a book of its own.

    Attributes:
        book: where everything is written.
        public_url: the address of its pages.
        webhook_secret: signs its news.
        currency: what its prices are in.
        now: its clock.
    """

    book: Book
    public_url: str
    webhook_secret: bytes = field(repr=False)
    currency: str = "USD"
    now: Callable[[], datetime] = clock.now
    name: str = "local"

    def rates(self, shipment: Shipment) -> tuple[Rate, ...]:
        """Return what its services cost, the cheapest first."""
        refuse_inside_work()
        return rates_of(shipment, name=self.name, currency=self.currency)

    def label(self, shipment: Shipment) -> Label:
        """Return the label of a parcel, the same one for the same key."""
        rate = chosen(self.rates(shipment), shipment.service, name=self.name)
        try:
            row = self._booked(shipment, rate.service)
        except sqlite3.OperationalError:
            raise CarrierUnavailable(self.name) from None
        told = msgspec.json.decode(row["shipment"], type=Shipment)
        tracking, service = row["tracking"], row["service"]
        return Label(
            reference=tracking,
            carrier="Serai Parcels",
            service=service,
            tracking_number=tracking,
            tracking_url=f"{self.public_url}/{tracking}",
            pdf=label_pdf(told, tracking=tracking, service=service),
            zpl=label_zpl(told, tracking=tracking, service=service),
            cost=chosen(self.rates(told), service, name=self.name).cost,
        )

    def void(self, reference: str) -> None:
        """Give a label back that was never scanned."""
        refuse_inside_work()
        with self.book.writing() as book:
            if book.execute("SELECT 1 FROM scan WHERE tracking = ?", (reference,)).fetchone():
                raise CarrierRefused(self.name, "the parcel is on its way.")
            found = book.execute(
                "UPDATE label SET voided_at = coalesce(voided_at, ?) WHERE tracking = ?",
                (self.now().isoformat(), reference),
            )
            if not found.rowcount:
                raise CarrierRefused(self.name, "there is no such label.")

    def news(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> tuple[ParcelNews, ...]:
        """Return what a webhook of ours tells."""
        event_id = verified_id(headers, body, secret=self.webhook_secret, now=now)
        try:
            told = msgspec.json.decode(body, type=_Told)
        except msgspec.MsgspecError:
            raise CarrierNewsRefused("body_malformed", "The body tells of no parcel.") from None
        return (
            ParcelNews(event_id, told.tracking_number, told.status, told.occurred_at, told.place),
        )

    def scan(self, tracking: str, status: TrackingStatus, *, place: str = "") -> str:
        """
        Note where a parcel is, and tell it; return the id of the news.

        Raises:
            CarrierRefused: there is no such parcel, or its label was given back.
        """
        with self.book.writing() as book:
            good = book.execute(
                "SELECT 1 FROM label WHERE tracking = ? AND voided_at IS NULL", (tracking,)
            ).fetchone()
            if not good:
                raise CarrierRefused(self.name, "there is no such parcel.")
            event_id = new_secret("scan_")
            at = self.now()
            book.execute(
                "INSERT INTO scan (id, tracking, status, place, scanned_at, due_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (event_id, tracking, status.value, place, at.isoformat(), at.timestamp()),
            )
        return event_id

    def scans(self, tracking: str) -> list[ParcelNews]:
        """Return what was noted of a parcel, the oldest first."""
        found = self.book.connection().execute(
            "SELECT * FROM scan WHERE tracking = ? ORDER BY number", (tracking,)
        )
        return [news_of(row) for row in found]

    def _booked(self, shipment: Shipment, service: str) -> sqlite3.Row:
        key = str(shipment.key)
        with self.book.writing() as book:
            with suppress(sqlite3.IntegrityError):
                serial = book.execute(
                    "INSERT INTO label (key, service, shipment, made_at) VALUES (?, ?, ?, ?)",
                    (key, service, msgspec.json.encode(shipment), self.now().isoformat()),
                ).lastrowid
                book.execute(
                    "UPDATE label SET tracking = ? WHERE serial = ?",
                    (sscc(GS1_PREFIX, serial or 0), serial),
                )
            row: sqlite3.Row = book.execute("SELECT * FROM label WHERE key = ?", (key,)).fetchone()
        return row


def news_of(row: sqlite3.Row) -> ParcelNews:
    """Return a scan as the port tells it."""
    return ParcelNews(
        row["id"],
        row["tracking"],
        TrackingStatus(row["status"]),
        datetime.fromisoformat(row["scanned_at"]),
        row["place"],
    )


def told(news: ParcelNews) -> bytes:
    """Return the body of the webhook that tells of a scan."""
    return msgspec.json.encode(
        _Told(news.tracking_number, news.status, news.occurred_at, news.place)
    )
