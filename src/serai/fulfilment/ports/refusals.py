"""What carriers refuse."""

from serai.kernel.errors import DomainError, Kind


class UnknownCarrier(DomainError):
    """No carrier here has this name."""

    code = "fulfilment.unknown_carrier"
    kind = Kind.NOT_FOUND

    def __init__(self, carrier: str) -> None:
        self.carrier = carrier
        super().__init__(f"No carrier here is called {carrier}.")


class CarrierRefused(DomainError):
    """The carrier does not carry this, or not so."""

    code = "fulfilment.carrier_refused"
    kind = Kind.REJECTED

    def __init__(self, carrier: str, reason: str) -> None:
        self.carrier, self.reason = carrier, reason
        super().__init__(f"{carrier} refuses: {reason}")


class CarrierUnavailable(DomainError):
    """The carrier did not answer; what it did is not known yet."""

    code = "fulfilment.carrier_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, carrier: str) -> None:
        self.carrier = carrier
        super().__init__(f"{carrier} does not answer; try again in a moment.")


class CarrierNewsRefused(DomainError):
    """A carrier's news are not believed: no signature, a wrong one, too old, or not readable."""

    code = "fulfilment.carrier_news_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)
