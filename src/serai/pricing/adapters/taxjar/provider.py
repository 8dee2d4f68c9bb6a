"""
Ask the TaxJar API for the rates of a sale, line by line.

Source: https://developers.taxjar.com/api/reference/ (POST /v2/taxes). What comes back is read as rates, not
as amounts: rounding stays our own, named rule, and a cart is not asked about anew for each quantity.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import msgspec
import structlog

from serai.kernel import clock
from serai.kernel.breaker import Breaker
from serai.plumbing.outbound import CallFailed, Line, Received
from serai.pricing.domain.tax import DELIVERY, STANDARD, TaxPart
from serai.pricing.ports import TaxProviderUnavailable, TaxQuestion

URL = "https://api.taxjar.com"
_SECONDS = 2.0
_ASKED = "100.00"
_PARTS = (
    ("state", "state_sales_tax_rate"),
    ("county", "county_tax_rate"),
    ("city", "city_tax_rate"),
    ("special", "special_tax_rate"),
)
_log = structlog.get_logger("serai.pricing")


class TaxJar:
    """
    Sales tax of the United States by address.

    Args:
        token: of the account.
        codes: TaxJar's product tax codes by our tax class; classes without one pay the general rate.
        url: of the API; a local one in tests.
        seconds: how long one call may take.
    """

    name = "taxjar"

    def __init__(
        self,
        token: str,
        *,
        codes: Mapping[str, str] | None = None,
        url: str = URL,
        seconds: float = _SECONDS,
    ) -> None:
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._line, self._seconds = Line(url, headers=headers), seconds
        self._codes, self._breaker = dict(codes or {}), Breaker()

    def rates(self, question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
        """
        Return the taxes of each class at the destination, or at the origin where the state says so.

        Raises:
            TaxProviderUnavailable: no answer, no sensible one, or it is left alone after failures.
        """
        if not self._breaker.allows(clock.now()):
            raise TaxProviderUnavailable
        try:
            found = self._asked(question)
        except TaxProviderUnavailable:
            self._breaker.failed(clock.now())
            raise
        self._breaker.succeeded()
        return found

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _asked(self, question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
        try:
            received = self._line.send(
                "POST",
                "/v2/taxes",
                body=msgspec.json.encode(self._body(question)),
                seconds=self._seconds,
            )
            return _read(_tax_of(received), question)
        except (CallFailed, msgspec.DecodeError, KeyError, TypeError, ArithmeticError) as failure:
            _log.warning("TaxJar did not answer", why=repr(failure))
            raise TaxProviderUnavailable from None

    def _body(self, question: TaxQuestion) -> dict[str, Any]:
        sides = (("from", question.origin), ("to", question.to))
        lines = [
            {"id": name, "quantity": 1, "unit_price": _ASKED}
            | ({"product_tax_code": self._codes[name]} if name in self._codes else {})
            for name in question.classes
            if name != DELIVERY
        ]
        return {
            **{f"{side}_country": place.country for side, place in sides},
            **{f"{side}_state": place.region for side, place in sides},
            **{f"{side}_zip": place.postcode for side, place in sides},
            "shipping": _ASKED,
            "line_items": lines,
        }


def _tax_of(received: Received) -> Mapping[str, Any]:
    if received.status != 200:
        raise CallFailed("refused", f"{received.status}: {received.body[:200]!r}")
    said = msgspec.json.Decoder(dict[str, Any], float_hook=Decimal).decode(received.body)
    tax: Mapping[str, Any] = said["tax"]
    return tax


def _read(tax: Mapping[str, Any], question: TaxQuestion) -> dict[str, tuple[TaxPart, ...]]:
    if not tax["has_nexus"]:
        return {STANDARD: ()}
    names = tax.get("jurisdictions") or {}
    breakdown = tax.get("breakdown") or {}
    where = question.origin if tax.get("tax_source") == "origin" else question.to
    place = f"{where.country}-{where.region}"
    found = {
        line["id"]: tuple(_parts(line, names, place)) for line in breakdown.get("line_items", ())
    }
    shipping = breakdown.get("shipping")
    found[DELIVERY] = tuple(_parts(shipping, names, place)) if shipping else ()
    found.setdefault(STANDARD, ())
    return found


def _parts(rates: Mapping[str, Any], names: Mapping[str, str], place: str) -> Iterator[TaxPart]:
    for level, field in _PARTS:
        rate = Decimal(str(rates.get(field) or 0))
        if rate:
            yield TaxPart(str(names.get(level) or level).title(), place, rate)
