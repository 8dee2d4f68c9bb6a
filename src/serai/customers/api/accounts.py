"""The shop: getting an account, getting in, getting out."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.customers.api.schemas import (
    REFUSALS,
    Email,
    LocaleTag,
    Password,
    PersonName,
    SessionOut,
    session_as_json,
)
from serai.customers.domain.login_code import VALID_FOR
from serai.customers.usecases.log_in import LogIn, log_in
from serai.customers.usecases.log_out import log_out
from serai.customers.usecases.open_account import open_account
from serai.customers.usecases.register import Register
from serai.customers.usecases.request_login_code import RequestLoginCode, request_login_code
from serai.customers.usecases.reset_password import ResetPassword, reset_password
from serai.customers.usecases.verify_login_code import VerifyLoginCode, verify_login_code
from serai.kernel import clock
from serai.plumbing.api import (
    Input,
    Problem,
    answer,
    caller_of,
    empty,
    idempotency_key,
    shop_key,
    shopper,
)

router = Router()

Code = Annotated[
    str, Field(max_length=20, description="The six digits of the letter.", examples=["012345"])
]


class NewAccount(Input):
    """Who wants an account."""

    email: Email
    password: Password
    name: PersonName = ""
    locale: LocaleTag | None = None


class Credentials(Input):
    """An address and a password."""

    email: Email
    password: Password


class CodeWanted(Input):
    """Where a code is to be sent."""

    email: Email


class CodeSent(Schema):
    """The same answer for every address, known or not."""

    valid_for_seconds: Annotated[int, Field(description="How long a code works.", examples=[600])]


class CodeShown(Input):
    """An address and the code that was sent to it."""

    email: Email
    code: Code


class PasswordByCode(Input):
    """A new password, with a code instead of the old one."""

    email: Email
    code: Code
    new_password: Password


@router.post(
    "/accounts",
    auth=shop_key,
    response={201: SessionOut, 409: Problem, **REFUSALS},
    operation_id="register",
)
def post_account(request: HttpRequest, body: NewAccount) -> HttpResponse:
    """Open an account and log in. Safe to repeat with the same Idempotency-Key: the token is then new."""
    caller = caller_of(request)
    command = Register(body.email, body.password, body.name, body.locale or caller.locale)
    session = open_account(
        command,
        key=idempotency_key(request, "register"),
        now=clock.now(),
    )
    return answer(session_as_json(session), 201)


@router.post(
    "/accounts/login",
    auth=shop_key,
    response={200: SessionOut, **REFUSALS},
    operation_id="log_in",
)
def post_login(request: HttpRequest, body: Credentials) -> HttpResponse:
    """Log in with a password. What a guest put into a cart comes along by claiming it afterwards."""
    command = LogIn(body.email, body.password)
    return answer(session_as_json(log_in(command, now=clock.now())))


@router.post(
    "/accounts/login-code",
    auth=shop_key,
    response={202: CodeSent, **REFUSALS},
    operation_id="request_login_code",
)
def post_login_code(request: HttpRequest, body: CodeWanted) -> HttpResponse:
    """Have a code sent by e-mail. The answer does not tell whether the address is known."""
    command = RequestLoginCode(body.email, caller_of(request).locale)
    request_login_code(command, now=clock.now())
    return answer({"valid_for_seconds": int(VALID_FOR.total_seconds())}, 202)


@router.post(
    "/accounts/login-code/verify",
    auth=shop_key,
    response={200: SessionOut, 409: Problem, **REFUSALS},
    operation_id="verify_login_code",
)
def post_login_code_verification(request: HttpRequest, body: CodeShown) -> HttpResponse:
    """Log in with a code. It works once, and five wrong tries spoil it."""
    command = VerifyLoginCode(body.email, body.code)
    return answer(session_as_json(verify_login_code(command, now=clock.now())))


@router.post(
    "/accounts/password",
    auth=shop_key,
    response={200: SessionOut, 409: Problem, **REFUSALS},
    operation_id="reset_password",
)
def post_password(request: HttpRequest, body: PasswordByCode) -> HttpResponse:
    """Set a new password with a code instead of the old one; every device is logged out."""
    command = ResetPassword(body.email, body.code, body.new_password)
    return answer(session_as_json(reset_password(command, now=clock.now())))


@router.post(
    "/accounts/logout", auth=shopper, response={204: None, **REFUSALS}, operation_id="log_out"
)
def post_logout(request: HttpRequest) -> HttpResponse:
    """Make this token worthless; other devices stay logged in."""
    log_out(caller_of(request).bearer_hash)
    return empty()
