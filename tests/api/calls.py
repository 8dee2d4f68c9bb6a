"""One right call of every operation. A new operation needs one here: several tests walk the document."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from api.books_calls import books_calls, money_calls
from api.call import Call, plain
from api.catalogue_calls import catalogue_calls
from api.change_calls import staff_change_calls
from api.collection_calls import collection_calls
from api.decision_calls import decision_calls
from api.demand_calls import demand_calls
from api.digital import digital_calls
from api.drafts import draft_calls
from api.exchange_calls import exchange_calls
from api.group_calls import group_calls
from api.hold_calls import hold_calls
from api.instalment_calls import instalment_calls
from api.law_calls import law_calls
from api.offer_calls import offer_calls, segment_calls
from api.order_calls import order_calls
from api.paper_calls import paper_calls
from api.parcel_calls import parcel_calls
from api.payment_calls import payment_calls
from api.price_calls import price_calls
from api.privacy_calls import privacy_calls
from api.promotion_calls import promotion_calls
from api.proposal_calls import proposal_calls
from api.purse_calls import purse_calls
from api.shop_calls import shop_calls
from api.stock_calls import place_calls, stock_calls
from api.subscription_calls import staff_subscription_calls
from api.substitution_calls import substitution_calls
from api.synonym_calls import synonym_calls
from api.tax_calls import tax_calls
from api.tills import till_calls
from api.webhook_calls import webhook_calls
from api.world import World


def every_call(world: World) -> Mapping[str, Callable[[], Call]]:
    """Return a right call of every operation, by the operation's name; shoppers are Ann."""
    log = {
        "latest_head": plain(),
        "head_page": plain(query="?limit=1"),
        "key_history": plain(),
        "inclusion_proof": plain(query="?position=0"),
        "consistency_proof": plain(query="?first=1&second=1"),
    }
    return MappingProxyType(
        {**shop_calls(world), **staff_calls(world), **log, **webhook_calls(world)}
    )


def staff_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return a right call of every operation of staff, each subject from its own file."""
    ann = world.ann
    return {
        **catalogue_calls(world),
        **collection_calls(world.collection_id, world.milk.product_id, plain),
        **place_calls(),
        **stock_calls(),
        **purse_calls(world),
        **till_calls(world.tills, plain),
        **exchange_calls(world.import_id, plain),
        **parcel_calls(Call, world.parcels),
        **draft_calls(world.draft_id, world.draft_to_withdraw, plain),
        **digital_calls(plain),
        **demand_calls(plain),
        **books_calls(world),
        **price_calls(ann.account_id),
        **decision_calls(),
        **order_calls(world),
        **money_calls(world),
        **payment_calls(world.money, plain),
        **staff_change_calls(Call, world.changes),
        **group_calls(Call, world.groups),
        **substitution_calls(Call, world.groups)[1],
        **hold_calls(Call, world.holds),
        **law_calls(Call, world.law),
        **staff_subscription_calls(Call, ann),
        **instalment_calls(Call, world),
        **paper_calls(Call, ann.paid[1]["id"]),
        **tax_calls(world.taxes, plain),
        **promotion_calls(world.promotions, world.batch_id, plain),
        **proposal_calls(world.price_proposals, plain),
        **synonym_calls(world.synonym_id, plain),
        **offer_calls(world.offers, plain),
        **privacy_calls(Call, ann.account_id, plain),
        **segment_calls(world.offers.segment_id, ann.account_id, plain),
    }
