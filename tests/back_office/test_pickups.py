"""What waits in a store, in the back office: put aside, and handed out to the right one."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from factories.catalog import a_variant
from factories.inventory import a_location

from serai.fulfilment.public import (
    GroupKind,
    GroupState,
    OpenGroups,
    OrderedUnits,
    Spot,
    group,
    open_groups,
    pickup_code,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def press(client: Client, address: str, **answers: object) -> str:
    given = {"_form_submitted": "True", **answers}
    return client.post(address, given, follow=True).content.decode()


def test_goods_are_put_aside_and_handed_out_by_their_code_or_an_identity_card(owner: Client):
    tea, store = a_variant("TEA").id, a_location("S1", kind="store").id
    groups = [
        open_groups(
            OpenGroups(
                uuid7(),
                number,
                "web",
                GroupKind.PICKUP,
                "pickup",
                (OrderedUnits(1, tea, "TEA", "Tea", 2),),
                (Spot(tea, store, 2),),
            ),
            now=MONDAY,
        )[0]
        for number in ("SR-1", "SR-2")
    ]
    pages = [f"/admin/fulfilment/group/{each.id}" for each in groups]
    for page in pages:
        press(owner, f"{page}/ready/")

    wrong = press(owner, f"{pages[0]}/collected/", code="12", collected_by="Eve")
    nothing = press(owner, f"{pages[0]}/collected/", collected_by="Eve")
    before = group(groups[0].id).state
    code = pickup_code(groups[0].id, secret=settings.SERAI_SECRET)
    press(owner, f"{pages[0]}/collected/", code=code, collected_by="Ann")
    press(owner, f"{pages[1]}/collected/", identified="on", collected_by="Bob")

    assert "This is not the code of these goods." in wrong
    assert "Ask for the code, or for an identity card." in nothing
    assert before is GroupState.READY
    ended = [group(each.id) for each in groups]
    assert [(each.state, each.collected_by) for each in ended] == [
        (GroupState.HANDED_OVER, "Ann"),
        (GroupState.HANDED_OVER, "Bob"),
    ]
