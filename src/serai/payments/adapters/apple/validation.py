"""
Merchant validation: a session from Apple's servers, asked for with the merchant's own certificate.

Source: https://developer.apple.com/documentation/applepayontheweb/requesting-an-apple-pay-payment-session
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import structlog

from serai.payments.adapters.apple.addresses import host_of
from serai.payments.ports.wallets import WalletFront, WalletUnavailable
from serai.plumbing.outbound import CallFailed, Line

SECONDS = 10.0
_log = structlog.get_logger()


class AppleValidation:
    """
    Fills `MerchantValidation` by Apple's servers.

    Args:
        domain: the shop's, as it was registered with Apple.
        certificate: path of a PEM file with the merchant identity certificate and its key.
        url: a server in Apple's place, for trying; empty: the host that the sheet names.
    """

    def __init__(self, domain: str, certificate: str, *, url: str = "") -> None:
        self._domain, self._certificate, self._url = domain, certificate, url

    def session(self, validation_url: str, front: WalletFront) -> Mapping[str, Any]:
        """Ask the host that the sheet named, if it is one of Apple's."""
        host = host_of(validation_url)
        body = {
            "merchantIdentifier": front.merchant_id,
            "displayName": front.merchant_name,
            "initiative": "web",
            "initiativeContext": self._domain,
        }
        try:
            line = Line(self._url or f"https://{host}", certificate=self._certificate)
        except OSError as failure:
            _log.error("the certificate for apple cannot be read", why=str(failure))
            raise WalletUnavailable(front.method) from None
        try:
            received = line.send(
                "POST",
                validation_url.removeprefix(f"https://{host}"),
                headers={"Content-Type": "application/json"},
                body=msgspec.json.encode(body),
                seconds=SECONDS,
            )
            if received.status == 200:
                return msgspec.json.decode(received.body, type=dict[str, Any])
            why = str(received.status)
        except (CallFailed, msgspec.DecodeError) as failure:
            why = str(failure)
        finally:
            line.close()
        _log.warning("apple gave no session", host=host, why=why)
        raise WalletUnavailable(front.method)
