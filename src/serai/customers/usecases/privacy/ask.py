"""Ask to see what is held, or to be forgotten."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.customers.domain.privacy_request import (
    GRACE,
    OPEN,
    PrivacyKind,
    PrivacyState,
    ProofNeeded,
)
from serai.customers.models import Customer, PrivacyRequest
from serai.customers.queries.customer_view import CustomerNotFound, customer
from serai.customers.queries.privacy.request_view import PrivacyRequestView
from serai.customers.usecases.log_in import proven_by_password
from serai.customers.usecases.privacy.forget_person import forget_person
from serai.customers.usecases.privacy.make_export import make_export
from serai.customers.usecases.verify_login_code import VerifyLoginCode, verify_login_code
from serai.plumbing.db import unit_of_work

BY_CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class ProveOneself:
    """Who wants to be forgotten, with the password or with a code from a letter."""

    customer_id: UUID
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


def prove_oneself(command: ProveOneself, *, now: datetime) -> None:
    """
    Make sure that it is the person, not somebody at their device; call it outside a unit of work.

    Raises:
        ProofNeeded: neither a password nor a code came.
        TooManyAttempts, WrongCredentials: as logging in says.
        CodeRefused: the code is wrong, used or too old.
    """
    email = customer(command.customer_id).email
    if command.password:
        proven_by_password(email, command.password, now=now)
    elif command.code:
        verify_login_code(VerifyLoginCode(email, command.code), now=now)
    else:
        raise ProofNeeded


@unit_of_work()
def ask_for_export(customer_id: UUID, *, by: str, now: datetime) -> PrivacyRequestView:
    """
    Have everything that is held of a person put together; one that is being made already is returned.

    Args:
        customer_id: whose data.
        by: who asks: `customer`, or the name of staff.
        now: the present instant.

    Raises:
        CustomerNotFound: no such customer.
    """
    row = _request(customer_id, PrivacyKind.EXPORT, by=by, begins_at=now, now=now)
    make_export.later(request_id=row.pk, lock=f"privacy {row.pk}")
    return PrivacyRequestView.of(row)


@unit_of_work()
def ask_for_erasure(customer_id: UUID, *, by: str, now: datetime) -> PrivacyRequestView:
    """
    Have a person forgotten: after three days of grace if they ask themselves, else at once.

    One that is open already is returned. What is under way with the person ends first.

    Args: as `ask_for_export`.

    Raises:
        CustomerNotFound: no such customer.
    """
    begins_at = now + GRACE if by == BY_CUSTOMER else now
    row = _request(customer_id, PrivacyKind.ERASURE, by=by, begins_at=begins_at, now=now)
    if row.begins_at <= now:  # what begins later is begun by the clock
        forget_person.later(request_id=row.pk, lock=f"privacy {row.pk}")
    return PrivacyRequestView.of(row)


def _request(
    customer_id: UUID, kind: PrivacyKind, *, by: str, begins_at: datetime, now: datetime
) -> PrivacyRequest:
    if not Customer.objects.select_for_update().filter(pk=customer_id).exists():
        raise CustomerNotFound(customer_id)
    open_now = PrivacyRequest.objects.filter(customer_id=customer_id, kind=kind, state__in=OPEN)
    found = open_now.defer("content").first()
    return found or PrivacyRequest.objects.create(
        customer_id=customer_id,
        kind=kind,
        state=PrivacyState.ASKED,
        asked_at=now,
        asked_by=by[:150],
        begins_at=begins_at,
    )
