"""The cart: adding, changing, coming back to it."""

from storefront.client import Client
from storefront.fake_platform import GIFT_CARD, Platform
from storefront.reader import Reader


def test_a_product_goes_into_the_cart_without_javascript(
    reader: Reader, platform: Platform
) -> None:
    reader.open("/c/dairy")

    page = reader.send("/cart/lines", {"sku": "100001"})

    assert page.path == "/c/dairy"
    assert "Added to your cart." in page.text
    assert "Cart, 1 item" in page.answer.text
    [cart] = [cart for cart in platform.carts.values() if cart["owner"] is None]
    assert cart["lines"] == {"100001": 1}


def test_the_note_is_shown_once(reader: Reader) -> None:
    reader.open("/c/dairy")
    reader.send("/cart/lines", {"sku": "100001"})

    assert "Added to your cart." not in reader.open("/c/dairy").text


def test_the_same_form_sent_twice_adds_once(reader: Reader, platform: Platform) -> None:
    reader.open("/c/dairy")
    reader.send("/cart/lines", {"sku": "100001"})
    form = reader.page.form("/cart/lines", sku="100001")

    reader.post("/cart/lines", form.fields)
    reader.post("/cart/lines", form.fields)

    [cart] = [cart for cart in platform.carts.values() if cart["owner"] is None]
    assert cart["lines"] == {"100001": 2}


def test_quantities_change_and_lines_go(with_cart: Reader) -> None:
    page = with_cart.open("/cart")
    assert "$6.98" in page.text

    page = with_cart.send("/cart/lines/100000", {"quantity": "2"}, quantity="3")
    assert "$10.47" in page.text

    page = with_cart.send("/cart/lines/100000", {"quantity": "3"}, quantity="0")
    assert "There is nothing in it yet" in page.text


def test_the_cart_explains_its_total(with_cart: Reader) -> None:
    page = with_cart.open("/cart")

    assert "How this is worked out" in page.text
    assert "2 × Whole Milk at $3.49: $6.98" in page.text
    assert "chosen at checkout" in page.text


def test_a_script_gets_counts_and_words(with_cart: Reader) -> None:
    form = with_cart.open("/c/dairy").form("/cart/lines", sku="100000")

    answer = with_cart.client.post(
        "/cart/lines", data=form.fields, headers={"Accept": "application/json"}
    )

    assert answer.json() == {
        "count": 3,
        "count_label": "Cart, 3 items",
        "quantity": 3,
        "message": "Added to your cart.",
    }


def test_impossible_quantities_are_refused_with_a_sentence(with_cart: Reader) -> None:
    page = with_cart.open("/cart")

    page = with_cart.send("/cart/lines/100000", {"quantity": "2"}, quantity="500")

    assert page.status == 422
    assert "This quantity is not possible." in page.text


def test_a_cart_that_is_gone_makes_room_for_a_new_one(
    with_cart: Reader, platform: Platform
) -> None:
    platform.carts.clear()
    with_cart.open("/c/dairy")

    page = with_cart.send("/cart/lines", {"sku": "100001"})

    assert page.status == 200
    assert "Cart, 1 item" in page.answer.text


def test_a_forged_cart_cookie_opens_nothing(
    client: Client, with_cart: Reader, platform: Platform
) -> None:
    cart_id = client.cookies["serai_cart"].partition(".")[0]
    client.cookies.set("serai_cart", f"{cart_id}.src_forged", domain="testserver.local")

    page = Reader(client).open("/cart")

    assert "There is nothing in it yet" in page.text


def test_cookies_hold_only_opaque_values_and_are_shut_to_scripts(
    client: Client, with_cart: Reader
) -> None:
    answer = client.post(
        "/cart/lines", data=with_cart.open("/c/dairy").form("/cart/lines", sku="100001").fields
    )
    [set_cookie] = [
        value for value in answer.history[0].headers.get_list("set-cookie") if "note" in value
    ]

    assert "HttpOnly" in set_cookie
    assert "SameSite=lax" in set_cookie
    assert set(client.cookies) <= {"serai_cart", "serai_visit", "serai_note"}


def test_a_code_takes_something_off_and_is_taken_out_again(with_cart: Reader) -> None:
    page = with_cart.open("/cart")
    assert "$12.50 more for “Free delivery”" in page.text

    page = with_cart.send("/cart/codes", code="spring24")
    assert "The code is in your cart." in page.text
    assert "Fifty off" in page.text
    assert "−$0.50" in page.text

    page = with_cart.send("/cart/codes/SPRING24")
    assert "The code is no longer in your cart." in page.text
    assert "−$0.50" not in page.text


def test_a_code_that_cannot_be_used_is_told_and_changes_nothing(with_cart: Reader) -> None:
    with_cart.open("/cart")

    page = with_cart.send("/cart/codes", code="nobody")

    assert page.path == "/cart"
    assert "This code cannot be used." in page.text


def test_gift_cards_are_sent_to_somebody(reader: Reader, platform: Platform) -> None:
    reader.open("/c/berries")
    reader.send("/cart/lines", {"sku": GIFT_CARD})
    assert "Send it to somebody, with a message" in reader.open("/cart").text
    page = reader.open(f"/cart/lines/{GIFT_CARD}/recipients")
    assert "Empty: as soon as it is paid." in page.text

    wrong = reader.send(f"/cart/lines/{GIFT_CARD}/recipients", **{"email-1": "noa"})
    told = {"email-1": "noa@example.org", "name-1": "Noa", "send_on-1": "2027-03-14"}
    right = reader.send(f"/cart/lines/{GIFT_CARD}/recipients", **told, **{"message-1": "Hug"})

    assert "Enter an e-mail address like" in wrong.text
    assert right.path == "/cart"
    assert "For noa@example.org: change it" in right.text
    [cart] = [cart for cart in platform.carts.values() if cart["owner"] is None]
    [noa] = cart["recipients"][GIFT_CARD]
    assert (noa["name"], noa["message"], noa["send_on"]) == ("Noa", "Hug", "2027-03-14")
    again = reader.open(f"/cart/lines/{GIFT_CARD}/recipients").answer.text
    assert 'value="noa@example.org"' in again


def test_only_lines_of_gift_cards_have_recipients(with_cart: Reader) -> None:
    assert with_cart.open("/cart/lines/100000/recipients").answer.status_code == 404
    assert "Send it to somebody" not in with_cart.open("/cart").text


def test_a_cart_is_shown_what_goes_with_it_and_why(reader: Reader) -> None:
    reader.open("/c/dairy")
    reader.send("/cart/lines", {"sku": "100001"})

    page = reader.open("/cart")

    assert "Forgotten anything?" in page.text
    assert "Goes with 100001." in page.text
