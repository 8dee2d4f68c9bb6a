"""What staff does about gift cards, store credit, transfers and cash."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from serai.catalog.public import channel
from serai.customers.public import customer
from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.api.tender_schemas import (
    BankAccountIO,
    BankAccountOut,
    BankLinesIn,
    BankLinesOut,
    CreditIn,
    Currency,
    GiftCardIn,
    HandedBackOut,
    IssuedOut,
    MatchedOut,
    MatchIn,
    MoneyNotedOut,
    ReasonIn,
    ReplacementIn,
    StaffGiftCardOut,
    StoreCreditOut,
    StoreCreditPageOut,
    TakenInOut,
)
from serai.payments.domain.gift_card_code import code_of
from serai.payments.queries.bank_account import BankAccountNotFound, bank_account
from serai.payments.queries.bank_lines import puzzling_bank_lines
from serai.payments.queries.gift_cards.gift_card_view import gift_card
from serai.payments.queries.store_credit import store_credit, store_credit_moves
from serai.payments.usecases.gift_cards.issue_gift_card import (
    GiftCardSource,
    IssueGiftCard,
    issue_gift_card,
)
from serai.payments.usecases.gift_cards.withdraw_gift_card import (
    replace_gift_card,
    withdraw_gift_card,
)
from serai.payments.usecases.note_money import note_money, note_payout
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
    take_back_store_credit,
)
from serai.payments.usecases.take_in_bank_lines import (
    CreditLine,
    match_bank_line,
    take_in_bank_lines,
)
from serai.plumbing.api import Problem, answer, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 422: Problem}
READ, WRITE = staff("orders:read"), staff("orders:write")


@router.post(
    "/gift-cards",
    auth=WRITE,
    response={201: IssuedOut, 409: Problem, **REFUSALS},
    operation_id="issue_gift_card",
)
def post_gift_card(request: HttpRequest, body: GiftCardIn) -> HttpResponse:
    """Issue a gift card; its code is told here and in the recipient's letter, and kept nowhere."""
    key = idempotency_key(request, "issue_gift_card")
    command = IssueGiftCard(
        amount=Money(body.amount_minor, body.currency),
        source=GiftCardSource.BROUGHT if body.code else GiftCardSource.GIVEN,
        card_id=uuid7(),
        channel_code=body.channel_code,
        expires_at=body.expires_at,
        recipient_email=body.recipient_email,
        recipient_name=body.recipient_name,
        message=body.message,
        locale=body.locale,
        note=body.note,
        code=body.code,
    )
    secret = settings.SERAI_SECRET
    card = answer_once(key, lambda: issue_gift_card(command, secret=secret, now=clock.now()))
    code = body.code or code_of(UUID(card["id"]), secret=secret)
    return answer({"card": card, "code": code}, status=201)


@router.get(
    "/gift-cards/{card_id}",
    auth=READ,
    response={200: StaffGiftCardOut, **REFUSALS},
    operation_id="gift_card",
)
def get_gift_card(request: HttpRequest, card_id: UUID) -> HttpResponse:
    """Show a gift card and what is on it."""
    return answer(gift_card(card_id, now=clock.now()))


@router.post(
    "/gift-cards/{card_id}/withdrawal",
    auth=WRITE,
    response={200: StaffGiftCardOut, **REFUSALS},
    operation_id="withdraw_gift_card",
)
def post_withdrawal(request: HttpRequest, card_id: UUID, body: ReasonIn) -> HttpResponse:
    """Let a card pay nothing any more; what is left on it is taken back."""
    key = idempotency_key(request, "withdraw_gift_card")
    return answer(
        answer_once(key, lambda: withdraw_gift_card(card_id, reason=body.reason, now=clock.now()))
    )


@router.post(
    "/gift-cards/{card_id}/replacement",
    auth=WRITE,
    response={201: IssuedOut, 409: Problem, **REFUSALS},
    operation_id="replace_gift_card",
)
def post_replacement(request: HttpRequest, card_id: UUID, body: ReplacementIn) -> HttpResponse:
    """Give what is left on a lost card a new code."""
    key, secret = idempotency_key(request, "replace_gift_card"), settings.SERAI_SECRET
    card = answer_once(
        key,
        lambda: replace_gift_card(
            card_id,
            reason=body.reason,
            secret=secret,
            now=clock.now(),
            recipient_email=body.recipient_email,
        ),
    )
    code = code_of(UUID(card["id"]), secret=secret)
    return answer({"card": card, "code": code}, status=201)


@router.get(
    "/customers/{customer_id}/store-credit/{currency}",
    auth=READ,
    response={200: StoreCreditPageOut, **REFUSALS},
    operation_id="store_credit",
)
def get_store_credit(
    request: HttpRequest, customer_id: UUID, currency: Path[Currency], cursor: str | None = None
) -> HttpResponse:
    """Tell what a customer may spend, and how it came about."""
    customer(customer_id)
    credit = store_credit(customer_id, currency)
    moves = store_credit_moves(customer_id, currency, cursor=cursor)
    said = {"balance": credit.balance, "available": credit.available}
    return answer({**said, "moves": moves.items, "next_cursor": moves.next_cursor})


@router.post(
    "/customers/{customer_id}/store-credit",
    auth=WRITE,
    response={200: StoreCreditOut, 409: Problem, **REFUSALS},
    operation_id="grant_store_credit",
)
def post_store_credit(request: HttpRequest, customer_id: UUID, body: CreditIn) -> HttpResponse:
    """Give a customer credit; an amount below zero takes some back."""
    key = idempotency_key(request, "grant_store_credit")
    customer(customer_id)
    command = GrantStoreCredit(
        customer_id,
        Money(abs(body.amount_minor), body.currency),
        body.reason,
        f"{key.scope} {key.key}"[:150],
        body.expires_at,
    )
    act = grant_store_credit if body.amount_minor >= 0 else take_back_store_credit
    return answer(
        answer_once(key, lambda: _only(act(command, now=clock.now()), "balance", "available"))
    )


@router.get(
    "/bank-accounts/{channel_code}",
    auth=READ,
    response={200: BankAccountOut, **REFUSALS},
    operation_id="bank_account",
)
def get_bank_account(request: HttpRequest, channel_code: str) -> HttpResponse:
    """Tell where a channel's transfers go."""
    found = bank_account(channel(channel_code).code)
    if found is None:
        raise BankAccountNotFound(channel_code)
    return answer(found)


@router.put(
    "/bank-accounts/{channel_code}",
    auth=WRITE,
    response={200: BankAccountOut, **REFUSALS},
    operation_id="set_bank_account",
)
def put_bank_account(request: HttpRequest, channel_code: str, body: BankAccountIO) -> HttpResponse:
    """Let a channel's transfers go to this account; from then on it offers them."""
    command = SetBankAccount(channel(channel_code).code, **body.dict())
    return answer(set_bank_account(command, now=clock.now()))


@router.post(
    "/bank-lines",
    auth=WRITE,
    response={200: TakenInOut, **REFUSALS},
    operation_id="take_in_bank_lines",
)
def post_bank_lines(request: HttpRequest, body: BankLinesIn) -> HttpResponse:
    """Take in a bank statement's credits; those that tell a reference pay their orders."""
    key = idempotency_key(request, "take_in_bank_lines")
    lines = [
        CreditLine(
            each.line_ref,
            each.booked_on,
            Money(each.amount_minor, each.currency),
            each.payer,
            each.text,
        )
        for each in body.lines
    ]
    return answer(
        answer_once(key, lambda: take_in_bank_lines(body.account, lines, now=clock.now()))
    )


@router.get(
    "/bank-lines",
    auth=READ,
    response={200: BankLinesOut, **REFUSALS},
    operation_id="puzzling_bank_lines",
)
def get_bank_lines(request: HttpRequest) -> HttpResponse:
    """List bank lines that people must look at, the oldest first."""
    return answer({"items": puzzling_bank_lines()})


@router.post(
    "/bank-lines/{line_id}/match",
    auth=WRITE,
    response={200: MatchedOut, 409: Problem, **REFUSALS},
    operation_id="match_bank_line",
)
def post_match(request: HttpRequest, line_id: UUID, body: MatchIn) -> HttpResponse:
    """Say whose money a bank line is."""
    key = idempotency_key(request, "match_bank_line")
    return answer(
        answer_once(
            key,
            lambda: {"outcome": match_bank_line(line_id, body.payment_id, now=clock.now())},
        )
    )


@router.post(
    "/payments/{payment_id}/money",
    auth=WRITE,
    response={200: MoneyNotedOut, 409: Problem, **REFUSALS},
    operation_id="note_money",
)
def post_money(request: HttpRequest, payment_id: UUID) -> HttpResponse:
    """Note that the cash or the transfer of a payment is here; its order is paid."""
    key = idempotency_key(request, "note_money")
    told = "id", "order_id", "state", "captured"
    return answer(answer_once(key, lambda: _only(note_money(payment_id, now=clock.now()), *told)))


@router.post(
    "/refunds/{refund_id}/payout",
    auth=WRITE,
    response={200: HandedBackOut, 409: Problem, **REFUSALS},
    operation_id="note_payout",
)
def post_payout(request: HttpRequest, refund_id: UUID) -> HttpResponse:
    """Note that a refund in cash or by transfer was paid out."""
    key = idempotency_key(request, "note_payout")
    told = "id", "payment_id", "state", "amount"
    return answer(answer_once(key, lambda: _only(note_payout(refund_id, now=clock.now()), *told)))


def _only(view: object, *names: str) -> dict[str, Any]:
    return {name: getattr(view, name) for name in names}
