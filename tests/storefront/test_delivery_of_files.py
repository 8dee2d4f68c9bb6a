"""How answers travel: caching, compression, pictures, machine-read files."""

from storefront.client import Client
from storefront.fake_platform import Platform
from storefront.reader import Reader


def test_static_files_are_cached_for_ever_under_their_digest(
    client: Client, reader: Reader
) -> None:
    [sheet] = [
        attrs["href"] for tag, attrs in reader.open("/").tags if attrs.get("rel") == "stylesheet"
    ]

    answer = client.get(sheet)

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert client.get(sheet, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_old_digest_still_gets_the_file_but_not_for_ever(client: Client) -> None:
    answer = client.get("/static/0ld/shop.css")

    assert answer.status_code == 200
    assert "immutable" not in answer.headers["Cache-Control"]
    assert client.get("/static/x/nothing.css").status_code == 404


def test_pages_are_compressed_and_not_shared_between_readers(reader: Reader) -> None:
    headers = reader.open("/", **{"Accept-Encoding": "gzip"}).answer.headers

    assert headers["Content-Encoding"] == "gzip"
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in headers["Vary"]


def test_scripts_and_styles_stay_small(client: Client, reader: Reader) -> None:
    files = client.app.state.front.static.files  # type: ignore[attr-defined]

    scripts = {name: len(file.compressed) for name, file in files.items() if name.endswith(".js")}

    assert scripts.pop("card.js") < 2_000  # the payment page alone
    assert scripts.pop("passkeys.js") < 2_000  # pages that ask for a passkey
    assert scripts.pop("places.js") < 1_000  # pages with an address to type
    assert scripts.pop("wallets.js") < 2_500  # the payment page alone
    assert sum(scripts.values()) < 8_000
    assert len(files["shop.css"].compressed) < 12_000


def test_a_picture_is_a_drawing_that_can_do_nothing(client: Client) -> None:
    answer = client.get("/pictures/milk/national/whole-milk.svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "max-age=604800" in answer.headers["Cache-Control"]
    assert (
        client.get(
            "/pictures/milk/national/whole-milk.svg",
            headers={"If-None-Match": answer.headers["ETag"]},
        ).status_code
        == 304
    )


def test_health_does_not_depend_on_the_platform(client: Client, platform: Platform) -> None:
    platform.down = True

    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_platform_out_of_reach_is_told_in_words(reader: Reader, platform: Platform) -> None:
    reader.open("/")
    platform.down = True

    page = reader.open("/c/dairy")

    assert page.status == 503
    assert "We cannot reach the shop right now." in page.text
    assert reader.open("/").status == 200


def test_every_call_carries_key_language_and_bearer(with_cart: Reader, platform: Platform) -> None:
    platform.seen.clear()

    with_cart.open("/cart", **{"Accept-Language": "pt"})

    [(_, _, headers)] = [call for call in platform.seen if call[1].startswith("/api/shop/carts/")]
    assert headers["serai-key"] == "pk_demo_web"
    assert headers["accept-language"] == "pt"
    assert headers["authorization"].startswith("Bearer src_")


def test_machines_are_kept_out_of_what_is_personal(client: Client) -> None:
    assert "Disallow: /checkout" in client.get("/robots.txt").text
    assert client.get("/favicon.svg").headers["Content-Type"] == "image/svg+xml"
