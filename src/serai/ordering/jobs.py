"""Jobs of ordering: clocks and queues."""

from uuid import UUID

from serai.kernel import clock
from serai.ordering.usecases.cancel_unpaid import cancel_unpaid
from serai.ordering.usecases.changes.withdraw_change import lapse_changes
from serai.ordering.usecases.check_money import check_money
from serai.ordering.usecases.confirm_order import SEND_CONFIRMATION
from serai.ordering.usecases.credit_decisions import CREDIT_ORDER, PATIENCE, credit_order
from serai.ordering.usecases.forget_carts import forget_carts
from serai.ordering.usecases.papers.send_paper import SEND_PAPER, send_paper
from serai.ordering.usecases.papers.settle_papers import SETTLE_PAPERS, settle_papers
from serai.ordering.usecases.resolve_placing import resolve_placing
from serai.ordering.usecases.returns.decide_return import expire_returns
from serai.ordering.usecases.review.count_velocity import forget_velocity
from serai.ordering.usecases.send_confirmation import send_confirmation
from serai.ordering.usecases.tills.merge_operations import settle_waiting
from serai.plumbing.jobs import job, periodic


@job(name=SEND_CONFIRMATION, together=20)
def send_confirmation_job(order_id: UUID) -> None:
    """Confirm an order by letter; an unavailable mailer is asked again later."""
    send_confirmation(order_id)


@job(name=CREDIT_ORDER)
def credit_order_job(order_id: UUID) -> None:
    """Credit a paid order to the decisions that showed its articles; ask again while it is being paid."""
    if credit_order(order_id):
        credit_order_job.later(run_at=clock.now() + PATIENCE, order_id=order_id)


@job(name=SETTLE_PAPERS)
def settle_papers_job(order_id: UUID) -> None:
    """Invoice an order, and credit what was taken off."""
    settle_papers(order_id, now=clock.now())


@job(name=SEND_PAPER)
def send_paper_job(paper_id: UUID) -> None:
    """Print a paper and tell the shopper where it is."""
    send_paper(paper_id, now=clock.now())


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


@periodic(cron="43 3 * * *", name="ordering.forget_carts")
def forget_carts_job() -> None:
    """Forget carts that nobody came back for."""
    forget_carts(now=clock.now())
