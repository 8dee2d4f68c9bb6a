"""The books, for staff and their programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.kernel import clock
from serai.ledger.api.schemas import (
    REFUSALS,
    AccountIn,
    AccountOut,
    AccountsOf,
    AccountsPage,
    EntriesPage,
    EntryIn,
    EntryOut,
    PageOf,
    PostingIn,
    ReversalIn,
    StatementOut,
    TrialBalanceOut,
    TrialBalanceUntil,
)
from serai.ledger.api.shown import account_shown, entry_shown, line_shown, trial_balance_shown
from serai.ledger.domain.account import AccountKind, Side
from serai.ledger.domain.entry import Posting, credit, debit
from serai.ledger.queries.account_view import account_page, account_view
from serai.ledger.queries.entry_view import entry_page, entry_view
from serai.ledger.queries.statement import statement
from serai.ledger.queries.trial_balance import trial_balance
from serai.ledger.usecases.open_account import open_account
from serai.ledger.usecases.post_by_hand import post_by_hand, reverse_by_hand
from serai.plumbing.api import Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("ledger:read"), staff("ledger:write")


@router.get(
    "/ledger/accounts",
    auth=_READ,
    response={200: AccountsPage, **REFUSALS},
    operation_id="account_page",
)
def get_accounts(request: HttpRequest, wanted: Query[AccountsOf]) -> HttpResponse:
    """Accounts with their balances, by kind, owner and unit."""
    page = account_page(
        kind=wanted.kind, owner=wanted.owner, cursor=wanted.cursor, limit=wanted.limit
    )
    items = [account_shown(view) for view in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.post(
    "/ledger/accounts",
    auth=_WRITE,
    response={200: AccountOut, 409: Problem, **REFUSALS},
    operation_id="open_account",
)
def post_account(request: HttpRequest, body: AccountIn) -> HttpResponse:
    """Open an account, or find it open with the same rules."""
    kind = AccountKind(body.kind, Side(body.normal_side), body.may_be_negative)
    account = kind.of(body.owner, body.unit)
    key = idempotency_key(request, "open_account")
    return answer(answer_once(key, lambda: account_shown(open_account(account, now=clock.now()))))


@router.get(
    "/ledger/accounts/{account_id}/statement",
    auth=_READ,
    response={200: StatementOut, 404: Problem, **REFUSALS},
    operation_id="statement",
)
def get_statement(request: HttpRequest, account_id: UUID, wanted: Query[PageOf]) -> HttpResponse:
    """What happened on an account, the newest first, with the balance after each line."""
    account = account_view(account_id)
    page = statement(account_id, cursor=wanted.cursor, limit=wanted.limit)
    items = [line_shown(line, account.unit) for line in page.items]
    shown = {"account": account_shown(account), "items": items, "next_cursor": page.next_cursor}
    return answer(shown)


@router.get(
    "/ledger/entries",
    auth=_READ,
    response={200: EntriesPage, **REFUSALS},
    operation_id="entry_page",
)
def get_entries(request: HttpRequest, wanted: Query[PageOf]) -> HttpResponse:
    """Entries with their postings, the newest first."""
    page = entry_page(cursor=wanted.cursor, limit=wanted.limit)
    items = [entry_shown(entry) for entry in page.items]
    return answer({"items": items, "next_cursor": page.next_cursor})


@router.get(
    "/ledger/entries/{entry_id}",
    auth=_READ,
    response={200: EntryOut, 404: Problem, **REFUSALS},
    operation_id="entry",
)
def get_entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """One entry with its postings."""
    return answer(entry_shown(entry_view(entry_id)))


@router.post(
    "/ledger/entries",
    auth=_WRITE,
    response={200: EntryOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="post_by_hand",
)
def post_entry(request: HttpRequest, body: EntryIn) -> HttpResponse:
    """Post an entry by hand, such as a payout of the processor to the bank."""
    postings = [_posting(line) for line in body.postings]
    key = idempotency_key(request, "post_by_hand")
    return answer(
        answer_once(
            key,
            lambda: entry_shown(
                post_by_hand(body.your_reference, postings, note=body.note, now=clock.now())
            ),
        )
    )


@router.post(
    "/ledger/entries/{entry_id}/reversal",
    auth=_WRITE,
    response={200: EntryOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="reverse_by_hand",
)
def post_reversal(request: HttpRequest, entry_id: UUID, body: ReversalIn) -> HttpResponse:
    """Undo an entry that was posted by hand, by its opposite. It stays in the books."""
    key = idempotency_key(request, "reverse_by_hand")
    return answer(
        answer_once(
            key,
            lambda: entry_shown(reverse_by_hand(entry_id, reason=body.reason, now=clock.now())),
        )
    )


@router.get(
    "/ledger/trial-balance",
    auth=_READ,
    response={200: TrialBalanceOut, **REFUSALS},
    operation_id="trial_balance",
)
def get_trial_balance(request: HttpRequest, wanted: Query[TrialBalanceUntil]) -> HttpResponse:
    """Every account's balance, added up from all postings; debits equal credits in each unit."""
    return answer(trial_balance_shown(trial_balance(until=wanted.until)))


def _posting(line: PostingIn) -> Posting:
    if line.debit is not None:
        return debit(line.account_id, line.debit)
    return credit(line.account_id, line.credit or 0)
