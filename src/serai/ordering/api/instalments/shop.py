"""The shop: paying a cart in parts."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.instalments.schemas import (
    InstalmentOffersOut,
    OfferedPartOut,
    ProposalIn,
    ProposalOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.propose_instalments import (
    ProposeInstalments,
    instalments_of_cart,
    propose_instalments,
)
from serai.plumbing.api import answer, idempotency_key, shop_key, shopper
from serai.plumbing.idempotency import answer_once

router = Router(auth=shop_key)


@router.get(
    "/carts/{cart_id}/instalments",
    response={200: InstalmentOffersOut, **refusals(404)},
    operation_id="instalments_of_cart",
)
def get_instalments(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """Every plan with which the cart can be paid, with its days, amounts, cost and rate of a year."""
    return answer({"offers": instalments_of_cart(buyer_of(request), cart_id, now=clock.now())})


@router.post(
    "/carts/{cart_id}/instalments",
    auth=shopper,
    response={201: ProposalOut, **refusals(404, 409)},
    operation_id="propose_instalments",
)
def post_instalments(request: HttpRequest, cart_id: UUID, body: ProposalIn) -> HttpResponse:
    """
    Get the plan to agree to: placing the order with its `token` is the agreement.

    The method of payment must be `instalments`. Nothing is owed and nothing is charged yet.
    """
    command = ProposeInstalments(body.terms_id, body.instrument_id)

    def propose() -> dict[str, Any]:
        plan = propose_instalments(buyer_of(request), cart_id, command, now=clock.now())
        return asdict(plan) | {"token": plan.id}

    key = idempotency_key(request, "propose_instalments")
    kept = answer_once(key, propose)
    told = {name: kept[name] for name in ProposalOut.model_fields}
    shown = OfferedPartOut.model_fields
    told["parts"] = [{name: part[name] for name in shown} for part in kept["parts"]]
    return answer(told, status=201)
