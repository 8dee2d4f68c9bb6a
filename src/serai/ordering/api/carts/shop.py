"""The shop: carts and checkout."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.buyer import buyer_of
from serai.ordering.api.carts.payment_session import PaymentSessionOut
from serai.ordering.api.carts.schemas import CartIn, CartOut, ClaimIn
from serai.ordering.api.contact_schemas import ContactIn
from serai.ordering.api.delivery_schemas import DeliveryIn, DeliveryOptionsOut
from serai.ordering.api.line_schemas import CardRecipientsIn, LineIn, QuantityIn
from serai.ordering.api.placing_schemas import PaymentIn
from serai.ordering.api.refusals import refusals
from serai.ordering.api.tender_schemas import TenderIn
from serai.ordering.api.total_schemas import TaxIdIn
from serai.ordering.domain.card_recipients import CardRecipient
from serai.ordering.queries.delivery_options import delivery_options
from serai.ordering.queries.shown_cart import my_cart, shown_cart
from serai.ordering.usecases.add_line import WantedLine, add_line
from serai.ordering.usecases.choose_delivery import choose_delivery
from serai.ordering.usecases.choose_payment import choose_payment
from serai.ordering.usecases.choose_tenders import AddTender, add_tender, remove_tender
from serai.ordering.usecases.claim_cart import claim_cart
from serai.ordering.usecases.create_cart import create_cart
from serai.ordering.usecases.name_recipients import name_recipients
from serai.ordering.usecases.set_contact import set_contact
from serai.ordering.usecases.set_quantity import set_quantity
from serai.ordering.usecases.set_tax_id import remove_tax_id, set_tax_id
from serai.plumbing.api import answer, idempotency_key, shop_key, shopper
from serai.plumbing.idempotency import answer_once

router = Router(auth=shop_key)


@router.post("/carts", response={201: CartOut, **refusals(409)}, operation_id="create_cart")
def post_cart(request: HttpRequest, body: CartIn) -> HttpResponse:
    """Begin a cart. A guest is told its token, which every later call carries as bearer."""
    wanted: dict[str, int] = {}
    for line in body.lines:
        wanted[line.sku] = wanted.get(line.sku, 0) + line.quantity
    tokens = {line.sku: line.decision_token for line in body.lines if line.decision_token}
    view = create_cart(
        buyer_of(request),
        wanted,
        tokens=tokens,
        secret=settings.SERAI_SECRET,
        now=clock.now(),
        key=idempotency_key(request, "create_cart"),
    )
    return answer(view, status=201)


@router.get(
    "/carts/mine", auth=shopper, response={200: CartOut, **refusals(404)}, operation_id="my_cart"
)
def get_my_cart(request: HttpRequest) -> HttpResponse:
    """Show the shopper's open cart."""
    return answer(my_cart(buyer_of(request), now=clock.now()))


@router.get("/carts/{cart_id}", response={200: CartOut, **refusals(404)}, operation_id="cart")
def get_cart(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """Show a cart at today's prices and availability."""
    return answer(shown_cart(buyer_of(request), cart_id, now=clock.now()))


@router.post(
    "/carts/{cart_id}/lines", response={200: CartOut, **refusals(404, 409)}, operation_id="add_line"
)
def post_line(request: HttpRequest, cart_id: UUID, body: LineIn) -> HttpResponse:
    """Put so many of an article into the cart; more of what is there already adds up."""
    key = idempotency_key(request, "add_line")
    wanted = WantedLine(body.sku, body.quantity, body.decision_token)
    view = add_line(buyer_of(request), cart_id, wanted, now=clock.now(), key=key)
    return answer(view)


@router.patch(
    "/carts/{cart_id}/lines/{sku}",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="set_quantity",
)
def patch_line(request: HttpRequest, cart_id: UUID, sku: str, body: QuantityIn) -> HttpResponse:
    """Let the cart hold another quantity of an article; 0 removes it."""
    view = set_quantity(buyer_of(request), cart_id, sku, body.quantity, now=clock.now())
    return answer(view)


@router.delete(
    "/carts/{cart_id}/lines/{sku}",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="remove_line",
)
def delete_line(request: HttpRequest, cart_id: UUID, sku: str) -> HttpResponse:
    """Take an article out of the cart."""
    return answer(set_quantity(buyer_of(request), cart_id, sku, 0, now=clock.now()))


@router.put(
    "/carts/{cart_id}/lines/{sku}/recipients",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="name_recipients",
)
def put_recipients(
    request: HttpRequest, cart_id: UUID, sku: str, body: CardRecipientsIn
) -> HttpResponse:
    """Say to whom gift cards are sent, with which words, and on which day."""
    told = [CardRecipient(**each.dict()) for each in body.recipients]
    return answer(name_recipients(buyer_of(request), cart_id, sku, told, now=clock.now()))


@router.put(
    "/carts/{cart_id}/contact",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="set_contact",
)
def put_contact(request: HttpRequest, cart_id: UUID, body: ContactIn) -> HttpResponse:
    """Say who orders and where to. Another country asks for another choice of delivery."""
    return answer(set_contact(buyer_of(request), cart_id, body.told(), now=clock.now()))


@router.put(
    "/carts/{cart_id}/tax-id",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="set_tax_id",
)
def put_tax_id(request: HttpRequest, cart_id: UUID, body: TaxIdIn) -> HttpResponse:
    """Buy as a business. The tax id is checked; whether tax is charged follows it and the address."""
    return answer(set_tax_id(buyer_of(request), cart_id, body.number, now=clock.now()))


@router.delete(
    "/carts/{cart_id}/tax-id",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="remove_tax_id",
)
def delete_tax_id(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """Buy as a person again."""
    return answer(remove_tax_id(buyer_of(request), cart_id, now=clock.now()))


@router.get(
    "/carts/{cart_id}/delivery-options",
    response={200: DeliveryOptionsOut, **refusals(404)},
    operation_id="delivery_options",
)
def get_delivery_options(request: HttpRequest, cart_id: UUID) -> HttpResponse:
    """List how the cart can reach the shopper, with prices."""
    items = delivery_options(buyer_of(request), cart_id, now=clock.now())
    return answer({"items": items})


@router.put(
    "/carts/{cart_id}/delivery",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="choose_delivery",
)
def put_delivery(request: HttpRequest, cart_id: UUID, body: DeliveryIn) -> HttpResponse:
    """Choose one of the delivery options."""
    view = choose_delivery(buyer_of(request), cart_id, body.code, body.location, now=clock.now())
    return answer(view)


@router.post(
    "/carts/{cart_id}/payment",
    response={201: PaymentSessionOut, **refusals(404, 409)},
    operation_id="choose_payment",
)
def post_payment(request: HttpRequest, cart_id: UUID, body: PaymentIn) -> HttpResponse:
    """Choose how to pay; tells where a card can be turned into a token. No money moves."""
    key = idempotency_key(request, "choose_payment")
    view = choose_payment(buyer_of(request), cart_id, body.method, now=clock.now(), key=key)
    return answer(view, status=201)


@router.post(
    "/carts/{cart_id}/tenders",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="add_tender",
)
def post_tender(request: HttpRequest, cart_id: UUID, body: TenderIn) -> HttpResponse:
    """Let a gift card or credit pay as much as it can; nothing moves before the order."""
    command, buyer = AddTender(body.method, body.code, body.most_minor), buyer_of(request)
    key = idempotency_key(request, "add_tender")
    return answer(answer_once(key, lambda: add_tender(buyer, cart_id, command, now=clock.now())))


@router.delete(
    "/carts/{cart_id}/tenders/{method}/{source}",
    response={200: CartOut, **refusals(404, 409)},
    operation_id="remove_tender",
)
def delete_tender(request: HttpRequest, cart_id: UUID, method: str, source: str) -> HttpResponse:
    """Let a gift card or credit no longer pay for the cart."""
    return answer(remove_tender(buyer_of(request), cart_id, method, source, now=clock.now()))


@router.post(
    "/carts/{cart_id}/claim",
    auth=shopper,
    response={200: CartOut, **refusals(404, 409)},
    operation_id="claim_cart",
)
def post_claim(request: HttpRequest, cart_id: UUID, body: ClaimIn) -> HttpResponse:
    """Bring a guest's cart into the shopper's own; quantities add up as far as there is stock."""
    buyer = buyer_of(request)

    return answer(
        answer_once(
            idempotency_key(request, "claim_cart"),
            lambda: claim_cart(buyer, cart_id, body.cart_token, now=clock.now()),
        )
    )
