"""Pictures that the shop was given: shown in sizes, passed on from the platform, kept for a while."""

import pytest
from storefront.client import Client
from storefront.fake_platform import Platform
from storefront.reader import Reader

from serai_storefront.web.kept_files import KeptFiles

NAME = "0123456789abcdef" * 2 + "-900x600-320"


def a_picture(number: int, **more: str) -> dict[str, object]:
    name = NAME.replace("0123", f"{number:04}")
    return {
        "src": f"/media/{name}.jpg",
        "alt": f"View {number}",
        "srcset": f"/media/{name}.jpg 320w",
        "srcset_webp": f"/media/{name}.webp 320w",
        "width": 900,
        "height": 600,
        **more,
    }


@pytest.fixture
def milk(platform: Platform) -> dict[str, object]:
    return platform.by_sku["100000"]


def test_a_file_is_asked_for_once_and_for_ever(client: Client, platform: Platform) -> None:
    platform.files.by_name[f"{NAME}.webp"] = b"RIFF"

    answers = [client.get(f"/media/{NAME}.webp") for _ in range(3)]

    assert [answer.content for answer in answers] == [b"RIFF"] * 3
    assert platform.files.asked == [f"{NAME}.webp"]
    headers = answers[0].headers
    assert headers["Content-Type"] == "image/webp"
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    again = client.get(f"/media/{NAME}.webp", headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name", ["x.svg", "x.html", "..%2fsecret.jpg", "%2e%2e.jpg", "a" * 200 + ".jpg"]
)
def test_nothing_else_is_asked_of_the_platform(
    client: Client, platform: Platform, name: str
) -> None:
    assert client.get(f"/media/{name}").status_code == 404
    assert platform.files.asked == []


def test_what_is_not_there_and_a_silent_platform_are_not_remembered(
    client: Client, platform: Platform
) -> None:
    platform.down = True
    assert client.get(f"/media/{NAME}.jpg").status_code == 503
    platform.down = False
    missing = client.get(f"/media/{NAME}.jpg")
    assert (missing.status_code, missing.headers["Cache-Control"]) == (404, "no-store")
    platform.files.by_name[f"{NAME}.jpg"] = b"now"
    assert client.get(f"/media/{NAME}.jpg").content == b"now"


def test_what_is_kept_makes_room_for_what_is_new() -> None:
    kept = KeptFiles(most_bytes=10)
    for name in ("a", "b"):
        kept.keep(name, b"12345")
    assert kept.get("a") == b"12345"
    kept.keep("c", b"123")
    kept.keep("d", b"12345678901")
    assert [name for name in "abcd" if kept.get(name)] == ["a", "c"]


def test_a_card_lets_the_browser_choose_a_size(reader: Reader, milk: dict[str, object]) -> None:
    milk["picture"] = a_picture(1)

    page = reader.open("/c/milk")

    [shown] = [
        attrs for tag, attrs in page.tags if tag == "img" and attrs["src"] == milk["picture"]["src"]
    ]
    assert (shown["srcset"], shown["width"], shown["height"], shown["alt"]) == (
        milk["picture"]["srcset"],
        "900",
        "600",
        "",
    )
    assert [attrs["srcset"] for tag, attrs in page.tags if tag == "source"] == [
        milk["picture"]["srcset_webp"]
    ]


def test_a_product_shows_all_its_pictures_and_those_of_the_chosen_variant_first(
    reader: Reader, milk: dict[str, object]
) -> None:
    milk["pictures"] = [
        a_picture(1),
        a_picture(2, sku="100000"),
        a_picture(3, sku="ANOTHER"),
        a_picture(4, alt=""),
    ]

    page = reader.open("/p/whole-milk-100000")

    alts = [
        attrs["alt"]
        for tag, attrs in page.tags
        if tag == "img" and attrs["src"].startswith("/media/")
    ]
    assert alts[:3] == ["View 2", "View 1", milk["name"]]
    assert alts[3:] == ["", "", ""]
    small = [attrs for tag, attrs in page.tags if attrs.get("href", "").startswith("#picture-")]
    assert [each["aria-label"] for each in small] == [f"Picture {n} of 3" for n in (1, 2, 3)]
    assert {each["href"][1:] for each in small} <= {attrs.get("id") for _, attrs in page.tags}


def test_one_picture_needs_no_gallery(reader: Reader, milk: dict[str, object]) -> None:
    milk["pictures"] = [a_picture(1)]

    page = reader.open("/p/whole-milk-100000")

    assert [src for src in page.images if src.startswith("/media/")] == [a_picture(1)["src"]]
    assert "#picture-1" not in page.links


def test_that_pictures_are_drawings_is_said_only_where_they_are(
    reader: Reader, platform: Platform, milk: dict[str, object]
) -> None:
    said = "Product pictures are drawings"
    assert said in reader.open("/p/whole-milk-100000").text
    assert said in reader.open("/c/milk").text
    assert said not in reader.open("/departments").text

    for number, product in enumerate(platform.goods):
        product["picture"] = a_picture(number)

    for path in ("/", "/c/milk", "/p/whole-milk-100000"):
        assert said not in reader.open(path).text
