"""Who gets the gift cards of a line: with which words, and on which day."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api import carts
from serai_storefront.shop_api.carts import Cart, Line, Recipient
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import Form
from serai_storefront.web.visit import Visit

MOST = 10
"""So many cards have a recipient each here; the others of a line come to whoever orders."""
_FIELDS = ("email", "name", "message", "sender", "send_on")
_WRONG = {
    "email": mark("Enter an e-mail address like name@example.com"),
    "send_on": mark("Choose a day from today on, within a year"),
}
_LOOK_AGAIN = mark("Look at this again")


async def show(visit: Visit) -> Response:
    """Show who gets each card."""
    line = await _line(visit)
    values = {
        f"{field}-{number}": str(getattr(each, field) or "")
        for number, each in enumerate(line.recipients or [], 1)
        for field in _FIELDS
    }
    visit.form.values.update(values)
    return await _page(visit, line)


async def keep(visit: Visit) -> Response:
    """Keep who gets each card; where no address is written, whoever orders gets it."""
    line, form = await _line(visit), visit.form
    numbers = [each for each in _numbers(line) if form[f"email-{each}"]]
    held = visit.cart_pass
    assert held is not None
    told = [_told(form, number) for number in numbers]
    try:
        cart = await carts.name_recipients(visit.cart_shop, held.cart_id, line.sku, told)
    except Problem as problem:
        if problem.code != "bad_recipient":
            raise
        place = int(problem.facts.get("number", 1))
        field = str(problem.facts.get("field", "email"))
        number = numbers[place - 1] if 0 < place <= len(numbers) else 1
        form.errors[f"{field}-{number}"] = _WRONG.get(field, _LOOK_AGAIN)
        return await _page(visit, line, status=422)
    visit.keep_cart(cart)
    return visit.redirect("/cart", "changed")


async def _line(visit: Visit) -> Line:
    cart: Cart | None = await visit.cart()
    sku = visit.request.path_params["sku"]
    for line in cart.lines if cart else ():
        if line.sku == sku and line.recipients is not None:
            return line
    raise HTTPException(404)


def _numbers(line: Line) -> range:
    return range(1, min(line.quantity, MOST) + 1)


def _told(form: Form, number: int) -> Recipient:
    return Recipient(
        email=form[f"email-{number}"],
        name=form[f"name-{number}"],
        message=form[f"message-{number}"],
        sender=form[f"sender-{number}"],
        send_on=form[f"send_on-{number}"] or None,
    )


async def _page(visit: Visit, line: Line, status: int = 200) -> Response:
    context = {"form": visit.form, "line": line, "numbers": list(_numbers(line))}
    return await visit.render("recipients.html", context, status=status)
