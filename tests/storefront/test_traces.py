"""What was looked at and looked for in this visit: shown again after a yes, forgotten when asked, else never kept."""

import pytest
from storefront.fake_platform import Platform
from storefront.reader import Reader

MILK, CHEDDAR = "/p/whole-milk-100000", "/p/sharp-cheddar-cheese-100003"
AGED_GOUDA = "/p/very-old-gouda-with-a-name-that-goes-on-and-on-for-a-long-while-100045"


@pytest.fixture
def agreed(reader: Reader) -> Reader:
    """A reader who allows suggestions."""
    reader.open("/")
    reader.send("/choices", {"next": "/"}, everything="yes")
    return reader


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/p/very-old-gouda-with-a-name-that-goes-on-and-on-for-a-long-while-100045",
        "/search?q=qwertz",
    ],
)
def test_what_was_looked_at_is_shown_again(agreed: Reader, path: str) -> None:
    agreed.open(MILK)
    agreed.open(CHEDDAR)

    page = agreed.open(path)

    shown = page.text[page.text.index("You looked at") :]
    assert shown.index("Sharp Cheddar") < shown.index("Whole Milk")


def test_a_product_is_not_shown_beside_itself(agreed: Reader) -> None:
    page = agreed.open(MILK)

    assert "You looked at" not in page.text
    assert "You looked at" in agreed.open(CHEDDAR).text


def test_without_a_yes_nothing_is_remembered(reader: Reader) -> None:
    reader.open("/")
    reader.send("/choices", {"next": "/"}, everything="no")
    reader.open(MILK)
    reader.open("/search?q=milk")

    assert "You looked at" not in reader.open("/").text
    assert "Your last searches" not in reader.open("/search").text
    assert not {"serai_seen", "serai_searches"} & set(reader.client.cookies)


def test_a_product_that_is_gone_is_left_out(agreed: Reader, platform: Platform) -> None:
    agreed.open(MILK)
    agreed.open(CHEDDAR)
    platform.goods = [good for good in platform.goods if good["sku"] != "100000"]

    page = agreed.open("/")

    assert "Whole Milk" not in page.text[page.text.index("You looked at") :]


def test_the_last_searches_are_offered_before_anything_is_typed(agreed: Reader) -> None:
    for text in ("milk", "cheddar", "Milk", "qwertz"):
        agreed.open(f"/search?q={text}")

    page = agreed.open("/search")
    empty, begun = (
        agreed.client.get(f"/search/completions?q={text}").json()["groups"] for text in ("", "che")
    )

    assert [link for link in page.links if link.startswith("/search?q=")] == [
        "/search?q=Milk",
        "/search?q=cheddar",
    ]
    assert [(each["label"], [one["text"] for one in each["options"]]) for each in empty] == [
        ("Your last searches", ["Milk", "cheddar"])
    ]
    assert [one["text"] for one in begun[0]["options"]] == ["cheddar"]


def test_searches_in_any_script_come_back_as_they_were_typed(
    agreed: Reader, platform: Platform
) -> None:
    platform.goods[0]["name"] = "חלב ~ 3%"
    agreed.open("/search?q=חלב ~ 3%25")

    assert "חלב ~ 3%" in agreed.open("/search").text


@pytest.mark.parametrize(("path", "next_page"), [("/search", "/search"), ("/", "/")])
def test_traces_are_forgotten_when_asked(agreed: Reader, path: str, next_page: str) -> None:
    agreed.open(MILK)
    agreed.open("/search?q=milk")
    agreed.open(path)

    after = agreed.send("/choices/traces", {"next": next_page})

    assert "Forgotten." in after.text
    assert "You looked at" not in agreed.open("/").text
    assert "Your last searches" not in agreed.open("/search").text
