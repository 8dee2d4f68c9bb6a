"""What did not prove who somebody is."""

from serai.kernel.errors import DomainError, Kind


class FactorRefused(DomainError):
    """The code is wrong, has ended or was used before; which of these is not told."""

    code = "staff.factor_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("This code is wrong, has ended or was used before.")
