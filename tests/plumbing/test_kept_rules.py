"""The rules of tables that every order writes: kept read, refused by their names."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from serai.ordering.models import CartRow
from serai.plumbing.db import execute, rows
from serai.plumbing.db.kept_rules import enforce_as_declared, keep_rules

pytestmark = pytest.mark.django_db
CART = "ordering_cart"


def _enforced(table: str = CART) -> set[str]:
    asked = """
        SELECT conname FROM pg_constraint
        WHERE contype = 'c' AND conenforced AND conrelid = to_regclass(%s)"""
    return {name for (name,) in rows(asked, [table])}


def _declared() -> set[str]:
    return {each.name for each in CartRow._meta.constraints if isinstance(each, CheckConstraint)}


def _plan(label: str) -> list[tuple[SimpleNamespace, bool]]:
    return [(SimpleNamespace(app_label=label), False)]


def _cart(**fields: object) -> None:
    execute(
        """
        INSERT INTO ordering_cart (state, lines, items_minor, delivery_minor, discount_minor, tax_minor,
          total_minor, explanation, id, channel_code, currency, locale, guest_hash, created_at,
          updated_at, version, taxes, promotions)
        VALUES (%(state)s, '[]', %(items)s, 0, 0, 0, %(total)s, '[]', gen_random_uuid(), 'web', 'EUR', 'en',
          %(guest)s::bytea, now(), now(), 1, '{}', '{}')""",
        {"state": "open", "items": 5, "total": 5, "guest": b"x"} | fields,
    )


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ({"items": 4}, "ordering_cart_adds_up"),
        ({"items": -1, "total": -1}, "ordering_cart_none_negative"),
        ({"guest": None}, "ordering_cart_has_owner"),
        ({"state": "lost"}, "ordering_cart_state"),
    ],
)
def test_a_broken_rule_is_named_whether_it_is_kept_or_enforced_as_declared(broken, rule):
    _cart()
    for arrange in (keep_rules, lambda: enforce_as_declared(_plan("ordering"))):
        arrange()

        with (
            pytest.raises(IntegrityError, match=f'violates check constraint "{rule}"'),
            transaction.atomic(),
        ):
            _cart(**broken)


def test_after_a_migration_one_constraint_stands_for_all_and_before_one_each_for_itself():
    assert _enforced() == {"ordering_cart_rules"}

    enforce_as_declared(_plan("ordering"))
    assert _enforced() == _declared()

    keep_rules()
    assert _enforced() == {"ordering_cart_rules"}


def test_what_is_not_migrated_is_left_alone():
    enforce_as_declared(_plan("catalog"))
    enforce_as_declared([])

    assert _enforced() == {"ordering_cart_rules"}


def test_a_rule_that_comes_later_is_enforced_at_once_and_kept_after_the_migration():
    enforce_as_declared(_plan("ordering"))
    execute(
        "ALTER TABLE ordering_cart ADD CONSTRAINT ordering_cart_cheap CHECK (total_minor < 100)"
    )
    keep_rules()

    assert _enforced() == {"ordering_cart_rules"}
    with pytest.raises(IntegrityError, match="ordering_cart_cheap"), transaction.atomic():
        _cart(items=100, total=100)

    execute("ALTER TABLE ordering_cart DROP CONSTRAINT ordering_cart_cheap")
    keep_rules()
    _cart(items=100, total=100)


def test_nothing_is_done_where_all_is_kept(django_assert_num_queries):
    keep_rules()

    with django_assert_num_queries(3):
        keep_rules()


def test_every_table_that_asks_for_it_has_its_rules_kept():
    kept = {"ordering_order", "payments_payment", "inventory_reservation", "inventory_balance"}
    for table in kept | {"inventory_movement", "ledger_account"}:
        assert _enforced(table) == {f"{table}_rules"}, table
