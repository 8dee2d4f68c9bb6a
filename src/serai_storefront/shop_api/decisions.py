"""What came of suggestions and results."""

import logging
import re

from serai_storefront.shop_api.connection import Connection
from serai_storefront.shop_api.problems import Problem

log = logging.getLogger("serai_storefront")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{60,200}")


def decision_token_in(text: str) -> str:
    """Return a text if it can be a decision's token, else nothing; the platform knows whether it is one."""
    return text if _TOKEN.fullmatch(text) else ""


async def tell_clicks(shop: Connection, tokens: list[str]) -> None:
    """Tell that a reader opened what tokens stand for; silence of the platform keeps nobody from reading."""
    told = [{"token": token, "kind": "click"} for token in tokens]
    try:
        await shop.tell("POST", "/outcomes", {"outcomes": told})
    except Problem as problem:
        log.info("clicks are not told: %s", problem)
