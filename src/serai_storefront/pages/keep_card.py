"""Keeping a card that is typed into a form: with scripts its token comes, without them the card itself."""

import re
import uuid
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from serai_storefront.shop_api import carts, wallet
from serai_storefront.shop_api.carts import Processor
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.wallet import KeptCard
from serai_storefront.web.cards import check_paying, paying_in
from serai_storefront.web.choices import TEXT_VERSION
from serai_storefront.web.headers import policy
from serai_storefront.web.sentences import BY_FIELD, field_of, sentence_for
from serai_storefront.web.visit import Visit

_ADDRESS = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+/[^\s;,]*")
"""Addresses that are safe to name in a policy."""


async def card_form(visit: Visit, cart_id: str) -> dict[str, Any]:
    """Return what the form needs: who turns a card into a token, if that is known now."""
    processor: Processor | None = None
    try:
        session = await carts.open_payment(visit.cart_shop, cart_id, key=uuid.uuid4().hex)
        processor = (
            session.processor if _ADDRESS.fullmatch(session.processor.tokenise_url) else None
        )
    except Problem:
        processor = None
    return {"processor": processor, "demo": visit.front.settings.demo}


def protected(page: Response, processor: Processor | None) -> Response:
    """Let the page's script speak to the processor, and to nobody else."""
    if processor is not None:
        to = urlsplit(processor.tokenise_url)
        page.headers["Content-Security-Policy"] = policy(
            connect_src=f"'self' {to.scheme}://{to.netloc}"
        )
    return page


async def keep_typed_card(visit: Visit) -> KeptCard | str:
    """Have the card in the form kept, or return why not; what is wrong with a field stands in the form."""
    check_paying(visit.form)
    if not visit.form.valid:
        return ""
    try:
        return await wallet.keep_typed(
            visit.shop,
            paying_in(visit.form),
            text_version=TEXT_VERSION,
            key=f"{visit.form['key']}-keep",
        )
    except Problem as problem:
        field = field_of(problem)
        if field in {"number", "expiry", "cvc"}:
            visit.form.errors[field] = BY_FIELD[field]
        return sentence_for(problem)
