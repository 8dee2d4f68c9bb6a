"""Requests to see one's data, or to be forgotten."""

from datetime import timedelta
from enum import StrEnum

from serai.kernel.errors import DomainError, Kind
from serai.kernel.states import StateTable

GRACE = timedelta(days=3)
"""How long a person who asked to be forgotten can take it back."""
DUE = timedelta(days=30)
"""Within how long a request is answered (GDPR, article 12: one month)."""
EXPORT_KEPT = timedelta(days=7)
"""How long an export waits to be fetched."""


class PrivacyKind(StrEnum):
    """What is asked for."""

    EXPORT = "export"
    ERASURE = "erasure"


class PrivacyState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    """It has not begun: an export within seconds, an erasure after the days of grace."""
    WAITING = "waiting"
    """Something is under way with the person that must end first; it is looked at again every hour."""
    WORKING = "working"
    READY = "ready"
    """The export can be fetched."""
    DONE = "done"
    """The person is forgotten, but for what must be kept."""
    EXPIRED = "expired"
    """The export is gone."""
    WITHDRAWN = "withdrawn"


class PrivacyAction(StrEnum):
    """What can happen to a request."""

    BEGIN = "begin"
    WAIT = "wait"
    PREPARE = "prepare"
    FINISH = "finish"
    EXPIRE = "expire"
    WITHDRAW = "withdraw"


_S, _A = PrivacyState, PrivacyAction
PRIVACY_STATES = StateTable(
    {
        (_S.ASKED, _A.BEGIN): _S.WORKING,
        (_S.ASKED, _A.WAIT): _S.WAITING,
        (_S.ASKED, _A.WITHDRAW): _S.WITHDRAWN,
        (_S.WAITING, _A.BEGIN): _S.WORKING,
        (_S.WAITING, _A.WAIT): _S.WAITING,
        (_S.WAITING, _A.WITHDRAW): _S.WITHDRAWN,
        # A worker died: another begins anew.
        (_S.WORKING, _A.BEGIN): _S.WORKING,
        (_S.WORKING, _A.PREPARE): _S.READY,
        (_S.WORKING, _A.FINISH): _S.DONE,
        # What had to be kept may go by now.
        (_S.DONE, _A.BEGIN): _S.WORKING,
        (_S.READY, _A.EXPIRE): _S.EXPIRED,
    }
)
OPEN = (_S.ASKED, _S.WAITING, _S.WORKING)


class PrivacyRequestNotFound(DomainError):
    """No such request, or somebody else's."""

    code = "customers.privacy_request_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such request.")


class ExportGone(DomainError):
    """The export is not there: not made yet, or deleted again."""

    code = "customers.export_not_there"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("This export is not ready yet, or it was deleted. Ask for a new one.")


class ProofNeeded(DomainError):
    """Whoever asks to be forgotten proves once more who they are."""

    code = "customers.proof_needed"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Send the password, or a code that was sent to the address.")
