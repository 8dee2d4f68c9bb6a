"""What a process keeps of settings: neither what was before a commit, nor what was undone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

import pytest
from django.db import connection
from factories.ahead import back_ordered
from factories.catalog import NOW, a_channel, a_variant
from factories.decisions import SLOT, switched
from factories.inventory import a_location
from factories.ordering import a_customer_id
from factories.promotions import a_promotion

from serai.catalog import public as catalog
from serai.catalog.public import ArticleTerms, Nature
from serai.customers import public as customers
from serai.customers.usecases.write_customer_group import write_customer_group
from serai.decisions.public import Mode
from serai.decisions.queries.running import mode_now
from serai.fulfilment.domain.sourcing.terms import SourcingTerms
from serai.fulfilment.queries.network import network_now
from serai.fulfilment.queries.sourcing_terms import sourcing_terms
from serai.fulfilment.usecases.close_sites import close_sites
from serai.fulfilment.usecases.set_sourcing_terms import set_sourcing_terms
from serai.inventory.domain.store_buffer import StoreBuffer
from serai.inventory.public import sold_ahead
from serai.inventory.queries.store_buffers import kept_from_collecting
from serai.inventory.usecases.set_store_buffers import set_store_buffers
from serai.kernel.money import Money
from serai.ordering.domain.delivery import DeliveryKind, Rate
from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.queries.gift_wraps import wrap_options
from serai.ordering.queries.rates import offered_rates
from serai.ordering.queries.regulated.sale_rules import sale_rules
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules
from serai.ordering.usecases.set_delivery_rates import set_delivery_rates
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.queries.bank_account import bank_account
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.queries.methods import MethodSetting, methods_as_told
from serai.payments.usecases.instalments.set_terms import set_terms
from serai.payments.usecases.set_bank_account import SetBankAccount, set_bank_account
from serai.payments.usecases.set_methods import set_methods
from serai.plumbing.auth.api_keys import issue_api_key, known_key, revoke_api_key
from serai.plumbing.caches import forget_all
from serai.plumbing.db import unit_of_work
from serai.pricing import public as pricing
from serai.pricing.queries.open_price_lists import open_price_lists
from serai.pricing.queries.tax_rules import tax_rules

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
Setting = tuple[Callable[[], object], Callable[[], Any]]
"""What changes it, and what reads it."""


def origins() -> Setting:
    return (
        lambda: catalog.allow_origins("web", ["https://shop.example"]),
        lambda: (catalog.channel("web").origins, catalog.every_origin()),
    )


def article() -> Setting:
    wine = a_variant("WINE").id
    terms = ArticleTerms(minimum_age=18)
    return (
        lambda: catalog.set_article_terms({"WINE": terms}, now=NOW),
        lambda: catalog.article_terms(wine),
    )


def ahead() -> Setting:
    a_variant("TEA")
    return lambda: back_ordered("TEA"), lambda: sold_ahead("web")


def rates() -> Setting:
    free = Rate("free", DeliveryKind.DELIVERY, {"en": "Free"}, 0, 0, 1, 2)
    return lambda: set_delivery_rates("web", [free]), lambda: offered_rates("web", "USD")


def wraps() -> Setting:
    a_variant("WRAP")
    catalog.set_article_terms({"WRAP": ArticleTerms(Nature.SERVICE)}, now=NOW)
    return (
        lambda: set_gift_wraps("web", [OfferedWrap("WRAP", WrapPer.UNIT)], now=NOW),
        lambda: wrap_options("web"),
    )


def laws() -> Setting:
    law = SaleRule("wine", minimum_age=18)
    return lambda: set_sale_rules([law], now=NOW), sale_rules


def buyer() -> Setting:
    customer_id = a_customer_id()
    write_customer_group("trade", "Trade", now=NOW)
    return (
        lambda: customers.set_buying_terms(customer_id, group="trade", company_id=None),
        lambda: customers.buying_terms(customer_id),
    )


def sourcing() -> Setting:
    terms = SourcingTerms(ageing_minor=500)
    return lambda: set_sourcing_terms("web", terms), lambda: sourcing_terms("web")


def network() -> Setting:
    a_location("STORE", kind="store")

    def is_closed() -> bool:
        return date(2027, 3, 17) in network_now(NOW).rests

    return lambda: close_sites([date(2027, 3, 17)], reason="Feast"), is_closed


def buffers() -> Setting:
    store, tea = a_location("STORE", kind="store").id, a_variant("TEA").id
    return (
        lambda: set_store_buffers([StoreBuffer(store, "", 2)]),
        lambda: kept_from_collecting([tea]),
    )


def methods() -> Setting:
    told = [MethodSetting("card", "local")]
    return lambda: set_methods("web", told), lambda: methods_as_told("web")


def transfers() -> Setting:
    account = SetBankAccount("web", "Serai", "DE89 3704 0044 0532 0130 00")
    return lambda: set_bank_account(account, now=NOW), lambda: bank_account("web")


def instalments() -> Setting:
    least, most = Money.parse("10.00", "USD"), Money.parse("900.00", "USD")
    terms = Terms(4, 1, Every.MONTH, least, most)
    return lambda: set_terms("web", [terms]), lambda: offered_terms("web")


def slots() -> Setting:
    return lambda: switched(Mode.ON), lambda: mode_now(SLOT, "web")


def taxes() -> Setting:
    def rated() -> object:
        return {code: tax.rates for code, tax in tax_rules().channels.items()}

    half = {"standard": Decimal("0.05")}
    return lambda: pricing.set_tax_policy("web", name="Ohio", rates=half), rated


def promotions() -> Setting:
    return a_promotion, lambda: bool(pricing.running_promotions("web"))


def price_lists() -> Setting:
    sale = pricing.OpenPriceList("sale", "Sale", "web")
    return lambda: pricing.open_price_list(sale, now=NOW), lambda: open_price_lists("web")


def keys() -> Setting:
    key = issue_api_key("till", ["shop"], "web")
    known = known_key(key)
    assert known is not None
    key_id: UUID = known.id
    return lambda: revoke_api_key(key_id), lambda: known_key(key)


@pytest.fixture(
    params=[
        *(origins, article, ahead, rates, wraps, laws, buyer, sourcing, network, buffers, methods),
        *(transfers, instalments, slots, taxes, promotions, price_lists, keys),
    ],
    ids=lambda each: each.__name__,
)
def setting(request) -> Setting:
    a_channel()
    made = request.param()
    forget_all()
    return made


def test_what_others_read_before_the_commit_is_gone_with_it(setting: Setting):
    change, read = setting
    before = read()

    with unit_of_work():
        change()
        assert elsewhere(read) == before

    assert read() != before


def test_what_was_read_of_a_change_that_is_undone_is_gone_with_it(setting: Setting):
    change, read = setting
    before = read()

    with pytest.raises(ZeroDivisionError), unit_of_work():
        change()
        assert read() != before
        1 / 0  # noqa: B018

    assert read() == before


def elsewhere(read: Callable[[], T]) -> T:
    """Return what another thread of this process reads, on its own connection."""

    def on_own_connection() -> T:
        try:
            return read()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(on_own_connection).result(60)
