"""Opening an account."""

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.entry import come_in
from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.forms import Form, local_path
from serai_storefront.web.sentences import sentence_for
from serai_storefront.web.visit import Visit

PASSWORD_LENGTH = 10


async def show(visit: Visit) -> Response:
    """Show the form."""
    form = Form({"next": local_path(visit.request.query_params.get("next", ""), "/account")})
    return await visit.render("account/register.html", {"form": form})


async def register(visit: Visit) -> Response:
    """Open the account and log in."""
    form = visit.form
    form.require({"name": mark("Enter your name")})
    form.require_email()
    form.check(
        "password",
        lambda text: len(text) >= PASSWORD_LENGTH,
        mark("Choose a longer password: at least 10 characters."),
    )
    if form.valid:
        said = {name: form[name] for name in ("email", "password", "name")}
        try:
            known = await accounts.register(
                visit.anonymous_shop, {**said, "locale": visit.language.code}, key=form["key"]
            )
            return await come_in(visit, known, "welcome")
        except Problem as problem:
            if problem.status not in {400, 409, 422, 429}:
                raise
            form.errors["password" if "password" in problem.code else "email"] = sentence_for(
                problem
            )
    return await visit.render("account/register.html", {"form": form}, status=422)
