"""A request about personal data, locked and moved on."""

from uuid import UUID

from serai.customers.domain.privacy_request import (
    PRIVACY_STATES,
    PrivacyAction,
    PrivacyKind,
    PrivacyRequestNotFound,
    PrivacyState,
)
from serai.customers.models import PrivacyRequest


def locked_request(request_id: UUID, kind: PrivacyKind) -> PrivacyRequest:
    """
    Return a request for change; call it in a unit of work.

    Raises:
        PrivacyRequestNotFound: none of this kind has the id.
    """
    rows = PrivacyRequest.objects.select_for_update(of=("self",)).defer("content")
    row = rows.filter(pk=request_id, kind=kind).first()
    if row is None:
        raise PrivacyRequestNotFound
    return row


def advance(row: PrivacyRequest, action: PrivacyAction) -> None:
    """
    Move a request on; the caller saves it.

    Raises:
        IllegalTransition: it stands elsewhere.
    """
    row.state = PRIVACY_STATES.advance(PrivacyState(row.state), action)
