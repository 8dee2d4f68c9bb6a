"""Ask VIES whether a VAT number is registered today."""

from typing import Any

import msgspec
import structlog

from serai.kernel import clock
from serai.kernel.breaker import Breaker
from serai.plumbing.outbound import CallFailed, Line
from serai.pricing.domain.tax.number import TaxNumber
from serai.pricing.ports import RegisterAnswer, TaxRegisterUnavailable

URL = "https://ec.europa.eu/taxation_customs/vies/rest-api"
_SECONDS = 3.0
_HIDDEN = "---"
"""What VIES answers where a state does not tell names."""
_log = structlog.get_logger("serai.pricing")


class ViesRegister:
    """
    The register of the EU's VAT numbers and of those of Northern Ireland.

    Whole states are away for hours at times; then, and when answers are late, the number stays unconfirmed.
    After five failures in a row VIES is left alone for half a minute.

    Args:
        url: of the REST interface; a local one in tests.
        requester: our own VAT number; VIES then gives each enquiry a number, the proof that we asked.
        seconds: how long one enquiry may take.
    """

    name = "vies"

    def __init__(self, url: str = URL, *, requester: str = "", seconds: float = _SECONDS) -> None:
        self._line, self._seconds = Line(url), seconds
        self._requester, self._breaker = requester, Breaker()

    def ask(self, number: TaxNumber) -> RegisterAnswer:
        """
        Return what VIES says.

        Raises:
            TaxRegisterUnavailable: no answer, no sensible one, or the number is none of the EU's.
        """
        if not number.is_european or not self._breaker.allows(clock.now()):
            raise TaxRegisterUnavailable
        try:
            answer = self._asked(number)
        except TaxRegisterUnavailable:
            self._breaker.failed(clock.now())
            raise
        self._breaker.succeeded()
        return answer

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()

    def _asked(self, number: TaxNumber) -> RegisterAnswer:
        question = {"countryCode": number.number[:2], "vatNumber": number.without_prefix}
        if self._requester:
            question |= {
                "requesterMemberStateCode": self._requester[:2],
                "requesterNumber": self._requester[2:],
            }
        try:
            received = self._line.send(
                "POST",
                "/check-vat-number",
                body=msgspec.json.encode(question),
                headers={"Content-Type": "application/json"},
                seconds=self._seconds,
            )
            said = msgspec.json.decode(received.body, type=dict[str, Any])
        except (CallFailed, msgspec.DecodeError) as failure:
            _log.warning("VIES did not answer", why=str(failure))
            raise TaxRegisterUnavailable from None
        if received.status != 200 or not isinstance(said.get("valid"), bool):
            _log.warning("VIES refused", status=received.status, said=str(said)[:200])
            raise TaxRegisterUnavailable
        name = str(said.get("name") or "")
        return RegisterAnswer(
            valid=said["valid"],
            name="" if name == _HIDDEN else name[:300],
            reference=str(said.get("requestIdentifier") or "")[:64],
        )
