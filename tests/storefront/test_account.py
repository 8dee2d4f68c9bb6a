"""Accounts: coming in, orders, addresses, what is allowed."""

from storefront.fake_platform import Platform
from storefront.reader import Reader


def test_a_password_lets_in(shopper: Reader) -> None:
    assert shopper.page.path == "/account"
    assert "Hello, Household 1" in shopper.page.text


def test_a_wrong_password_is_told_without_saying_which_part(reader: Reader) -> None:
    reader.open("/account/login")

    page = reader.send("/account/login", email="household-1@demo.example", password="wrong")

    assert page.status == 422
    assert "E-mail address or password is not right." in page.text
    assert "wrong" not in page.form("/account/login").fields.values()


def test_a_mailed_code_lets_in(reader: Reader) -> None:
    form = reader.open("/account/login").form("/account/login")
    page = reader.post("/account/login-code", {**form.fields, "email": "household-1@demo.example"})
    assert "If this address has an account" in page.text

    page = reader.send("/account/login-code/verify", code="246 810")

    assert page.path == "/account"


def test_a_wrong_code_is_refused(reader: Reader) -> None:
    reader.open("/account/login-code?email=household-1@demo.example")

    page = reader.send("/account/login-code/verify", code="111111")

    assert page.status == 422
    assert "This code is not right" in page.text


def test_logging_in_leads_back_to_where_one_was_going(reader: Reader) -> None:
    page = reader.open("/account/orders")
    assert "Log in to see this page." in page.text

    page = reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")

    assert page.path == "/account/orders"


def test_logging_in_never_leads_to_another_site(reader: Reader) -> None:
    reader.open("/account/login?next=https://evil.example/")

    page = reader.send("/account/login", email="household-1@demo.example", password="demo-shopper")

    assert page.path == "/account"


def test_a_guests_cart_comes_along(with_cart: Reader) -> None:
    with_cart.open("/account/login")

    page = with_cart.send(
        "/account/login", email="household-1@demo.example", password="demo-shopper"
    )

    assert "Your cart came along to your account." in page.text
    assert "Whole Milk" in with_cart.open("/cart").text


def test_registering_opens_an_account(reader: Reader, platform: Platform) -> None:
    reader.open("/account/register")

    page = reader.send(
        "/account/register", name="Ada", email="ada@example.org", password="correct horse"
    )

    assert "Welcome! Your account is ready." in page.text
    assert platform.by_email("ada@example.org") is not None


def test_an_address_that_is_taken_is_told_at_its_field(reader: Reader) -> None:
    reader.open("/account/register")

    page = reader.send(
        "/account/register", name="Ada", email="household-1@demo.example", password="correct horse"
    )

    assert page.status == 422
    assert "#email" in page.links
    assert "There is already an account" in page.text


def test_the_history_goes_on_behind_a_cursor(shopper: Reader) -> None:
    first = shopper.open("/account/orders")
    second = shopper.open(next(link for link in first.links if "cursor=" in link))

    assert first.text.count("Order W-") == 20
    assert second.text.count("Order W-") == 20
    assert "Newest orders" in second.text


def test_an_order_of_the_history_opens(shopper: Reader) -> None:
    page = shopper.open("/account/orders")

    page = shopper.open(next(link for link in page.links if link.startswith("/orders/")))

    assert page.status == 200
    assert "Cancel this order" in page.text


def test_an_order_says_in_which_parcels_it_comes(shopper: Reader) -> None:
    page = shopper.open("/account/orders")

    page = shopper.open(next(link for link in page.links if link.startswith("/orders/")))

    for words in ("Part 1 of 2", "On its way", "With you between December 1, 2026 and"):
        assert words in page.text
    assert "With you on December 1, 2026" in page.text
    assert "https://carrier.example/1Z9" in page.links


def test_the_invoice_of_an_order_opens_from_its_page(shopper: Reader) -> None:
    page = shopper.open("/account/orders")
    page = shopper.open(next(link for link in page.links if link.startswith("/orders/")))

    page = shopper.open(next(link for link in page.links if link.endswith("/papers")))

    assert "Invoice 2026-000001" in page.text
    assert [link for link in page.links if link.endswith(".pdf")] != []


def test_the_page_of_an_order_says_where_it_waits_and_with_which_code(
    shopper: Reader, platform: Platform
) -> None:
    for order in platform.orders.values():
        order["delivery"] = {"code": "pickup", "kind": "pickup", "label": "Collect"}

    page = shopper.open("/account/orders")
    page = shopper.open(next(link for link in page.links if link.startswith("/orders/")))

    assert "Ready: collect it here" in page.text
    assert "123 456" in page.text
    assert "1 Main Street" in page.text


def test_addresses_are_added_changed_and_removed(shopper: Reader) -> None:
    typed = {
        "name": "Ada",
        "line1": "1 New Road",
        "city": "Dayton",
        "postcode": "45402",
        "country": "US",
    }
    shopper.open("/account/addresses")
    page = shopper.send("/account/addresses", **typed)
    assert "1 New Road" in page.text
    address = next(
        link
        for link in page.links
        if link.startswith("/account/addresses/a") and link != "/account/addresses/a1"
    )

    shopper.open(address)
    page = shopper.send(address, line1="2 New Road")
    assert "2 New Road" in page.text

    page = shopper.send(f"{address}/removal")
    assert "2 New Road" not in page.text
    assert "12 Orchard Lane" in page.text


def test_consents_are_recorded_one_by_one(shopper: Reader, platform: Platform) -> None:
    shopper.open("/account/consents")

    shopper.send("/account/consents", purpose_analytics="yes")

    customer = platform.by_email("household-1@demo.example")
    assert customer is not None
    assert customer["consents"] == {"analytics": True}
    assert shopper.page.form("/account/consents").fields["purpose_analytics"] == "yes"


def test_a_saved_address_fills_the_checkout(shopper: Reader) -> None:
    shopper.open("/p/whole-milk-100000")
    shopper.send("/cart/lines", {"sku": "100000"})

    page = shopper.open("/checkout")

    fields = page.form("/checkout").fields
    assert (fields["email"], fields["line1"]) == ("household-1@demo.example", "12 Orchard Lane")


def test_logging_out_forgets_the_token_on_both_sides(shopper: Reader, platform: Platform) -> None:
    shopper.open("/account")
    shopper.send("/account/logout")

    assert platform.tokens == {}
    assert "serai_shopper" not in shopper.client.cookies
    assert shopper.open("/account").path.startswith("/account/login")


def test_a_token_that_has_run_out_is_dropped_quietly(shopper: Reader, platform: Platform) -> None:
    platform.tokens.clear()

    page = shopper.open("/account")

    assert page.path.startswith("/account/login")
    assert shopper.open("/").status == 200


def test_a_tax_id_is_kept_suggested_at_the_checkout_and_forgotten(shopper: Reader) -> None:
    shopper.open("/account")
    kept = shopper.send("/account/tax-id", tax_id="DE136695976")
    shopper.open("/p/whole-milk-100000")
    shopper.send("/cart/lines", {"sku": "100000"}, quantity="1")
    suggested = shopper.open("/checkout").form("/checkout").fields["tax_id"]
    shopper.open("/account")

    forgotten = shopper.send("/account/tax-id", tax_id="")

    assert "Saved." in kept.text
    assert suggested == "DE136695976"
    assert forgotten.form("/account/tax-id").fields["tax_id"] == ""


def test_a_tax_id_that_is_none_is_not_kept(shopper: Reader) -> None:
    shopper.open("/account")

    page = shopper.send("/account/tax-id", tax_id="12345")

    assert "This is no tax id." in page.text


def test_a_copy_of_ones_data_is_asked_for_and_fetched(shopper: Reader) -> None:
    shopper.open("/account/privacy")

    page = shopper.send("/account/privacy/export")

    assert "Your data are being put together." in page.text
    assert "Download" in page.text


def test_somebody_asks_to_be_forgotten_and_takes_it_back(
    shopper: Reader, platform: Platform
) -> None:
    platform.by_email("household-1@demo.example")["has_password"] = True
    shopper.open("/account/privacy")

    page = shopper.send("/account/privacy/erasure", password="wrong")
    assert page.status == 422
    page = shopper.send("/account/privacy/erasure", password="demo-shopper")
    assert "will be deleted on" in page.text
    form = next(form for form in page.forms if form.action.endswith("/withdrawal"))
    page = shopper.post(form.action, form.fields)

    assert "Your password, so that we know it is you" in page.text


def test_without_a_password_a_code_proves_who_one_is(shopper: Reader, platform: Platform) -> None:
    platform.by_email("household-1@demo.example")["has_password"] = False

    page = shopper.open("/account/privacy")

    assert "Send me a code" in page.text
    assert "Code from the e-mail" in page.text
