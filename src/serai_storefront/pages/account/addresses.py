"""The shopper's addresses."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.addresses import ADDRESS_FIELDS, address_in, require_address
from serai_storefront.web.forms import Form
from serai_storefront.web.places import complete_address
from serai_storefront.web.sentences import BY_FIELD, field_of, sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show all addresses and the form for a new one."""
    if not visit.shopper_token:
        return to_log_in(visit)
    return await _list(visit, Form({"country": (await visit.channel()).country}))


async def add(visit: Visit) -> Response:
    """Keep a new address."""
    if not visit.shopper_token:
        return to_log_in(visit)
    if await complete_address(visit):
        return await _list(visit, visit.form)
    _check(visit.form)
    if not visit.form.valid:
        return await _list(visit, visit.form, status=422)
    try:
        await accounts.add_address(visit.shop, _body(visit.form), key=visit.form["key"])
    except Problem as problem:
        _note_refusal(visit.form, problem)
        return await _list(visit, visit.form, status=422)
    return visit.redirect("/account/addresses", "saved")


async def edit(visit: Visit) -> Response:
    """Show one address to change it."""
    if not visit.shopper_token:
        return to_log_in(visit)
    wanted = visit.request.path_params["address_id"]
    address = next(
        (each for each in await accounts.addresses(visit.shop) if str(each["id"]) == wanted), None
    )
    if address is None:
        raise HTTPException(404)
    values = {field: str(address.get(field) or "") for field in ("name", "phone", *ADDRESS_FIELDS)}
    return await _edit(visit, wanted, Form(values))


async def change(visit: Visit) -> Response:
    """Replace an address."""
    if not visit.shopper_token:
        return to_log_in(visit)
    wanted = visit.request.path_params["address_id"]
    if await complete_address(visit):
        return await _edit(visit, wanted, visit.form)
    _check(visit.form)
    if not visit.form.valid:
        return await _edit(visit, wanted, visit.form, status=422)
    try:
        await accounts.change_address(visit.shop, wanted, _body(visit.form))
    except Problem as problem:
        _note_refusal(visit.form, problem)
        return await _edit(visit, wanted, visit.form, status=422)
    return visit.redirect("/account/addresses", "saved")


async def remove(visit: Visit) -> Response:
    """Forget an address."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await accounts.remove_address(visit.shop, visit.request.path_params["address_id"])
    return visit.redirect("/account/addresses", "address-removed")


def _check(form: Form) -> None:
    form.require({"name": mark("Enter your name")})
    require_address(form)


def _note_refusal(form: Form, problem: Problem) -> None:
    if problem.status not in {400, 409, 422}:
        raise problem
    field = field_of(problem)
    form.errors[field or "line1"] = BY_FIELD[field] if field else sentence_for(problem)


def _body(form: Form) -> dict[str, Any]:
    phone = {"phone": form["phone"]} if form["phone"] else {}
    return {"name": form["name"], **phone, **address_in(form)}


async def _list(visit: Visit, form: Form, *, status: int = 200) -> Response:
    context = {"addresses": await accounts.addresses(visit.shop), "form": form}
    return await visit.render("account/addresses.html", context, status=status)


async def _edit(visit: Visit, address_id: str, form: Form, *, status: int = 200) -> Response:
    context = {"address_id": address_id, "form": form}
    return await visit.render("account/address.html", context, status=status)
