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


async def tell_click(shop: Connection, token: str) -> None:
    """Tell that a reader opened what a token stands for; silence of the platform keeps nobody from reading."""
    try:
        await shop.tell("POST", "/outcomes", {"outcomes": [{"token": token, "kind": "click"}]})
    except Problem as problem:
        log.info("a click is not told: %s", problem)
