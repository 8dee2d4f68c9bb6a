"""The shop's routes: shapes, refusals, and nobody else's things."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection
from factories.customers import NOW, PASSWORD, Shop, code_in

from serai.customers.events import CustomerLoggedIn, CustomerRegistered
from serai.customers.models import Address, Consent, Customer
from serai.customers.public import addresses_of, customer_by_email
from serai.kernel.ids import digest, new_secret
from serai.plumbing.db import rows
from serai.plumbing.models import ShopperToken

ADA = {"email": "Ada@Example.org", "password": PASSWORD, "name": "Ada Lovelace", "locale": "pt"}
HOME = {
    "name": "Ada Lovelace",
    "line1": "12 St James's Square",
    "city": "London",
    "postcode": "SW1Y 4JH",
    "country": "gb",
}
CUSTOMER_FIELDS = {"id", "email", "email_verified", "name", "locale", "has_password", "created_at"}


def problem(response, status: int, code: str):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert (body["status"], body["code"]) == (status, code)
    assert "Traceback" not in body["detail"]
    return body


def test_an_account_is_opened_and_its_token_works_at_once(shop, published):
    response = shop().post("/accounts", ADA)

    assert response.status_code == 201
    body = response.json()
    assert set(body) == {"customer", "token"}
    assert set(body["customer"]) == CUSTOMER_FIELDS
    assert body["customer"]["email"] == "ada@example.org"
    assert body["token"].startswith("srs_")
    assert Shop(body["token"]).get("/me").json() == body["customer"]
    assert [type(event) for event in published()] == [CustomerRegistered, CustomerLoggedIn]


def test_the_same_request_again_finds_the_same_account_with_a_fresh_token(shop):
    first = shop().post("/accounts", ADA)
    again = shop().post("/accounts", ADA)

    assert again.status_code == 201
    assert again.json()["customer"] == first.json()["customer"]
    assert again.json()["token"] != first.json()["token"]
    assert Customer.objects.count() == 1


def test_tokens_and_passwords_are_not_kept_with_the_answer(shop):
    token = shop().post("/accounts", ADA).json()["token"]

    [(kept,)] = rows("SELECT answer::text FROM plumbing_answer AS answer")
    assert token not in kept
    assert PASSWORD not in kept
    assert digest(PASSWORD).hex() not in kept


def test_a_key_with_another_request_is_refused(shop):
    shop().post("/accounts", ADA)

    problem(
        shop().post("/accounts", {**ADA, "password": "another long one"}),
        422,
        "idempotency.key_reused",
    )

    assert ShopperToken.objects.count() == 1


def test_an_account_without_a_key_is_refused(shop):
    response = shop().post("/accounts", ADA, key="")

    problem(response, 400, "idempotency.key_missing")
    assert Customer.objects.count() == 0


def test_a_taken_address_is_a_conflict(shop):
    shop().post("/accounts", ADA)

    problem(shop().post("/accounts", ADA, key="key-2"), 409, "customers.email_taken")


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"password": "short"}, 422, "customers.password_refused"),
        ({"email": "ada"}, 422, "customers.email_refused"),
        ({"email": "x" * 1_000_000}, 422, "request.invalid"),
        ({"name": "x" * 1_000_000}, 422, "request.invalid"),
        ({"name": "x" * 300}, 422, "customers.text_refused"),
        ({"name": "a\u0007b"}, 422, "customers.text_refused"),
        ({"name": "a\u0000b"}, 400, "request.null_character"),
        ({"name": 7}, 422, "request.invalid"),
        ({"locale": "Deutsch"}, 422, "customers.locale_refused"),
        ({"password": None}, 422, "request.invalid"),
    ],
)
def test_an_unfit_account_is_a_clear_problem_and_nothing_is_written(shop, said, status, code):
    problem(shop().post("/accounts", {**ADA, **said}), status, code)

    assert Customer.objects.count() == 0
    assert rows("SELECT 1 FROM plumbing_answer") == []


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'"x"', b'{"email": "\xff\xfe"}', b'{"email":"\\ud800@x.org"}']
)
def test_an_unreadable_body_is_a_clear_problem(shop, body):
    response = shop().client.post(
        "/api/shop/accounts/login",
        data=body,
        content_type="application/json",
        headers={"Serai-Key": "pk_test_customers"},
    )

    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


def test_markup_and_sql_come_back_as_they_were_said(shop):
    said = "<b>Bobby</b>'; DROP TABLE customers_customer; --"

    body = shop().post("/accounts", {**ADA, "name": said}).json()

    assert body["customer"]["name"] == said


def test_refusals_are_in_the_readers_language_or_in_english(shop):
    body = problem(
        shop().post("/accounts/login", {"email": "a@b.example", "password": "x"}),
        401,
        "customers.wrong_credentials",
    )

    assert body["detail"] == "The e-mail address or the password is wrong."
    assert body["facts"] == {}


def test_a_guest_logs_in_and_nothing_of_the_guest_is_told(shop, an_account, published):
    account = an_account("ada@example.org")

    response = shop().post(
        "/accounts/login",
        {"email": "ada@example.org", "password": PASSWORD},
        Authorization=f"Bearer {new_secret('src_')}",
    )

    assert response.status_code == 200
    assert published()[-1] == CustomerLoggedIn(customer_id=account.id)


def test_a_closed_door_says_when_it_opens(shop, an_account):
    an_account("ada@example.org")
    wrong = {"email": "ada@example.org", "password": "a wrong password"}
    for _ in range(5):
        problem(shop().post("/accounts/login", wrong), 401, "customers.wrong_credentials")

    response = shop().post("/accounts/login", {**wrong, "password": PASSWORD})

    body = problem(response, 429, "customers.too_many_attempts")
    assert 1 <= int(response["Retry-After"]) <= 30
    assert body["facts"]["retry_after"] == int(response["Retry-After"])


def test_a_code_by_e_mail_logs_in_once(shop, an_account, letters, deliver):
    account = an_account("ada@example.org")

    asked = shop().post(
        "/accounts/login-code", {"email": "ada@example.org"}, **{"Accept-Language": "ru"}
    )
    deliver()
    [letter] = letters()
    shown = {"email": "ada@example.org", "code": code_in(letter)}
    session = shop().post("/accounts/login-code/verify", shown)

    assert (asked.status_code, asked.json()) == (202, {"valid_for_seconds": 600})
    assert letter["Content-Language"] == "ru"
    assert session.status_code == 200
    assert session.json()["customer"]["id"] == str(account.id)
    problem(shop().post("/accounts/login-code/verify", shown), 401, "customers.code_refused")


def test_asking_for_a_code_gets_the_same_answer_for_everybody(shop, an_account):
    an_account("ada@example.org")

    answers = [
        shop().post("/accounts/login-code", {"email": email})
        for email in ("ada@example.org", "nobody@example.org")
    ]

    assert answers[0].status_code == answers[1].status_code == 202
    assert answers[0].content == answers[1].content
    assert set(answers[0].headers) == set(answers[1].headers)


def test_a_code_sets_a_new_password(shop, an_account, letters, deliver):
    an_account("ada@example.org")
    shop().post("/accounts/login-code", {"email": "ada@example.org"})
    deliver()

    reset = shop().post(
        "/accounts/password",
        {
            "email": "ada@example.org",
            "code": code_in(letters()[0]),
            "new_password": "seven blue whales",
        },
    )

    assert reset.status_code == 200
    login = {"email": "ada@example.org", "password": "seven blue whales"}
    assert shop().post("/accounts/login", login).status_code == 200


def test_log_out_ends_this_device_only(shop, an_account):
    account = an_account()
    here, there = shop(account), shop(account)

    assert here.post("/accounts/logout").status_code == 204

    problem(here.get("/me"), 401, "auth.unauthenticated")
    assert there.get("/me").status_code == 200


def test_name_and_language_change_and_the_address_stays(shop, an_account):
    account = an_account("ada@example.org", name="Ada")

    refusal = shop(account).patch("/me", {"name": "Countess", "email": "eve@example.org"})
    body = shop(account).patch("/me", {"name": "Countess"}).json()

    assert refusal.status_code == 422
    assert (body["name"], body["locale"], body["email"]) == ("Countess", "en", "ada@example.org")
    assert shop(account).patch("/me", {"locale": "ka"}).json()["name"] == "Countess"


def test_a_changed_password_ends_every_other_device(shop, an_account):
    account = an_account("ada@example.org")
    here, there = shop(account), shop(account)

    body = here.put(
        "/me/password", {"current_password": PASSWORD, "new_password": "seven blue whales"}
    ).json()

    problem(there.get("/me"), 401, "auth.unauthenticated")
    assert Shop(body["token"]).get("/me").status_code == 200


def test_an_address_is_kept_changed_and_deleted(shop, an_account):
    mine = shop(an_account())

    kept = mine.post("/me/addresses", HOME)
    assert kept.status_code == 201
    home = kept.json()
    assert home == {**home, **HOME, "country": "GB", "line2": "", "region": "", "phone": ""}
    assert home["is_default"]
    assert mine.post("/me/addresses", HOME).json() == home
    assert mine.get("/me/addresses").json() == {"items": [home]}

    changed = mine.put(f"/me/addresses/{home['id']}", {**HOME, "line1": "10 Downing Street"}).json()
    assert changed == {**home, "line1": "10 Downing Street"}

    assert mine.delete(f"/me/addresses/{home['id']}").status_code == 204
    assert mine.get("/me/addresses").json() == {"items": []}


def test_eight_equal_requests_at_once_keep_one_address(shop, an_account, transactional_db):
    account = an_account()
    mine = [shop(account) for _ in range(8)]
    start = Barrier(8)

    def send(storefront: Shop) -> tuple[int, str]:
        start.wait()
        try:
            response = storefront.post("/me/addresses", HOME)
            return response.status_code, response.json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, mine))

    assert len(answers) == 1
    assert len(addresses_of(account.id)) == 1


def test_a_consent_is_answered_and_listed(shop, an_account):
    mine = shop(an_account())

    put = mine.put("/me/consents/ads", {"granted": True, "text_version": "2027-03"})

    assert put.status_code == 200
    assert put.json()["granted"] is True
    listed = {item["purpose"]: item for item in mine.get("/me/consents").json()["items"]}
    assert listed["ads"] == put.json()
    assert (listed["ads"]["text_version"], listed["ads"]["source"]) == ("2027-03", "shop")
    assert listed["profiling"]["granted"] is False
    assert listed["essential"]["needs_consent"] is False


@pytest.mark.parametrize(
    ("purpose", "said", "status", "code"),
    [
        (
            "mind_reading",
            {"granted": True, "text_version": "1"},
            404,
            "customers.purpose_not_found",
        ),
        ("essential", {"granted": False, "text_version": "1"}, 422, "customers.purpose_always_on"),
        ("ads", {"granted": True, "text_version": "; --"}, 422, "customers.text_version_refused"),
        ("ads", {"granted": "perhaps", "text_version": "1"}, 422, "request.invalid"),
    ],
)
def test_an_unfit_consent_is_a_clear_problem(shop, an_account, purpose, said, status, code):
    problem(shop(an_account()).put(f"/me/consents/{purpose}", said), status, code)

    assert Consent.objects.count() == 0


def test_an_address_of_somebody_else_is_not_found(shop, an_account, an_address):
    owner, stranger = an_account(), an_account()
    address = an_address(owner.id)

    theirs = shop(stranger)
    for response in (
        theirs.put(f"/me/addresses/{address.id}", HOME),
        theirs.delete(f"/me/addresses/{address.id}"),
    ):
        problem(response, 404, "customers.address_not_found")

    assert addresses_of(owner.id) == [address]
    assert theirs.get("/me/addresses").json() == {"items": []}


@pytest.mark.parametrize(
    "bad_id",
    ["1", "x", "01a20000-0000-7000-8000-000000000000", f"{UUID(int=0)}"],
)
def test_an_address_that_nobody_has_is_not_found(shop, an_account, bad_id):
    response = shop(an_account()).delete(f"/me/addresses/{bad_id}")

    assert response.status_code in (404, 422)
    assert Address.objects.count() == 0


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/me"),
        ("patch", "/me"),
        ("put", "/me/password"),
        ("get", "/me/addresses"),
        ("post", "/me/addresses"),
        ("put", "/me/addresses/01a20000-0000-7000-8000-000000000000"),
        ("delete", "/me/addresses/01a20000-0000-7000-8000-000000000000"),
        ("get", "/me/consents"),
        ("put", "/me/consents/ads"),
        ("post", "/accounts/logout"),
    ],
)
def test_what_is_ones_own_needs_a_shoppers_token(shop, method, path):
    nobody, guest = shop(), Shop(new_secret("src_"))

    for caller in (nobody, guest):
        arguments = () if method in ("get", "delete", "post") else ({},)
        problem(getattr(caller, method)(path, *arguments), 401, "auth.unauthenticated")


def test_nothing_is_answered_without_a_publishable_key(shop):
    storefront = shop()
    storefront.headers = {}

    problem(storefront.post("/accounts", ADA), 401, "auth.unauthenticated")
    assert customer_by_email(ADA["email"]) is None


@pytest.mark.parametrize(
    ("path", "statements"),
    [("/me", 2), ("/me/addresses", 2), ("/me/consents", 2)],
)
def test_reading_costs_two_statements(
    shop, an_account, an_address, django_assert_num_queries, path, statements
):
    account = an_account()
    for _ in range(5):
        an_address(account.id)
    mine = shop(account)
    mine.get(path)

    with django_assert_num_queries(statements):
        assert mine.get(path).status_code == 200


def test_opening_an_account_costs_a_fixed_number_of_statements(shop, django_assert_num_queries):
    storefront = shop()
    storefront.post("/accounts", ADA)

    with django_assert_num_queries(9):  # five, and two savepoints of the test's own transaction
        storefront.post("/accounts", {**ADA, "email": "eve@example.org"}, key="key-2")


def test_now_is_read_once_a_request_and_told_in_utc(shop):
    body = shop().post("/accounts", ADA).json()

    assert body["customer"]["created_at"].endswith("Z")
    assert Customer.objects.get().created_at < NOW
