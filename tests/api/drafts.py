"""A draft that could be ordered, and a right call of every operation on drafts."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from factories.ordering import ADDRESS, CONTACT

from serai.kernel import clock
from serai.ordering.domain.contact import Address, Contact
from serai.ordering.usecases.drafts.write_draft import DraftLine, WriteDraft, create_draft


def a_ready_draft() -> UUID:
    """Make up a draft of a MILK at 1.50 that is sent to Ann."""
    command = WriteDraft(
        "web",
        (DraftLine("MILK", 1, 150, "A regular"),),
        clock.now() + timedelta(days=7),
        "Sam",
        contact=Contact("ann@example.org", "Ann Example", Address(**ADDRESS)),
        delivery="standard",
    )
    return create_draft(command, secret=settings.SERAI_SECRET, now=clock.now()).id


def draft_calls(
    draft_id: UUID, to_withdraw: UUID, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the staff's calls by operation."""
    body = {
        "channel_code": "web",
        "lines": [{"sku": "MILK", "quantity": 2, "unit_minor": 150, "reason": "A regular"}],
        "contact": CONTACT,
        "expires_at": (clock.now() + timedelta(days=7)).isoformat(),
    }
    order = {"method": "cash_on_delivery", "expected_total_minor": 150 + 499}
    return {
        "drafts": plain(query="?limit=5"),
        "create_draft": plain(body),
        "draft": plain(draft_id=draft_id),
        "change_draft": plain({**body, "version": 1}, draft_id=draft_id),
        "send_draft": plain(draft_id=draft_id),
        "withdraw_draft": plain(draft_id=to_withdraw),
        "place_draft": plain(order, draft_id=draft_id),
    }
