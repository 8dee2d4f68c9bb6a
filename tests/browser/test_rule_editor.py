"""Staff write conditions in a real browser: with the keyboard, from the right, and without a script."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from browser.conftest import Visitor, at_work
from playwright.sync_api import Page, expect
from running_shop import RunningShop

pytestmark = pytest.mark.slow

UNNAMED = (Path(__file__).parent / "looks" / "unnamed.js").read_text()


Visit = Callable[..., Visitor]


def log_in(visit: Visit, office: RunningShop, **options: Any) -> Page:
    page = at_work(visit, office, **options)
    page.goto(f"http://127.0.0.1:{office.port}/admin/catalog/collection/write/")
    return page


def kept(office: RunningShop, slug: str) -> Any:
    with psycopg.connect(office.server.url) as connection:
        found = connection.execute(
            "SELECT conditions FROM catalog_collection WHERE slug = %s", [slug]
        ).fetchone()
    return found and found[0]


def test_conditions_are_written_with_the_keyboard_alone(visit: Visit, office: RunningShop) -> None:
    page = log_in(visit, office)
    counted = page.get_by_role("status")
    expect(counted).to_have_text("3 match")
    page.get_by_label("Name", exact=False).first.fill("Milk")

    page.get_by_role("button", name="Add a condition").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What it is about")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("What is said")).to_be_focused()
    page.keyboard.type("contains")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Value")).to_be_focused()
    page.keyboard.type("MILK")
    expect(counted).to_have_text("2 match")
    expect(page.get_by_text("In words: Name contains “MILK”")).to_be_visible()
    assert page.evaluate(UNNAMED) == []

    page.get_by_role("button", name="Save").press("Enter")
    page.wait_for_url("**/change/")
    assert kept(office, "milk") == {
        "combinator": "and",
        "not": False,
        "rules": [{"field": "name", "operator": "contains", "value": "MILK"}],
    }


def test_a_fault_stands_at_its_condition(visit: Visit, office: RunningShop) -> None:
    page = log_in(visit, office)
    page.get_by_role("button", name="Add a group").click()
    inner = page.get_by_role("group", name="Group of conditions").nth(1)
    inner.get_by_role("button", name="Add a condition").click()
    inner.get_by_label("Value").first.fill("Milk")
    empty = page.get_by_role("group", name="Condition 2")

    expect(page.get_by_role("status")).to_have_text("Complete the marked conditions")
    expect(empty.get_by_text("Type a text of 1 to 500 characters.")).to_be_visible()
    expect(empty.get_by_label("Value")).to_have_attribute("aria-invalid", "true")
    described = empty.get_by_label("Value").get_attribute("aria-describedby")
    expect(page.locator(f"[id='{described}']")).to_have_text("Type a text of 1 to 500 characters.")

    page.get_by_role("button", name="Remove condition 2").click()
    expect(inner.get_by_role("button", name="Add a condition")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("0 match")


def test_values_are_added_to_a_list_and_the_group_is_turned_round(
    visit: Visit, office: RunningShop
) -> None:
    page = log_in(visit, office)
    page.get_by_role("button", name="Add a condition").click()
    page.get_by_label("What it is about").select_option("channels")
    page.get_by_label("Value").fill("web")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("3 match")

    page.get_by_label("The opposite (not)").check()
    expect(page.get_by_role("status")).to_have_text("0 match")
    page.get_by_role("button", name="Remove web").click()
    expect(page.get_by_text("Choose at least one value.")).to_be_visible()


def test_the_json_and_the_editor_are_one(visit: Visit, office: RunningShop) -> None:
    page = log_in(visit, office)
    page.get_by_text("As JSON").click()
    tree = {"combinator": "or", "rules": [{"field": "on_sale", "operator": "=", "value": True}]}
    page.locator("textarea[name=conditions]").fill(json.dumps(tree))

    expect(page.get_by_label("Group of conditions").get_by_role("combobox").first).to_have_value(
        "or"
    )
    expect(page.get_by_label("What it is about")).to_have_value("on_sale")
    expect(page.get_by_role("status")).to_have_text("3 match")


@pytest.mark.parametrize(
    ("locale", "add", "counted"),
    [("he-IL", "הוספת תנאי", "מתאימים"), ("ar-EG", "إضافة شرط", "مطابق")],
)
def test_the_editor_reads_from_the_right(
    visit: Visit, office: RunningShop, locale: str, add: str, counted: str
) -> None:
    page = log_in(visit, office, locale=locale)
    page.get_by_role("button", name=add).click()
    page.locator("[data-part=operator]").select_option("contains")
    page.locator("[data-part=value]").fill("milk")

    expect(page.get_by_role("status")).to_have_text(re.compile(f"2.*{counted}"))
    about, value = (
        page.locator(f"[data-part={part}]").bounding_box() for part in ("field", "value")
    )
    assert about
    assert value
    assert about["x"] > value["x"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script_the_conditions_are_typed_as_json(
    visit: Visit, office: RunningShop
) -> None:
    page = log_in(visit, office, java_script_enabled=False)
    page.locator("[name=name]").fill("Bread")
    page.locator("[name=conditions]").fill('{"rules": [{"field": "name", "operator": "is"}]}')
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("/rules/0/operator")

    right = {"rules": [{"field": "name", "operator": "endsWith", "value": "bread"}]}
    page.locator("[name=conditions]").fill(json.dumps(right))
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/change/")
    assert kept(office, "bread")["rules"] == right["rules"]


def test_it_fits_into_a_hand(visit: Visit, office: RunningShop) -> None:
    page = log_in(visit, office, viewport={"width": 390, "height": 844})
    page.get_by_role("button", name="Add a group").click()

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 600}, {"width": 390, "height": 600}])
def test_the_button_of_a_long_dialog_is_reached(
    visit: Visit, office: RunningShop, size: dict[str, int]
) -> None:
    page = log_in(visit, office, viewport=size)
    page.goto(f"http://127.0.0.1:{office.port}/admin/ordering/salerulerow/")
    if size["width"] < 600:
        page.get_by_text("more_horiz").click()
    page.get_by_role("link", name="Write a new one").click()
    page.get_by_label("Regime").fill(f"alcohol{size['width']}")
    page.get_by_role("button", name="Write").click()

    expect(page.get_by_text(f"alcohol{size['width']}").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
