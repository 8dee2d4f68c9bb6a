"""What keeps readers safe: forms, headers, cookies, addresses."""

import httpx
import pytest
from starlette.responses import Response
from starlette.routing import Route
from storefront.client import Client
from storefront.conftest import SETTINGS
from storefront.fake_api import create_fake
from storefront.fake_platform import Platform
from storefront.reader import Page, Reader

from serai_storefront.app import create_app
from serai_storefront.web.cookies import CartPass
from serai_storefront.web.page import page
from serai_storefront.web.visit import Visit

PAGES = (
    "/",
    "/departments",
    "/c/dairy",
    "/search?q=milk",
    "/search",
    "/p/whole-milk-100000",
    "/cart",
    "/choices",
    "/account/login",
    "/account/register",
    "/nowhere",
)


@pytest.mark.parametrize("token", ["", "x", "abc.def"])
def test_a_form_without_its_token_changes_nothing(
    with_cart: Reader, platform: Platform, token: str
) -> None:
    fields = {
        **with_cart.open("/c/dairy").form("/cart/lines", sku="100001").fields,
        "form_token": token,
    }

    page = with_cart.post("/cart/lines", fields)

    assert page.status == 403
    assert "This form is too old." in page.text
    assert all(
        "100001" not in cart["lines"] for cart in platform.carts.values() if cart["owner"] is None
    )


def test_a_token_of_another_visit_is_worth_nothing(reader: Reader) -> None:
    stolen = reader.open("/c/dairy").form("/cart/lines", sku="100001").fields
    reader.client.cookies.clear()
    reader.open("/")

    assert reader.post("/cart/lines", stolen).status == 403


def test_a_form_sent_from_another_site_is_refused(reader: Reader) -> None:
    fields = reader.open("/c/dairy").form("/cart/lines", sku="100001").fields

    assert reader.post("/cart/lines", fields, **{"Sec-Fetch-Site": "cross-site"}).status == 403


def test_tokens_differ_on_every_page(reader: Reader) -> None:
    tokens = {reader.open("/").form("/language").fields["form_token"] for _ in range(3)}

    assert len(tokens) == 3


def test_logging_in_starts_a_new_visit(shopper: Reader, client: Client) -> None:
    reader = Reader(client)
    before = client.cookies["serai_visit"]
    reader.open("/account")
    reader.send("/account/logout")

    assert client.cookies["serai_visit"] != before


@pytest.mark.parametrize("path", PAGES)
def test_pages_carry_no_inline_scripts_styles_or_foreign_addresses(
    reader: Reader, path: str
) -> None:
    page = reader.open(path)

    for tag, attrs in page.tags:
        assert "style" not in attrs, (tag, attrs)
        assert not [name for name in attrs if name.startswith("on")], (tag, attrs)
        assert tag != "style"
        if tag == "script":
            assert "src" in attrs or attrs["type"] == "application/ld+json"
        for name in ("src", "href", "action"):
            target = attrs.get(name, "")
            assert not target.startswith("//")
            assert target.startswith(("/", "#", "http://testserver/")) or not target, (tag, target)


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_its_policy(reader: Reader, path: str) -> None:
    headers = reader.open(path).answer.headers

    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_behind_tls_cookies_are_secure_and_transport_is_strict(platform: Platform) -> None:
    settings = SETTINGS.model_copy(update={"storefront_url": "https://shop.example"})
    app = create_app(settings, httpx.ASGITransport(create_fake(platform)))

    client = Client(app, "https://shop.example")
    answer = client.get("/")
    client.close()

    [cookie] = answer.headers.get_list("set-cookie")
    assert cookie.startswith("__Secure-serai_visit=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_large_forms_are_refused(reader: Reader) -> None:
    reader.open("/")

    assert reader.post("/language", {"next": "x" * 70_000}).status == 413
    assert reader.post("/language", {f"f{n}": "1" for n in range(200)}).status == 413


def test_bytes_that_are_no_text_are_survived(client: Client) -> None:
    answer = client.post(
        "/language",
        content=b"next=%ff%fe&\xff\x00",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 403
    assert client.get("/search?q=%ff%00").status_code == 200


@pytest.mark.parametrize("value", ["", "not a pass", "a/b.c", "../x.y", "id.tok en", "x" * 500])
def test_a_strange_cart_cookie_is_no_pass(value: str, client: Client) -> None:
    if value != "x" * 500:
        assert CartPass.read(value) is None
    client.cookies.set("serai_cart", value.replace(" ", "%20"))

    assert client.get("/").status_code == 200


def test_the_language_is_kept_and_the_address_stays(reader: Reader) -> None:
    reader.open("/c/dairy?sort=price")

    page = reader.send("/language", {"next": "/c/dairy?sort=price"}, language="he")

    assert page.path == "/c/dairy?sort=price"
    assert ("html", {"lang": "he", "dir": "rtl"}) in page.tags


def test_a_choice_is_kept_and_not_asked_again(reader: Reader) -> None:
    assert "May we suggest" in reader.open("/").text

    reader.send("/choices", {"next": "/"}, personalisation="no")

    assert "May we suggest" not in reader.open("/").text
    assert "Personal suggestions are off." in reader.open("/choices").text


def test_a_page_that_fails_says_sorry_and_keeps_its_headers(reader: Reader) -> None:
    async def fail(_: Visit) -> Response:
        raise RuntimeError("a secret of ours")

    reader.client.app.router.routes.insert(0, Route("/bug", page(fail)))

    shown = reader.open("/bug")

    assert shown.status == 500
    assert "Something went wrong on our side." in shown.text
    assert "secret" not in shown.answer.text
    assert "script-src 'self'" in shown.answer.headers["Content-Security-Policy"]


def test_no_page_tells_how_it_failed(reader: Reader, platform: Platform) -> None:
    platform.goods[0]["price"] = "broken"

    page = Page(reader.client.get("/p/whole-milk-100000"))

    assert page.status == 503
    assert "Traceback" not in page.answer.text
    assert "We cannot reach the shop right now." in page.text
