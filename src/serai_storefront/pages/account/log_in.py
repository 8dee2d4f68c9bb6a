"""Logging in with a password or with a code by e-mail, and logging out."""

import contextlib
from urllib.parse import quote

from starlette.responses import Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.pages.account.entry import come_in
from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.csrf import new_visit_id
from serai_storefront.web.forms import Form, local_path
from serai_storefront.web.sentences import BY_CODE, sentence_for
from serai_storefront.web.visit import Visit


async def show(visit: Visit) -> Response:
    """Show both ways in."""
    if visit.shopper_token:
        return visit.redirect("/account")
    return await show_form(visit, _asked(visit))


async def with_password(visit: Visit) -> Response:
    """Log in with a password."""
    form = visit.form
    form.require_email()
    form.require({"password": mark("Enter your password")})
    if not form.valid:
        return await show_form(visit, form, status=422)
    try:
        known = await accounts.log_in(
            visit.anonymous_shop, form["email"], form["password"], key=form["key"]
        )
    except Problem as problem:
        if problem.status not in {400, 401, 403, 404, 422, 429}:
            raise
        wrong = problem.status in {401, 403, 404}
        form.errors["password"] = BY_CODE["wrong_credentials"] if wrong else sentence_for(problem)
        return await show_form(visit, form, status=422)
    return await come_in(visit, known, "logged-in")


async def send_code(visit: Visit) -> Response:
    """Have a code mailed; the answer is the same whether the address is known or not."""
    form = visit.form
    form.require_email()
    if not form.valid:
        return await show_form(visit, form, status=422)
    try:
        await accounts.send_code(visit.anonymous_shop, form["email"], key=form["key"])
    except Problem as problem:
        if problem.status not in {400, 404, 422, 429}:
            raise
        if problem.status == 429:
            form.errors["email"] = sentence_for(problem)
            return await show_form(visit, form, status=429)
    target = quote(local_path(form["next"], "/account"))
    return visit.redirect(
        f"/account/login-code?email={quote(form['email'])}&next={target}", "code-sent"
    )


async def show_code(visit: Visit) -> Response:
    """Ask for the mailed code."""
    return await visit.render("account/login_code.html", {"form": _asked(visit)})


async def with_code(visit: Visit) -> Response:
    """Log in with the mailed code."""
    form = visit.form
    form.values["code"] = form["code"].replace(" ", "")
    form.require({"code": mark("Enter the code from the e-mail")})
    if form.valid:
        try:
            known = await accounts.verify_code(
                visit.anonymous_shop, form["email"], form["code"], key=form["key"]
            )
            return await come_in(visit, known, "logged-in")
        except Problem as problem:
            if problem.status not in {400, 401, 403, 404, 409, 422, 429}:
                raise
            late = problem.status == 429
            form.errors["code"] = sentence_for(problem) if late else BY_CODE["code_refused"]
    return await visit.render("account/login_code.html", {"form": form}, status=422)


async def out(visit: Visit) -> Response:
    """Log out here; the platform forgets the token."""
    with contextlib.suppress(Problem):
        await accounts.log_out(visit.shop, key=visit.form["key"])
    visit.cookies.drop("shopper")
    visit.forget_cart()
    visit.put_cookie("visit", new_visit_id())
    return visit.redirect("/", "logged-out")


def _asked(visit: Visit) -> Form:
    query = visit.request.query_params
    return Form(
        {
            "email": query.get("email", "")[:254],
            "next": local_path(query.get("next", ""), "/account"),
        }
    )


async def show_form(visit: Visit, form: Form, *, status: int = 200) -> Response:
    """Show the ways in, with what is wrong."""
    return await visit.render("account/login.html", {"form": form}, status=status)
