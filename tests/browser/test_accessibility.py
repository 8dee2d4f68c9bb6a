"""What WCAG 2.2 AA asks for and a machine can see: names, roles, order, contrast, reflow, targets."""

import importlib.util
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from browser.conftest import Visitor
from browser.test_buying import to_payment
from playwright.sync_api import Page, expect

Visit = Callable[..., Visitor]

PATHS = (
    "/",
    "/departments",
    "/c/dairy?brand=old-barn",
    "/search?q=mlik",
    "/search?q=qwertz",
    "/p/whole-milk-100000",
    "/p/sharp-cheddar-cheese-100003",
    "/p/whole-milk-100000/stores?near=39.1,-84.5",
    "/cart",
    "/kept",
    "/compare",
    "/search",
    "/account/login",
    "/account/register",
    "/choices",
    "/nowhere",
)

HEADINGS = """where => [...document.querySelectorAll(`${where} :is(h1,h2,h3,h4)`)]
  .filter(each => each.checkVisibility()).map(each => Number(each.tagName[1]))"""
TWICE = """() => [...document.querySelectorAll('[id]')].map(each => each.id)
  .filter((id, at, all) => all.indexOf(id) !== at)"""
LOOKS = Path(__file__).parent / "looks"
FOCUS_IS_SEEN = (LOOKS / "focus_is_seen.js").read_text()
UNNAMED = (LOOKS / "unnamed.js").read_text()

FAINT = (LOOKS / "faint.js").read_text()

SMALL = (LOOKS / "small.js").read_text()


@pytest.mark.parametrize("path", PATHS)
def test_everything_that_can_be_used_has_a_name(visit: Visit, path: str) -> None:
    page = visit(decided=False).open(path)

    assert page.evaluate(UNNAMED) == []


@pytest.mark.parametrize("path", PATHS)
def test_pages_have_landmarks_one_title_and_steady_headings(visit: Visit, path: str) -> None:
    page = visit().open(path)

    assert page.title()
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    levels = page.evaluate(HEADINGS, "body")
    assert levels.count(1) == 1, levels
    main = page.evaluate(HEADINGS, "main")
    assert main[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(main)), main
    assert page.evaluate(TWICE) == []
    assert page.evaluate("[...document.images].filter(e => !e.hasAttribute('alt')).length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_words_stand_out_from_their_ground(visit: Visit, path: str, scheme: str) -> None:
    page = visit(decided=False, color_scheme=scheme).open(path)

    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_too_small_to_hit_or_too_wide_to_read(visit: Visit, path: str) -> None:
    page = visit(viewport={"width": 320, "height": 640}).open(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(SMALL) == []


def test_the_checkout_is_accessible_too(visit: Visit) -> None:
    visitor = visit()
    page = to_payment(visitor)
    page.get_by_role("button", name="Place the order").click()
    expect(page.get_by_role("alert")).to_be_focused()

    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(FAINT) == []
    for label in ("Card number", "Expiry date", "Security code"):
        field = page.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        described = (field.get_attribute("aria-describedby") or "").split()
        assert any("Error:" in page.locator(f"#{name}").inner_text() for name in described)


def test_the_account_is_accessible_too(visit: Visit) -> None:
    visitor = visit()
    visitor.log_in()
    for path in (
        "/account",
        "/account/orders",
        "/account/addresses",
        "/account/cards",
        "/account/passkeys",
        "/account/consents",
    ):
        page = visitor.open(path)

        assert page.evaluate(UNNAMED) == []
        assert page.evaluate(FAINT) == []


def test_the_skip_link_comes_first_and_works(visit: Visit) -> None:
    page = visit().open("/c/dairy")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("main")).to_be_focused()


def test_focus_is_always_seen_and_follows_the_page(visit: Visit) -> None:
    page = visit().open("/c/dairy")
    order, seen = [], []
    for _ in range(40):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
        seen.append(_focus_is_seen(page))

    assert order == sorted(order)
    assert all(seen)


def test_searching_by_keyboard_alone(visit: Visit) -> None:
    page = visit().open("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    search = page.get_by_role("combobox", name="Search for products")
    expect(search).to_be_focused()
    expect(search).to_have_attribute("aria-expanded", "false")

    page.keyboard.type("ched")
    expect(page.get_by_role("listbox")).to_be_visible()
    expect(search).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = search.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(search).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Sharp Cheddar Cheese")


def test_new_words_are_announced(visit: Visit) -> None:
    page = visit().open("/c/dairy")

    expect(page.locator("#toast")).to_have_attribute("role", "status")
    page.get_by_role("combobox", name="Search for products").fill("milk")
    expect(page.locator(".search [role=status]")).to_have_text(
        "Suggestions: 7. Use the arrow keys to choose."
    )


def test_an_order_prints_without_the_shop_around_it(visit: Visit) -> None:
    visitor = visit()
    visitor.log_in()
    page = visitor.open("/account/orders")
    page.get_by_role("link", name="Order W-").first.click()

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.skipif(
    importlib.util.find_spec("axe_playwright_python") is None,
    reason="axe-playwright-python is not installed",
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Visit, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visitor = visit(decided=False, color_scheme=scheme)
    rules = {
        "runOnly": {
            "type": "tag",
            "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        }
    }
    for path in PATHS:
        found = Axe().run(visitor.open(path), options=rules)

        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


def _focus_is_seen(page: Page) -> bool:
    return bool(page.evaluate(FOCUS_IS_SEEN))
