"""Store credit of one customer: found by e-mail or id, granted, taken back, and how it came about."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode

from serai.catalog.public import channels
from serai.customers.models import Customer
from serai.customers.public import CustomerView, customer, customer_by_email
from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.queries.store_credit import (
    CreditMove,
    StoreCreditView,
    store_credit,
    store_credit_moves,
)
from serai.payments.usecases.store_credit.grant_store_credit import (
    GrantStoreCredit,
    grant_store_credit,
    take_back_store_credit,
)
from serai.plumbing.back_office.worded import why_not, worded

PERMISSION, PERMISSION_TO_ACT = "payments.view_giftcard", "payments.change_giftcard"
_LATEST = 50
_STEPS: dict[str, tuple[Callable[..., StoreCreditView], str]] = {
    "grant": (grant_store_credit, "granted"),
    "take_back": (take_back_store_credit, "taken back"),
}


@dataclass(frozen=True, slots=True)
class Purse:
    """A customer's credit in one currency, with its latest movements."""

    credit: StoreCreditView
    moves: list[CreditMove]


@dataclass(slots=True)
class CreditPage:
    """What the page shows; `key` makes a double click count once."""

    asked: str
    may_act: bool
    currencies: list[str]
    who: CustomerView | None = None
    purses: list[Purse] = field(default_factory=list)
    refusal: str = ""
    key: UUID = field(default_factory=uuid7)


def show_store_credit(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Answer the page's address; who may see gift cards may see this."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    page = CreditPage(
        request.GET.get("customer", "").strip(),
        request.user.has_perm(PERMISSION_TO_ACT),
        sorted({channel.currency for channel in channels()}),
    )
    if page.asked:
        try:
            page.who = _found(page.asked)
        except DomainError as unknown:
            page.refusal = why_not(unknown)
    if page.who is not None:
        if request.method == "POST":
            return _changed(request, page.who, page)
        page.purses = [_purse(page.who.id, currency) for currency in page.currencies]
    return TemplateResponse(
        request,
        "back_office/store_credit.html",
        {**context, "title": worded("Store credit"), "page": page},
    )


def _found(text: str) -> CustomerView | None:
    """
    Return whom a text names.

    Raises:
        CustomerNotFound: nobody has the id.
        EmailRefused: it is neither an id nor an address.
    """
    try:
        customer_id = UUID(text)
    except ValueError:
        return customer_by_email(text)
    return customer(customer_id)


def _purse(customer_id: UUID, currency: str) -> Purse:
    moves = store_credit_moves(customer_id, currency, limit=_LATEST)
    told = [replace(move, kind=move.kind.replace("_", " ")) for move in moves.items]
    return Purse(store_credit(customer_id, currency), told)


def _changed(request: HttpRequest, who: CustomerView, page: CreditPage) -> HttpResponse:
    """Grant or take back what was asked, tell it, and show the page again."""
    if not page.may_act:
        raise PermissionDenied
    said = request.POST
    step, done = _STEPS.get(said.get("step", ""), _STEPS["grant"])
    reason = said.get("reason", "").strip()[:200]
    try:
        money = Money.parse(said.get("amount", "").strip(), said.get("currency", ""))
        if not reason:
            raise ValueError(worded("Say why."))  # noqa: TRY301 - told beside what is no amount
        command = GrantStoreCredit(who.id, money, reason, f"back office {said.get('key', '')[:64]}")
        step(command, now=now())
    except (DomainError, ValueError) as refusal:
        messages.error(request, why_not(refusal))
    else:
        row = Customer.objects.get(pk=who.id)
        note = worded(
            "Store credit of {money} {done}: {reason}", money=money, done=done, reason=reason
        )
        admin.site.get_model_admin(Customer).log_change(request, row, note)
        messages.success(request, f"{money} {done}.")
    address = reverse("admin:store_credit")
    return HttpResponseRedirect(f"{address}?{urlencode({'customer': str(who.id)})}")
