"""EasyPost fills the port of carriers."""

import hmac
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from serai.fulfilment.adapters.easypost.connection import NAME, Connection, Refusal
from serai.fulfilment.adapters.easypost.objects import cost_of, news_of, rates_of, shipment_of
from serai.fulfilment.ports import (
    CarrierNewsRefused,
    CarrierRefused,
    CarrierUnavailable,
    Label,
    ParcelNews,
    Rate,
    Shipment,
)
from serai.plumbing.outbound import AddressRefused, CallFailed, Guard, call

MOST_BYTES = 8 * 2**20
_SIGNED = "x-hmac-signature"


def fetched(url: str) -> bytes:
    """
    Return a file that the API named.

    Raises:
        CarrierUnavailable: it could not be fetched.
    """
    try:
        received = call(Guard(), "GET", url, seconds=20, most_bytes=MOST_BYTES)
    except (CallFailed, AddressRefused):
        raise CarrierUnavailable(NAME) from None
    if received.status != 200 or received.cut:
        raise CarrierUnavailable(NAME)
    return received.body


@dataclass
class EasyPostCarrier:
    """
    Fills `Carrier` from an EasyPost account.

    A shipment is made under our key and bought afterwards; one that was made or bought before is found by that
    key, so that no label is paid twice.

    Attributes:
        connection: the line to the API.
        webhook_secret: signs its news.
        fetch: returns a label from where the API says that it is.
    """

    connection: Connection
    webhook_secret: str = field(repr=False)
    fetch: Callable[[str], bytes] = fetched
    name: str = NAME

    def rates(self, shipment: Shipment) -> tuple[Rate, ...]:
        """Return what the carriers of the account ask, the cheapest first."""
        try:
            return tuple(rate for _, rate in rates_of(self._made(shipment)))
        except Refusal as refusal:
            raise CarrierRefused(NAME, refusal.sentence) from None

    def label(self, shipment: Shipment) -> Label:
        """Return the label of a parcel; bought once."""
        try:
            return self._label(self._bought(shipment))
        except Refusal as refusal:
            raise CarrierRefused(NAME, refusal.sentence) from None

    def void(self, reference: str) -> None:
        """Ask for the money of a label back; carriers that settle by scan have nothing to give back."""
        try:
            answer = self.connection.post(f"/shipments/{reference}/refund", {})
        except Refusal as refusal:
            if "already" in refusal.sentence.lower():
                return
            raise CarrierRefused(NAME, refusal.sentence) from None
        if answer.get("refund_status") == "rejected":
            raise CarrierRefused(NAME, "the carrier does not take the label back.")

    def news(
        self, headers: Mapping[str, str], body: bytes, *, now: datetime
    ) -> tuple[ParcelNews, ...]:
        """Return what an event tells, if its signature fits."""
        given = {name.lower(): value for name, value in headers.items()}.get(_SIGNED, "")
        if not given:
            raise CarrierNewsRefused("header_missing", "The header X-Hmac-Signature is missing.")
        secret = unicodedata.normalize("NFKD", self.webhook_secret).encode()
        expected = f"hmac-sha256-hex={hmac.digest(secret, body, 'sha256').hex()}"
        if not hmac.compare_digest(expected.encode(), given.encode()):
            raise CarrierNewsRefused("signature_wrong", "The signature does not fit the body.")
        try:
            told = news_of(msgspec.json.decode(body, type=dict[str, Any]))
        except (msgspec.MsgspecError, ValueError):
            raise CarrierNewsRefused("body_malformed", "The body tells of no parcel.") from None
        return (told,) if told else ()

    def _made(self, shipment: Shipment) -> dict[str, Any]:
        """Return the shipment of a key, making it when there is none."""
        try:
            return self.connection.get(f"/shipments/{shipment.key}")
        except Refusal as refusal:
            if refusal.status != 404:
                raise
        return self.connection.post("/shipments", shipment_of(shipment, label_format="PDF"))

    def _bought(self, shipment: Shipment) -> dict[str, Any]:
        made = self._made(shipment)
        if made.get("postage_label"):
            return made
        rate_id = self._rate_id(made, shipment.service)
        try:
            return self.connection.post(f"/shipments/{made['id']}/buy", {"rate": {"id": rate_id}})
        except Refusal as refusal:
            if refusal.code != "SHIPMENT.POSTAGE.EXISTS":
                raise
        return self.connection.get(f"/shipments/{made['id']}")

    def _rate_id(self, made: Mapping[str, Any], service: str) -> str:
        rates = rates_of(made)
        for rate_id, rate in rates:
            if not service or service in (rate.service, rate.service.partition(" ")[2]):
                return rate_id
        if rates:
            raise CarrierRefused(NAME, f"there is no service {service!r} there.")
        said = [str(each.get("message", "")) for each in made.get("messages") or ()]
        raise CarrierRefused(NAME, "; ".join(filter(None, said))[:300] or "nobody carries it.")

    def _label(self, bought: Mapping[str, Any]) -> Label:
        rate = bought.get("selected_rate") or {}
        tracker = bought.get("tracker") or {}
        return Label(
            reference=str(bought["id"]),
            carrier=str(rate.get("carrier") or NAME),
            service=f"{rate.get('carrier', '')} {rate.get('service', '')}".strip(),
            tracking_number=str(bought["tracking_code"]),
            tracking_url=str(tracker.get("public_url") or ""),
            pdf=self.fetch(str(bought["postage_label"]["label_url"])),
            zpl=self._zpl(str(bought["id"])),
            cost=cost_of(rate),
        )

    def _zpl(self, shipment_id: str) -> str:
        """Return the label for label printers; empty where the carrier has none."""
        try:
            turned = self.connection.get(f"/shipments/{shipment_id}/label?file_format=ZPL")
        except Refusal:
            return ""
        url = (turned.get("postage_label") or {}).get("label_zpl_url")
        return self.fetch(str(url)).decode() if url else ""
