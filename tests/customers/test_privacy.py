"""What is kept and logged about people, and what is not."""

import json
import logging

import pytest
import structlog
from factories.customers import ADDRESS, NOW, PASSWORD, code_in

from serai.customers.public import (
    ChangePassword,
    CustomerRow,
    LogIn,
    Register,
    RememberGuest,
    RequestLoginCode,
    ResetPassword,
    VerifyLoginCode,
    addresses_of,
    customer,
    log_in,
)
from serai.kernel.errors import domain_errors
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows

SECRETS = ("ada@example.org", "Ada Lovelace", "St James", PASSWORD, "a wrong password")


def test_no_log_line_names_the_person(shop, letters, deliver, caplog, an_address):
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        opened = shop().post(
            "/accounts", {"email": "Ada@Example.org", "password": PASSWORD, "name": "Ada Lovelace"}
        )
        shop().post("/accounts/login", {"email": "ada@example.org", "password": "a wrong password"})
        shop().post("/accounts/login-code", {"email": "ada@example.org"})
        deliver()
        code = code_in(letters()[0])
        shop().post("/accounts/login-code/verify", {"email": "ada@example.org", "code": code})
        account = customer(opened.json()["customer"]["id"])
        mine = shop(account)
        mine.post("/me/addresses", {"name": "Ada Lovelace", "line1": "12 St James's Square"})
        an_address(account.id)
        mine.get("/me/addresses")

    assert sum(line["event"] == "request" for line in lines) == 6
    logged = json.dumps(lines, default=str) + caplog.text
    for secret in (*SECRETS, code):
        assert secret not in logged


def test_no_event_and_no_job_names_the_person(shop, letters, deliver):
    shop().post(
        "/accounts", {"email": "ada@example.org", "password": PASSWORD, "name": "Ada Lovelace"}
    )
    shop().post("/accounts/login-code", {"email": "ada@example.org"})
    told = rows("SELECT payload::text FROM plumbing_event")
    told += rows("SELECT args::text FROM procrastinate_jobs")

    assert len(told) >= 3
    for secret in SECRETS:
        assert secret not in str(told)


@pytest.mark.parametrize(
    "command",
    [
        Register("ada@example.org", PASSWORD, "Ada Lovelace"),
        LogIn("ada@example.org", PASSWORD),
        RequestLoginCode("ada@example.org"),
        VerifyLoginCode("ada@example.org", "012345"),
        ResetPassword("ada@example.org", "012345", PASSWORD),
        ChangePassword(uuid7(), "a wrong password", PASSWORD),
        RememberGuest("ada@example.org", "Ada Lovelace"),
        CustomerRow(uuid7(), "ada@example.org", "Ada Lovelace", "elsewhere", NOW),
        ADDRESS,
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_command_in_a_stack_trace_names_nobody(command):
    for secret in (*SECRETS, "012345"):
        assert secret not in repr(command)


def test_a_view_in_a_stack_trace_names_nobody(an_account, an_address):
    account = an_account("ada@example.org", name="Ada Lovelace")
    an_address(account.id)
    session = log_in(LogIn("ada@example.org", PASSWORD), now=NOW)

    shown = repr((account, addresses_of(account.id), session))

    for secret in (*SECRETS, session.token):
        assert secret not in shown


def test_refusals_of_this_context_carry_no_address_and_no_password():
    ours = [error for error in domain_errors() if error.code.startswith("customers.")]
    named = {name for error in ours for name in error.__init__.__code__.co_varnames}

    assert ours
    assert named & {"email", "password", "code", "name"} == set()
