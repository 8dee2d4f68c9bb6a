"""Bring a payment to what the processor says: the one way in for every piece of news."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.payments.domain.instalments.collecting import FOLLOW_COLLECTION, is_collection
from serai.payments.domain.payment_state import PAYMENT_STATES, PaymentAction, PaymentState
from serai.payments.ports import ChargeResult, ChargeStatus
from serai.payments.queries.payment_view import PaymentNotFound, PaymentView, payment
from serai.payments.usecases.grow_payment import COLUMNS, STEP, grow, has_grown
from serai.payments.usecases.keep_books import book_capture
from serai.payments.usecases.tell_payment import authorised, captured, failed, pending, released
from serai.plumbing.db import current_work, dict_rows, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import publish


class Source(StrEnum):
    """By which way the news came."""

    CALL = "call"
    WEBHOOK = "webhook"
    RETURN = "return"
    RECOVERY = "recovery"
    VOID = "void"
    CAPTURE = "capture"


class AmountDisagrees(DomainError):
    """The processor's book names another amount than ours: nothing is changed, someone must look."""

    code = "payments.amount_disagrees"
    kind = Kind.CONFLICT

    def __init__(self, payment_id: UUID, *, ours: str, theirs: str) -> None:
        self.payment_id, self.ours, self.theirs = payment_id, ours, theirs
        super().__init__(f"Payment {payment_id} is of {ours}; the processor speaks of {theirs}.")


@dataclass(frozen=True)
class Settlement:
    """A payment after the news, and whether the news changed it."""

    payment: PaymentView
    changed: bool


_ACTIONS = {
    ChargeStatus.PENDING: PaymentAction.WAIT,
    ChargeStatus.AUTHORISED: PaymentAction.AUTHORISE,
    ChargeStatus.REQUIRES_ACTION: PaymentAction.REQUIRE_ACTION,
    ChargeStatus.CAPTURED: PaymentAction.CAPTURE,
    ChargeStatus.FAILED: PaymentAction.FAIL,
    ChargeStatus.VOIDED: PaymentAction.VOID,
}

_SETTLE = f"""
WITH changed AS (
  UPDATE payments_payment
  SET state = %(state)s::text,
      authorised_minor = CASE
        WHEN %(state)s::text IN ('authorised', 'captured') AND capture_at = 'hand_over'
        THEN amount_minor ELSE greatest(authorised_minor, %(captured)s) END,
      captured_minor = %(captured)s,
      released_minor = CASE %(state)s::text WHEN 'voided' THEN authorised_minor
        ELSE least(greatest(released_minor, %(released)s), amount_minor - %(captured)s) END,
      holds_order = holds_order AND %(state)s::text NOT IN ('failed', 'voided'),
      processor_reference = %(reference)s,
      failure_code = %(failure)s,
      action_url = %(action_url)s,
      label = coalesce(nullif(%(label)s, ''), label),
      card_country = coalesce(nullif(%(card_country)s, ''), card_country),
      card_fingerprint = coalesce(nullif(%(card_fingerprint)s, ''), card_fingerprint),
      settled_at = CASE WHEN %(state)s::text IN ('captured', 'failed', 'voided')
        THEN %(now)s ELSE settled_at END,
      expires_at = %(expires_at)s
  WHERE id = %(id)s AND state = ANY(%(sources)s)
    AND amount_minor = %(amount)s AND currency = %(currency)s AND %(captured)s <= amount_minor
  RETURNING {COLUMNS}),
{STEP}
SELECT * FROM changed
"""  # noqa: S608


def settle_from_processor(result: ChargeResult, *, source: Source, now: datetime) -> Settlement:
    """
    Bring a payment to what the processor says of its charge; one statement when it changes.

    Idempotent, and the order of news does not matter: news only moves a payment forward along
    `PAYMENT_STATES`, sums only grow, older news changes nothing, and a capture is believed whatever we
    thought. Publishes `PaymentAuthorised`, `PaymentPending`, `PaymentCaptured` (again with every further
    part), `PaymentReleased` or `PaymentFailed` in the same transaction, each once; a capture is posted to
    the ledger by the statement that closes it. Joins the caller's unit of work, so an order can be
    confirmed together with its payment.

    Raises:
        PaymentNotFound: the key names no payment of ours.
        AmountDisagrees: the processor's amount is not the payment's, or it took more.
    """
    payment_id = _payment_id_of(result)
    action = _ACTIONS.get(result.status)
    with unit_of_work():
        if action is not None:
            changed = _change(payment_id, action, result, source, now)
            if changed is not None:
                _tell(changed, changed.captured, now)
                if is_collection(changed.purpose) and source is not Source.CALL:
                    _follow_collection_later(changed)
                return Settlement(changed, changed=True)
        standing = payment(payment_id)
        if standing.amount != result.amount or standing.amount < result.taken:
            if action is None:
                return Settlement(standing, changed=False)
            theirs = max(result.amount, result.taken, key=lambda money: money.minor)
            raise AmountDisagrees(payment_id, ours=str(standing.amount), theirs=str(theirs))
        if has_grown(standing, result):
            return _grow(payment_id, result, source, now)
    return Settlement(standing, changed=False)


def _grow(payment_id: UUID, result: ChargeResult, source: Source, now: datetime) -> Settlement:
    before, after = grow(payment_id, result, source=source.value, now=now)
    if before.captured < after.captured:
        _tell(after, after.captured - before.captured, now)
    if before.released < after.released:
        publish(released(after, after.released - before.released))
    return Settlement(after, changed=after != before)


def _follow_collection_later(settled: PaymentView) -> None:
    """Whoever charges a collection brings its plan along; other news has a job do it."""
    arguments = {"payment_id": str(settled.id)}
    current_work().jobs.append(JobRow("default", FOLLOW_COLLECTION, arguments))


def _payment_id_of(result: ChargeResult) -> UUID:
    try:
        return UUID(result.key)
    except ValueError:
        raise PaymentNotFound(result.key) from None


def _change(
    payment_id: UUID, action: PaymentAction, result: ChargeResult, source: Source, now: datetime
) -> PaymentView | None:
    sources = PAYMENT_STATES.sources(action)
    found = dict_rows(
        _SETTLE,
        {
            "id": payment_id,
            "state": PAYMENT_STATES.advance(sources[0], action).value,
            "sources": [state.value for state in sources],
            "amount": result.amount.minor,
            "currency": result.amount.currency,
            "captured": result.taken.minor,
            "released": result.given_up.minor if action is PaymentAction.CAPTURE else 0,
            "reference": result.reference,
            "failure": result.failure_code,
            "action_url": result.action_url,
            "label": result.label,
            "card_country": result.card_country,
            "card_fingerprint": result.card_fingerprint,
            "expires_at": result.expires_at,
            "source": source.value,
            "now": now,
        },
    )
    return PaymentView.of(found[0]) if found else None


def _tell(settled: PaymentView, taken: Money, now: datetime) -> None:
    if settled.state is PaymentState.CAPTURED:
        publish(captured(settled, taken))
        book_capture(settled.id, taken, settled.captured, settled.processor, now=now)
    elif settled.state is PaymentState.AUTHORISED:
        publish(authorised(settled))
    elif settled.state is PaymentState.PENDING:
        publish(pending(settled))
    elif settled.state in (PaymentState.FAILED, PaymentState.VOIDED):
        publish(failed(settled))
