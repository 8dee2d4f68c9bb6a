"""Random lives of money set aside: parts, crashes, doubled and reordered news, disputes; the books agree."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from factories.lives import lives
from hypothesis import given
from hypothesis import strategies as st
from payments.makers import NOW, PRICE

from serai.config.checks import run_checks
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.signature import signed_headers
from serai.payments.public import (
    AnswerDispute,
    CapturePayment,
    CaptureState,
    DisputeState,
    RefundPayment,
    RefundState,
    answer_dispute,
    capture_payment,
    captures_of_payment,
    disputes_of_payment,
    payment,
    refund_payment,
    refunds_of_payment,
    void_payment,
)
from serai.payments.usecases.answer_dispute import send_answer
from serai.payments.usecases.confirm_capture import confirm_capture
from serai.payments.usecases.confirm_refund import confirm_refund
from serai.payments.usecases.take_in_webhook import take_in_webhook
from serai.plumbing.db import unit_of_work


class Crash(Exception):
    """The process dies here."""


class Life:
    """One payment whose amount is set aside, and everything that can happen to it."""

    def __init__(self, processor: LocalProcessor, payment_id: UUID) -> None:
        self.processor, self.id = processor, payment_id

    def capture(self, pick: int) -> None:
        amount = Money(pick * 150, "USD") if pick else None
        command = CapturePayment(self.id, f"c{pick % 5}", "x", amount, is_final=pick == 7)
        capture_payment(command, now=NOW)

    def confirm(self, pick: int) -> None:
        for each in captures_of_payment(self.id):
            if each.state is CaptureState.REQUESTED:
                confirm_capture(each.id, now=NOW)

    def confirm_and_crash(self, pick: int) -> None:
        reference = payment(self.id).processor_reference
        for each in captures_of_payment(self.id):
            if each.state is CaptureState.REQUESTED:
                self.processor.capture(
                    reference, each.amount, key=str(each.id), final=each.is_final, now=NOW
                )

    def hear(self, pick: int) -> None:
        news = self._news()
        if news:
            self._take_in(*news[pick % len(news)])

    def hear_and_crash(self, pick: int) -> None:
        with unit_of_work():
            self.hear(pick)
            raise Crash

    def let_go(self, pick: int) -> None:
        void_payment(self.id, now=NOW)

    def refund(self, pick: int) -> None:
        amount = Money(pick * 100, "USD") if pick else None
        refund_payment(RefundPayment(self.id, f"r{pick}", "x", amount), now=NOW)

    def give_back(self, pick: int) -> None:
        for each in refunds_of_payment(self.id):
            if each.state is RefundState.REQUESTED:
                confirm_refund(each.id, now=NOW)

    def dispute(self, pick: int) -> None:
        reference = payment(self.id).processor_reference
        amount = Money(1 + pick * 100, "USD")
        self.processor.open_dispute(reference, amount, reason="fraudulent", now=NOW)

    def answer(self, pick: int) -> None:
        said = ("", "winning_evidence", "losing_evidence", "a note")[pick % 4]
        for each in disputes_of_payment(self.id):
            with suppress(DomainError):
                answer_dispute(AnswerDispute(each.id, said), now=NOW)
            if each.answered_at is not None and each.state is DisputeState.OPENED:
                send_answer(each.id, now=NOW)

    def run_out(self, pick: int) -> None:
        self.processor.lapse(now=NOW + timedelta(days=7 if pick > 5 else 0))

    def come_to_rest(self) -> None:
        for _ in range(2):
            for step in (self.confirm, self.give_back):
                step(0)
            for news in self._news():
                with suppress(DomainError):
                    self._take_in(*news)

    def _take_in(self, webhook_id: str, body: bytes) -> None:
        secret = self.processor.webhook_secret
        headers = signed_headers(webhook_id, body, secret=secret, now=NOW)
        take_in_webhook("local", headers, body, now=NOW)

    def _news(self) -> list[tuple[str, bytes]]:
        ours = {str(self.id), *(str(r.id) for r in refunds_of_payment(self.id))}
        found = self.processor.book.connection().execute("SELECT id, body FROM webhook")
        return [(i, body) for i, body in found if any(key.encode() in body for key in ours)]


ACTIONS: list[Callable[[Life, int], None]] = [
    Life.capture,
    Life.confirm,
    Life.confirm_and_crash,
    Life.hear,
    Life.hear_and_crash,
    Life.let_go,
    Life.refund,
    Life.give_back,
    Life.dispute,
    Life.answer,
    Life.run_out,
]
LIVES = st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 7)), max_size=20)


@pytest.mark.django_db
@lives(120)
@given(LIVES)
def test_whatever_happens_no_more_is_taken_than_set_aside_and_the_books_agree(
    an_authorised_payment, processor, life
):
    lived = Life(processor, an_authorised_payment().id)

    for action, pick in life:
        with suppress(Crash, DomainError):
            action(lived, pick)
        now_is = payment(lived.id)
        assert now_is.captured + now_is.released <= now_is.authorised <= PRICE
        assert now_is.refunded + now_is.refunding <= now_is.captured
        assert now_is.disputed + now_is.charged_back <= now_is.captured
    lived.come_to_rest()

    ours, theirs = payment(lived.id), processor.status_of(str(lived.id))
    assert theirs is not None
    assert (ours.state.value, ours.captured, ours.released) == (
        theirs.status.value,
        theirs.taken,
        theirs.given_up,
    )
    [(refunded, disputed)] = processor.book.connection().execute(
        "SELECT refunded_minor, disputed_minor FROM charge WHERE key = ?", (str(lived.id),)
    )
    assert ours.refunded.minor == refunded
    assert (ours.disputed + ours.charged_back).minor == disputed
    assert not ours.capturing
    assert not ours.refunding
    assert [fault for fault in run_checks() if fault.startswith("Payment")] == []
