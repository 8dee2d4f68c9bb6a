"""Right calls of promotions and their coupons."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

RULE = {
    "code": "five-off",
    "name": "Five per cent off",
    "currency": "USD",
    "minimum": {"spend": "50.00"},
    "benefit": {"kind": "order_off", "off": {"percent": "5"}},
}


def promotion_calls(
    promotions: Mapping[str, UUID], batch_id: UUID, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the calls by operation."""
    by_code = {"promotion_id": promotions["by-code"]}
    draft = {"promotion_id": promotions["draft"]}
    rewritten = {"rule": {**RULE, "code": "draft"}, "names": {"he": "חמישה אחוזים"}}
    return {
        "promotion_page": plain(query="?state=active&limit=5"),
        "write_promotion": plain({"rule": RULE, "most_uses": 100, "budget": "500.00"}),
        "promotion": plain(**by_code),
        "rewrite_promotion": plain(rewritten, **draft),
        "delete_draft": plain(**draft),
        "change_promotion_state": plain({"action": "activate"}, **draft),
        "given_by_promotion": plain(**by_code),
        "coupon_page": plain(query="?limit=5", **by_code),
        "add_coupon": plain({"code": f"MAY-{uuid4().hex[:8]}", "most_uses": 10}, **by_code),
        "make_coupons": plain({"count": 3, "prefix": "MAY"}, **by_code),
        "codes_of_batch": plain(batch_id=batch_id, **by_code),
        "promotion_simulation": plain(
            query="?channel=web&since=2026-10-01&until=2026-11-01&margin=0.25", **by_code
        ),
        "stop_coupon": plain(code="SPRING24"),
    }
