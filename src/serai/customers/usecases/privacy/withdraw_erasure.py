"""Take back the wish to be forgotten."""

from uuid import UUID

from serai.customers.domain.privacy_request import (
    PrivacyAction,
    PrivacyKind,
    PrivacyRequestNotFound,
)
from serai.customers.queries.privacy.request_view import PrivacyRequestView
from serai.customers.usecases.privacy.lock_request import advance, locked_request
from serai.plumbing.db import unit_of_work


@unit_of_work()
def withdraw_erasure(request_id: UUID, *, customer_id: UUID | None = None) -> PrivacyRequestView:
    """
    Let a person be remembered after all, as long as nothing was forgotten yet; with a customer, only theirs.

    Raises:
        PrivacyRequestNotFound: no such request, or somebody else's.
        IllegalTransition: it has begun, or ended.
    """
    row = locked_request(request_id, PrivacyKind.ERASURE)
    if customer_id is not None and row.customer_id != customer_id:
        raise PrivacyRequestNotFound
    advance(row, PrivacyAction.WITHDRAW)
    row.save(update_fields=["state"])
    return PrivacyRequestView.of(row)
