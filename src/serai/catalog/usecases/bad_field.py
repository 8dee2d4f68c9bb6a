"""One value of a command is not what its field takes."""

from serai.kernel.errors import DomainError, Kind


class BadField(DomainError):
    """One value is not what its field takes."""

    code = "catalog.bad_field"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")
