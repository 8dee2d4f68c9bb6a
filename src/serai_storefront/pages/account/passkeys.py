"""The shopper's passkeys, and coming in with one."""

from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.entry import come_in
from serai_storefront.pages.account.guarded import to_log_in
from serai_storefront.pages.account.log_in import show_form
from serai_storefront.shop_api import passkeys
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.credentials import credential_in
from serai_storefront.web.forms import Form
from serai_storefront.web.sentences import BY_CODE, sentence_for
from serai_storefront.web.visit import Visit

NO_ANSWER = mark("Your browser gave no passkey. Try again, or use another way.")


async def show(visit: Visit) -> Response:
    """Show every passkey and the form for a new one."""
    return await _list(visit, Form()) if visit.shopper_token else to_log_in(visit)


async def options(visit: Visit) -> Response:
    """Tell our script what the browser needs to make a passkey."""
    if not visit.shopper_token:
        return JSONResponse({}, 401)
    return JSONResponse({"public_key": (await passkeys.begin(visit.shop)).public_key})


async def add(visit: Visit) -> Response:
    """Keep the passkey that the browser has made."""
    if not visit.shopper_token:
        return to_log_in(visit)
    form = visit.form
    form.require({"name": mark("Give it a name")})
    credential = credential_in(form)
    if form.valid and credential is None:
        form.errors["name"] = NO_ANSWER
    if not form.valid or credential is None:
        return await _list(visit, form, status=422)
    try:
        await passkeys.add(visit.shop, credential, form["name"], key=form["key"])
    except Problem as problem:
        if problem.status not in {400, 401, 409, 422}:
            raise
        if problem.code == "unauthenticated":
            raise
        form.errors["name"] = sentence_for(problem)
        return await _list(visit, form, status=422)
    return visit.redirect("/account/passkeys", "passkey-added")


async def rename(visit: Visit) -> Response:
    """Call a passkey something else."""
    if not visit.shopper_token:
        return to_log_in(visit)
    if visit.form["name"]:
        await passkeys.rename(
            visit.shop, visit.request.path_params["passkey_id"], visit.form["name"]
        )
    return visit.redirect("/account/passkeys", "saved")


async def remove(visit: Visit) -> Response:
    """Remove a passkey."""
    if not visit.shopper_token:
        return to_log_in(visit)
    await passkeys.remove(visit.shop, visit.request.path_params["passkey_id"])
    return visit.redirect("/account/passkeys", "passkey-removed")


async def login_options(visit: Visit) -> Response:
    """Tell our script what the browser needs to offer the reader's passkeys."""
    return JSONResponse(
        {"public_key": (await passkeys.begin_login(visit.anonymous_shop)).public_key}
    )


async def log_in(visit: Visit) -> Response:
    """Log in with what the browser signed."""
    form, credential = visit.form, credential_in(visit.form)
    if credential is None:
        form.errors["email"] = NO_ANSWER
        return await show_form(visit, form, status=422)
    try:
        known = await passkeys.log_in(visit.anonymous_shop, credential)
    except Problem as problem:
        if problem.status not in {400, 401, 403, 422, 429}:
            raise
        form.errors["email"] = BY_CODE.get(problem.code) or sentence_for(problem)
        return await show_form(visit, form, status=422)
    return await come_in(visit, known, "logged-in")


async def _list(visit: Visit, form: Form, *, status: int = 200) -> Response:
    context = {"passkeys": await passkeys.passkeys(visit.shop), "form": form}
    return await visit.render("account/passkeys.html", context, status=status)
