"""Jobs of ordering: clocks and queues."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from serai.kernel import clock
from serai.ordering.domain.regulated.letter import LetterTells as LawTells
from serai.ordering.domain.subscriptions.letter import LetterTells
from serai.ordering.usecases.cancel_unpaid import cancel_unpaid
from serai.ordering.usecases.changes.send_letters import (
    SEND_CHANGE,
    SEND_RETURN,
    change_letters,
    send_change,
    send_return,
)
from serai.ordering.usecases.check_money import check_money
from serai.ordering.usecases.confirm_order import SEND_CONFIRMATION
from serai.ordering.usecases.credit_decisions import CREDIT_ORDER, PATIENCE, credit_order
from serai.ordering.usecases.differences.withdraw_change import lapse_changes
from serai.ordering.usecases.drafts.send_draft import SEND_DRAFT, send_draft
from serai.ordering.usecases.exchange.hand_in_orders import READ_ORDERS, read_orders
from serai.ordering.usecases.forget_carts import forget_carts
from serai.ordering.usecases.papers.print_papers import print_papers
from serai.ordering.usecases.papers.send_paper import SEND_PAPER, paper_letters, send_paper
from serai.ordering.usecases.papers.send_receipt import SEND_RECEIPT, send_receipt
from serai.ordering.usecases.papers.settle_papers import SETTLE_PAPERS, settle_papers
from serai.ordering.usecases.pickups.release_uncollected import release_uncollected
from serai.ordering.usecases.pickups.send_ready_letter import (
    SEND_READY_LETTER,
    send_ready_letter,
)
from serai.ordering.usecases.prescriptions.forget_prescriptions import forget_prescriptions
from serai.ordering.usecases.prescriptions.sealed_file import seal_older_files
from serai.ordering.usecases.prescriptions.write_letters import SEND_LAW_LETTER, send_law_letter
from serai.ordering.usecases.resolve_placing import resolve_placing
from serai.ordering.usecases.returns.decide_return import expire_returns
from serai.ordering.usecases.review.count_velocity import forget_velocity
from serai.ordering.usecases.send_confirmation import confirmations, send_confirmation
from serai.ordering.usecases.send_parcel_letter import SEND_PARCEL_LETTER, send_parcel_letter
from serai.ordering.usecases.subscriptions.announce_periods import announce_periods
from serai.ordering.usecases.subscriptions.follow_period import follow_periods
from serai.ordering.usecases.subscriptions.order_later import ORDER_PERIOD, SEND_LETTER
from serai.ordering.usecases.subscriptions.order_period import order_due_periods, order_period
from serai.ordering.usecases.subscriptions.send_subscription_letter import (
    send_subscription_letter,
)
from serai.ordering.usecases.substitutions.send_offer_letter import (
    SEND_OFFER_LETTER,
    send_offer_letter,
)
from serai.ordering.usecases.substitutions.settle_substitutes import settle_substitutes
from serai.ordering.usecases.tell_buying import tell_all_buying
from serai.ordering.usecases.tills.merge_operations import settle_waiting
from serai.ordering.usecases.waiting.move_waiting import SEND_DELAY_LETTER
from serai.ordering.usecases.waiting.send_delay_letter import send_delay_letter
from serai.plumbing.jobs import job, periodic


def _confirmations(asked: Sequence[dict[str, Any]]) -> Sequence[Callable[[], object]]:
    return confirmations([each["order_id"] for each in asked])


@job(name=SEND_CONFIRMATION, prepare=_confirmations)
def send_confirmation_job(order_id: UUID) -> None:
    """Confirm an order by letter; an unavailable mailer is asked again later."""
    send_confirmation(order_id)


@job(name=SEND_LAW_LETTER)
def send_law_letter_job(order_id: UUID, tells: str) -> None:
    """Write what of an order is not for everybody; an unavailable mailer is asked again later."""
    send_law_letter(order_id, msgspec.convert(tells, LawTells))


@job(name=CREDIT_ORDER)
def credit_order_job(order_id: UUID) -> None:
    """Credit a paid order to the decisions that showed its articles; ask again while it is being paid."""
    if credit_order(order_id):
        credit_order_job.later(run_at=clock.now() + PATIENCE, order_id=order_id)


@job(name=SETTLE_PAPERS)
def settle_papers_job(order_id: UUID, *, at_once: bool = False) -> None:
    """Invoice an order, and credit what was taken off."""
    settle_papers(order_id, now=clock.now(), at_once=at_once)


def _paper_letters(asked: Sequence[dict[str, Any]]) -> Sequence[Callable[[], object]]:
    return paper_letters([each["paper_id"] for each in asked], now=clock.now())


@job(name=SEND_PAPER, prepare=_paper_letters)
def send_paper_job(paper_id: UUID) -> None:
    """Tell the shopper where a paper is; an unavailable mailer is asked again later."""
    send_paper(paper_id, now=clock.now())


@periodic(cron="41 2 * * *", name="ordering.tell_all_buying")
def tell_all_buying_job() -> None:
    """At 2:41 UTC, tell anew what everybody has bought: an import may have brought old orders."""
    tell_all_buying()


@periodic(cron="17 2 * * *", name="ordering.print_papers")
def print_papers_job() -> None:
    """Print for the archive what nobody has opened yet."""
    print_papers(now=clock.now())


@job(name=ORDER_PERIOD)
def order_period_job(period_id: UUID) -> None:
    """Order a period of a subscription, if it is due."""
    order_period(period_id, now=clock.now())


@job(name=SEND_LETTER, queue="mail", retries=5)
def send_subscription_letter_job(period_id: UUID, letter: str, key: str, told: str) -> None:
    """Write to the owner of a subscription; an unavailable mailer is asked again later."""
    tells = msgspec.json.decode(told, type=LetterTells)
    send_subscription_letter(period_id, letter, key, tells)


@periodic(cron="*/5 * * * *", name="ordering.order_due_periods")
def order_due_periods_job() -> None:
    """Order what subscriptions are to order now, and follow what was ordered."""
    follow_periods(now=clock.now())
    order_due_periods(now=clock.now())


@periodic(cron="17 * * * *", name="ordering.announce_periods")
def announce_periods_job() -> None:
    """Tell subscribers of the orders of the coming days."""
    announce_periods(now=clock.now())


@job(name=SEND_DRAFT, queue="mail", retries=5)
def send_draft_job(draft_id: UUID) -> None:
    """Write to somebody where their offer is; an unavailable mailer is asked again later."""
    send_draft(draft_id, now=clock.now())


@job(name=READ_ORDERS)
def read_orders_job(import_id: UUID) -> None:
    """Bring in the orders of a file that was handed in."""
    read_orders(import_id, now=clock.now())


@job(name=SEND_PARCEL_LETTER)
def send_parcel_letter_job(group_id: UUID) -> None:
    """Tell a shopper that a parcel is on its way; an unavailable mailer is asked again later."""
    send_parcel_letter(group_id)


@job(name=SEND_RECEIPT)
def send_receipt_job(order_id: UUID) -> None:
    """Send what was bought at a till as a letter; an unavailable mailer is asked again later."""
    send_receipt(order_id, now=clock.now())


@job(name=SEND_DELAY_LETTER)
def send_delay_letter_job(order_id: UUID, variant_id: UUID) -> None:
    """Tell a shopper of a delay; an unavailable mailer is asked again later."""
    send_delay_letter(order_id, variant_id)


@job(name=SEND_READY_LETTER)
def send_ready_letter_job(group_id: UUID) -> None:
    """Tell a shopper that goods wait for them; an unavailable mailer is asked again later."""
    send_ready_letter(group_id)


@periodic(cron="*/10 * * * *", name="ordering.release_uncollected")
def release_uncollected_job() -> None:
    """Give up what nobody collected in time."""
    release_uncollected(now=clock.now())


@periodic(cron="* * * * *", name="ordering.resolve_placing")
def resolve_placing_job() -> None:
    """Finish orders of which nothing more was heard."""
    resolve_placing(now=clock.now())


@periodic(cron="11 4 * * *", name="ordering.check_money")
def check_money_job() -> None:
    """Prove that orders = ledger = processors, or keep a list of what differs."""
    check_money(now=clock.now())


@periodic(cron="23 * * * *", name="ordering.cancel_unpaid")
def cancel_unpaid_job() -> None:
    """Call off orders whose transfer did not come in time."""
    cancel_unpaid(now=clock.now())


@periodic(cron="37 3 * * *", name="ordering.forget_velocity")
def forget_velocity_job() -> None:
    """Forget counts that no rule asks for any more."""
    forget_velocity(now=clock.now())


def _change_letters(asked: Sequence[dict[str, Any]]) -> Sequence[Callable[[], object]]:
    return change_letters([(each["order_id"], each["change_id"]) for each in asked])


@job(name=SEND_CHANGE, prepare=_change_letters)
def send_change_job(order_id: UUID, change_id: UUID) -> None:
    """Write what a change of an order comes to; an unavailable mailer is asked again later."""
    send_change(order_id, change_id)


@job(name=SEND_RETURN)
def send_return_job(order_id: UUID, return_id: UUID) -> None:
    """Write where a return stands; an unavailable mailer is asked again later."""
    send_return(order_id, return_id)


@job(name=SEND_OFFER_LETTER)
def send_offer_letter_job(substitution_id: UUID) -> None:
    """Ask a shopper about a substitute; an unavailable mailer is asked again later."""
    send_offer_letter(substitution_id)


@periodic(cron="* * * * *", name="ordering.settle_substitutes")
def settle_substitutes_job() -> None:
    """Do what was agreed about substitutes that nobody answered about."""
    settle_substitutes(now=clock.now())


@periodic(cron="*/10 * * * *", name="ordering.lapse_changes")
def lapse_changes_job() -> None:
    """Call off changes of orders whose difference was not paid in time."""
    lapse_changes(now=clock.now())


@periodic(cron="53 3 * * *", name="ordering.expire_returns")
def expire_returns_job() -> None:
    """Call off returns whose goods did not come in time."""
    expire_returns(now=clock.now())


@periodic(cron="*/5 * * * *", name="ordering.settle_waiting_returns")
def settle_waiting_returns_job() -> None:
    """Merge returns of tills whose sale has come by now."""
    settle_waiting(now=clock.now())


@periodic(cron="47 * * * *", name="ordering.forget_prescriptions")
def forget_prescriptions_job() -> None:
    """Forget prescriptions that need not be kept any longer; seal those that older versions kept open."""
    forget_prescriptions(now=clock.now())
    while seal_older_files():
        pass


@periodic(cron="43 3 * * *", name="ordering.forget_carts")
def forget_carts_job() -> None:
    """Forget carts that nobody came back for."""
    forget_carts(now=clock.now())
