"""A server that answers as the EasyPost API is documented and recorded to."""

import hashlib
import hmac
import json
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

KEY, SECRET = "EZTKtests", "a sécret of tests"
GRAMS_PER_OUNCE = 28.349523125


@dataclass
class EasyPost:
    """What the server remembers, and levers to pull."""

    url: str = ""
    shipments: dict[str, dict[str, Any]] = field(default_factory=dict)
    refuse_with: tuple[int, dict[str, Any]] | None = None
    """What every call is answered with."""
    dies_after_buying: bool = False
    bought: int = 0
    lock: Lock = field(default_factory=Lock)

    def event(
        self, tracking: str, status: str, at: str, event_id: str
    ) -> tuple[dict[str, str], bytes]:
        """Return a webhook as it is recorded, signed as it is documented."""
        details = [{"object": "TrackingDetail", "message": "Arrived", "status": status, "datetime": at,
                    "tracking_location": {"city": "Dayton", "state": "OH", "country": "US"}}]  # fmt: skip
        body = json.dumps({
            "id": event_id, "object": "Event", "description": "tracker.updated", "created_at": at,
            "result": {"object": "Tracker", "id": "trk_1", "status": status, "tracking_code": tracking,
                       "updated_at": at, "tracking_details": details},
        }).encode()  # fmt: skip
        return signed(body), body


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    key = unicodedata.normalize("NFKD", secret).encode()
    return {
        "X-Hmac-Signature": "hmac-sha256-hex=" + hmac.new(key, body, hashlib.sha256).hexdigest()
    }


def _rates(shipment: dict[str, Any]) -> list[dict[str, Any]]:
    weight = shipment["parcel"]["weight"] * GRAMS_PER_OUNCE
    abroad = shipment["from_address"]["country"] != shipment["to_address"]["country"]
    if weight > 30_000:
        return []
    prices = [("Priority", "9.95", 2), ("GroundAdvantage", "5.93", 3)]
    return [
        {"id": f"rate_{shipment['id']}_{service}", "object": "Rate", "carrier": "USPS",
         "service": service, "rate": price, "currency": "USD", "delivery_days": days,
         "est_delivery_days": days}
        for service, price, days in (prices[1:] if abroad else prices)
    ]  # fmt: skip


def error(status: int, code: str, message: str, *fields: tuple[str, str]) -> tuple[int, Any]:
    said = [{"field": field, "message": why} for field, why in fields]
    return status, {"error": {"code": code, "message": message, "errors": said}}


class Handler(BaseHTTPRequestHandler):
    """Answers for one server; `state` is set on a class of its own."""

    protocol_version = "HTTP/1.1"
    state: EasyPost

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self._answer(json.loads(self.rfile.read(length) or b"{}"))

    def _answer(self, body: dict[str, Any] | None) -> None:
        with self.state.lock:
            status, said = self._said(body)
        if status == 0:
            self.close_connection = True
            return
        content = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _said(self, body: dict[str, Any] | None) -> tuple[int, Any]:
        path = self.path.partition("?")[0].removeprefix("/v2").strip("/").split("/")
        if path[0] == "files":
            return 200, (b"%PDF-1.7 label" if path[1].endswith("pdf") else b"^XA^XZ")
        token = self.headers.get("Authorization", "").removeprefix("Basic ")
        if b64decode(token).decode() != f"{KEY}:":
            return error(401, "APIKEY.INACTIVE", "This api key is no longer active.")
        if self.state.refuse_with:
            return self.state.refuse_with[0], {"error": self.state.refuse_with[1]}
        if path == ["shipments"]:
            return self._make((body or {}).get("shipment") or {})
        made = self.state.shipments
        named = (each for each in made.values() if each["reference"] == path[1])
        found = made.get(path[1]) or next(named, None)
        if found is None:
            return error(404, "NOT_FOUND", "The requested resource could not be found.")
        return self._of(found, path[2:], body)

    def _make(self, asked: dict[str, Any]) -> tuple[int, Any]:
        if not asked:
            return error(
                422,
                "PARAMETER.REQUIRED",
                "Missing required parameter.",
                ("shipment", "cannot be blank"),
            )
        if not asked["to_address"]["city"]:
            return error(
                422, "ADDRESS.PARAMETERS.INVALID", "Invalid address.", ("city", "is needed")
            )
        made = {**asked, "id": f"shp_{len(self.state.shipments) + 1}", "object": "Shipment",
                "postage_label": None, "tracking_code": None, "selected_rate": None,
                "tracker": None, "refund_status": None}  # fmt: skip
        made["rates"] = _rates(made)
        heavy = {"carrier": "USPS", "type": "rate_error", "message": "The parcel is too heavy."}
        made["messages"] = [] if made["rates"] else [heavy]
        self.state.shipments[made["id"]] = made
        return 201, made

    def _of(self, found: dict[str, Any], what: list[str], body: Any) -> tuple[int, Any]:
        if what == ["buy"]:
            return self._buy(found, body["rate"]["id"])
        if what == ["refund"]:
            found["refund_status"] = "rejected" if found.get("scanned") else "submitted"
        if what == ["label"]:
            found["postage_label"]["label_zpl_url"] = f"{self.state.url}/files/{found['id']}.zpl"
        return 200, found

    def _buy(self, found: dict[str, Any], rate_id: str) -> tuple[int, Any]:
        if found["postage_label"]:
            return error(
                422, "SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment."
            )
        [rate] = [each for each in found["rates"] if each["id"] == rate_id]
        self.state.bought += 1
        found |= {
            "selected_rate": rate,
            "tracking_code": f"94001001054422858763{self.state.bought:02d}",
            "postage_label": {
                "object": "PostageLabel",
                "label_url": f"{self.state.url}/files/{found['id']}.pdf",
            },
            "tracker": {
                "object": "Tracker",
                "public_url": f"https://track.easypost.com/{found['id']}",
            },
        }
        return (0, b"") if self.state.dies_after_buying else (200, found)


@contextmanager
def easypost() -> Iterator[EasyPost]:
    """Run the server on a port of this machine."""
    state = EasyPost()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Its", (Handler,), {"state": state}))
    state.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()
