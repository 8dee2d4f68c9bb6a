"""Say something to a dispute: contest it with evidence, or accept it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.models import Dispute
from serai.payments.ports import DisputeAnswer, Processors
from serai.payments.queries.dispute_view import DisputeView
from serai.payments.usecases.settle_dispute import settle_dispute
from serai.plumbing.db import current_work, refuse_inside_work, unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.wiring import bound


class DisputeNotFound(DomainError):
    """There is no such dispute."""

    code = "payments.dispute_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, dispute_id: UUID) -> None:
        self.dispute_id = dispute_id
        super().__init__("There is no such dispute.")


class DisputeIsAnswered(DomainError):
    """A bank takes one answer, in time: this dispute has one, is decided, or is overdue."""

    code = "payments.dispute_is_answered"
    kind = Kind.CONFLICT

    def __init__(self, dispute_id: UUID, state: str) -> None:
        self.dispute_id, self.state = dispute_id, state
        super().__init__("This dispute has been answered, or it is too late to answer it.")


@dataclass(frozen=True)
class AnswerDispute:
    """What is said to a dispute; without evidence, that it is accepted as lost."""

    dispute_id: UUID
    evidence: str = ""


SEND_ANSWER = "payments.answer_dispute"
"""The job that calls the processor."""


@unit_of_work()
def answer_dispute(command: AnswerDispute, *, now: datetime) -> DisputeView:
    """
    Write the answer down and have a job send it; makes no network call. `DisputeDecided` follows one day.

    Raises:
        DisputeNotFound: no such dispute.
        DisputeIsAnswered: it was answered or decided, or its day has passed.
    """
    dispute = Dispute.objects.select_for_update().filter(pk=command.dispute_id).first()
    if dispute is None:
        raise DisputeNotFound(command.dispute_id)
    overdue = dispute.due_at is not None and dispute.due_at < now
    if dispute.state != DisputeState.OPENED or dispute.answered_at is not None or overdue:
        raise DisputeIsAnswered(dispute.pk, dispute.state)
    dispute.evidence, dispute.answered_at = command.evidence, now
    dispute.save(update_fields=["evidence", "answered_at"])
    arguments = {"dispute_id": str(dispute.pk)}
    current_work().jobs.append(
        JobRow("default", SEND_ANSWER, arguments, once=f"dispute {dispute.pk}")
    )
    return DisputeView.of(dispute)


def send_answer(dispute_id: UUID, *, now: datetime) -> DisputeView:
    """
    Tell the processor what was answered, then record what it says. Safe to repeat.

    Raises:
        DisputeNotFound: no such dispute.
        ProcessorUnavailable: no answer; it is tried again.
    """
    refuse_inside_work()
    dispute = Dispute.objects.select_related("payment").filter(pk=dispute_id).first()
    if dispute is None:
        raise DisputeNotFound(dispute_id)
    if dispute.state != DisputeState.OPENED:
        return DisputeView.of(dispute)
    result = (
        bound(Processors)
        .named(dispute.payment.processor)
        .answer_dispute(
            dispute.processor_reference,
            DisputeAnswer(dispute.evidence),
            key=str(dispute.pk),
            now=now,
        )
    )
    return settle_dispute(result, processor=dispute.payment.processor, now=now)
