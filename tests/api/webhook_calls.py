"""Right calls about webhooks: those that go out, and those that come in."""

from collections.abc import Callable

from api.call import Call, plain
from api.parcel_calls import carrier_news
from api.world import World

from serai.kernel import clock
from serai.payments.adapters.local.signature import signed_headers


def webhook_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return staff's calls about the endpoints of others, and what others tell."""
    endpoint = {"endpoint_id": world.endpoint_id}
    return {
        "event_catalogue": plain(),
        "webhook_endpoints": plain(),
        "subscribe_endpoint": plain(
            {"label": "ERP", "url": "https://93.184.215.14/serai", "event_types": ["order.*"]}
        ),
        "webhook_endpoint": plain(**endpoint),
        "change_endpoint": plain({"label": "Warehouse"}, **endpoint),
        "remove_endpoint": plain(**endpoint),
        "rotate_secret": plain({"overlap_hours": 1}, **endpoint),
        "send_ping": plain(**endpoint),
        "replay_webhooks": plain({"what": "failed", "since": "2026-01-01T00:00:00Z"}, **endpoint),
        "webhook_deliveries": plain(query="?state=waiting", **endpoint),
        "webhook_delivery": plain(delivery_id=world.delivery_id),
        "replay_delivery": plain(delivery_id=world.delivery_id),
        "take_in_webhook": lambda: a_webhook(world),
        "take_in_carrier_news": lambda: carrier_news(Call),
    }


def a_webhook(world: World) -> Call:
    """Return the processor's news of the first payment, signed just now."""
    webhook_id, body = world.webhook
    headers = signed_headers(
        webhook_id, body, secret=world.processor.webhook_secret, now=clock.now()
    )
    return Call({"processor": "local"}, body, headers=headers)
