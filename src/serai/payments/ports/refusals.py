"""What a processor refuses, and what it means when none answers."""

from serai.kernel.errors import DomainError, Kind


class ProcessorUnavailable(DomainError):
    """The processor did not answer in time, or at all. What it did is unknown: ask again by key."""

    code = "payments.processor_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, processor: str) -> None:
        self.processor = processor
        super().__init__(
            "The payment processor did not answer. Nothing is charged twice: try again."
        )


class CardRefused(DomainError):
    """What was typed is no card that can be charged."""

    code = "payments.card_refused"
    kind = Kind.REJECTED

    def __init__(self, field_name: str, reason: str, sentence: str) -> None:
        self.field, self.reason = field_name, reason
        super().__init__(sentence)


class ChargeRefused(DomainError):
    """The processor will not look at this charge: unknown token, or a key used for another charge."""

    code = "payments.charge_refused"
    kind = Kind.REJECTED

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class WebhookRefused(DomainError):
    """A webhook is not believed: no signature, a wrong one, too old, or not readable."""

    code = "payments.webhook_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


class UnknownProcessor(DomainError):
    """No payment processor here has this name."""

    code = "payments.unknown_processor"
    kind = Kind.NOT_FOUND

    def __init__(self, processor: str) -> None:
        self.processor = processor
        super().__init__(f"No payment processor is called {processor}.")
