"""Who fills which port: the only place that knows both sides."""

from collections.abc import Iterator
from importlib.util import find_spec

from django.conf import settings

from serai.attest.adapters.evm import EvmAnchor
from serai.attest.adapters.file import FileAnchor
from serai.attest.ports import Anchor, Anchors, RecordSources
from serai.catalog.adapters.folder import FolderPictures
from serai.catalog.ports import PictureStore
from serai.catalog.public import channels
from serai.config.back_office.words.catalogues import Catalogues
from serai.config.personal_data import holders
from serai.config.wallets import wallet_fronts, wallets
from serai.customers.adapters.analytics_consent import RecordedConsent
from serai.customers.adapters.no_places import NoPlaces
from serai.customers.ports import Gazetteer
from serai.customers.public import CONSENTS
from serai.decisions.ports import ChannelCodes
from serai.discovery.adapters.catalogue_encoder import CatalogueEncoder
from serai.discovery.adapters.http_encoder import HttpEncoder
from serai.discovery.ports import Encoder, Encoders, PurchaseHistory
from serai.fulfilment.adapters.local_carrier import settle_in as local_carrier
from serai.fulfilment.adapters.supplier_lead_times import SupplierLeadTimes
from serai.fulfilment.ports import Carrier, Carriers, Destinations
from serai.inventory.adapters.told_weather import ToldWeather
from serai.inventory.ports import LeadTimes, Weather
from serai.inventory.public import MOVEMENTS
from serai.ledger.public import ENTRIES
from serai.ordering.adapters.ageing_stock import LyingTooLong
from serai.ordering.adapters.destinations import OrderDestinations
from serai.ordering.adapters.gift_cards import GiftCards
from serai.ordering.adapters.known_stores import KnownStores
from serai.ordering.adapters.purchase_history import OrderedPurchases
from serai.ordering.adapters.sales_history import OrderedSales
from serai.ordering.adapters.store_credit import StoreCredit
from serai.ordering.adapters.store_sales import OrderedInStores
from serai.ordering.adapters.tender_processor import TenderProcessor
from serai.ordering.ports import Tenders
from serai.ordering.queries.papers.papers_in_order import PAPERS
from serai.payments.adapters.in_house.cash import CashProcessor
from serai.payments.adapters.in_house.instalments import InstalmentProcessor
from serai.payments.adapters.in_house.terminal import TerminalProcessor
from serai.payments.adapters.in_house.transfer import TransferProcessor
from serai.payments.adapters.local.pay_out_daily import pay_out_daily
from serai.payments.adapters.local.payout_format import SeraiPayoutFormat
from serai.payments.adapters.local.processor import LocalProcessor
from serai.payments.adapters.local.settle_in import settle_in
from serai.payments.adapters.local.statement import LocalStatement
from serai.payments.adapters.local.vault import LocalVault
from serai.payments.adapters.pay_later import settle_in as pay_later
from serai.payments.adapters.pay_later.provider import PayLater
from serai.payments.adapters.pix import settle_in as pix
from serai.payments.adapters.pix.provider import Pix
from serai.payments.adapters.stripe.payout_format import StripePayoutFormat
from serai.payments.domain.br_code import Receiver
from serai.payments.domain.x402 import Terms, TokenDomain
from serai.payments.ports import Books, PaymentProcessor, ProcessorBook, Processors
from serai.payments.ports.vault import Vaults
from serai.payments.ports.wallets import Wallets
from serai.plumbing.api.told_in import Sentences
from serai.plumbing.facts import AnalyticsConsent
from serai.plumbing.mail import FileMailer, Mailer, SmtpMailer
from serai.plumbing.personal_data import Holders
from serai.plumbing.wiring import bind, bound
from serai.pricing.adapters.checksum import ChecksumRegister
from serai.pricing.adapters.rate_table import RateTable
from serai.pricing.adapters.taxjar import TaxJar
from serai.pricing.adapters.vies import ViesRegister
from serai.pricing.ports import (
    AgeingStock,
    SalesHistory,
    Stores,
    StoreSales,
    TaxIdRegister,
    TaxProvider,
    TaxProviders,
)
from serai.pricing.public import (
    EXACT_PRICE_ENTRIES,
    LIST_PRICE_ENTRIES,
    PRICE_ENTRIES,
    PROMOTED_PRICE_ENTRIES,
)


class CatalogChannels:
    """The channels of the catalogue."""

    def codes(self) -> list[str]:
        """Return the code of every channel, sorted."""
        return sorted(channel.code for channel in channels())


def wire() -> None:
    """Bind every port once."""
    tenders = Tenders(GiftCards(settings.SERAI_SECRET), StoreCredit())
    bind(Tenders, tenders)
    bind(Processors, Processors(*_processors(), *_stablecoin(), *in_house(tenders)))
    bind(Vaults, Vaults(LocalVault(bound(LocalProcessor).book)))
    bind(Wallets, wallets(bound(LocalProcessor).book, bound(Processors)))
    bind(Books, Books(tuple(_books()), (SeraiPayoutFormat(), StripePayoutFormat())))
    bind(Mailer, _mailer())
    bind(PictureStore, _pictures())
    bind(LeadTimes, SupplierLeadTimes())
    bind(Weather, ToldWeather())
    bind(Carriers, Carriers(*_carriers()))
    bind(Destinations, OrderDestinations())
    bind(PurchaseHistory, OrderedPurchases())
    bind(Encoders, Encoders(tuple(_encoders())))
    bind(SalesHistory, OrderedSales())
    bind(AgeingStock, LyingTooLong())
    bind(Stores, KnownStores())
    bind(StoreSales, OrderedInStores())
    bind(
        RecordSources,
        RecordSources(
            (
                PRICE_ENTRIES,
                EXACT_PRICE_ENTRIES,
                LIST_PRICE_ENTRIES,
                PROMOTED_PRICE_ENTRIES,
                CONSENTS,
                ENTRIES,
                MOVEMENTS,
                PAPERS,
            )
        ),
    )
    bind(Anchors, Anchors(tuple(_anchors())))
    bind(AnalyticsConsent, RecordedConsent())
    bind(TaxIdRegister, _tax_id_register())
    bind(TaxProviders, TaxProviders({each.name: each for each in _tax_providers()}))
    bind(Gazetteer, _gazetteer())
    bind(ChannelCodes, CatalogChannels())
    bind(Holders, Holders(holders))
    bind(Sentences, Catalogues())


def _processors() -> Iterator[PaymentProcessor]:
    """Who moves the money; the first that takes a method takes it where a channel names no other."""
    wallets = tuple(front.method for front in wallet_fronts())
    if settings.SERAI_STRIPE_SECRET_KEY:
        from serai.payments.adapters.stripe import settle_in as stripe  # noqa: PLC0415 - needs a client

        yield stripe.settle_in(
            secret_key=settings.SERAI_STRIPE_SECRET_KEY,
            public_key=settings.SERAI_STRIPE_PUBLIC_KEY,
            webhook_secret=settings.SERAI_STRIPE_WEBHOOK_SECRET,
            api_url=settings.SERAI_STRIPE_URL,
            wallets=wallets,
        )
    yield settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
        wallets=wallets,
    )
    yield _pay_later()
    yield pix.settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
        receiver=Receiver(settings.SERAI_PIX_RECEIVER, settings.SERAI_PIX_CITY),
    )


def _carriers() -> Iterator[Carrier]:
    """Who carries parcels: the account that the environment names, and the carrier inside the house."""
    if settings.SERAI_EASYPOST_KEY:
        from serai.fulfilment.adapters.easypost import settle_in as easypost  # noqa: PLC0415

        yield easypost.settle_in(
            key=settings.SERAI_EASYPOST_KEY,
            webhook_secret=settings.SERAI_EASYPOST_WEBHOOK_SECRET,
            url=settings.SERAI_EASYPOST_URL,
        )
    yield local_carrier.settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
    )


def _stablecoin() -> Iterator[PaymentProcessor]:
    """Signed transfers are taken where the environment names who puts them on a chain."""
    if not settings.SERAI_X402_FACILITATOR_URL:
        return
    from serai.payments.adapters.x402.settle_in import settle_in as x402  # noqa: PLC0415

    name, _, version = settings.SERAI_X402_DOMAIN.rpartition(" ")
    terms = Terms(
        network=settings.SERAI_X402_NETWORK,
        asset=settings.SERAI_X402_ASSET,
        pay_to=settings.SERAI_X402_PAY_TO,
        currency=settings.SERAI_X402_CURRENCY,
        decimals=settings.SERAI_X402_DECIMALS,
        domain=TokenDomain(name, version),
    )
    yield x402(
        terms,
        facilitator_url=settings.SERAI_X402_FACILITATOR_URL,
        api_url=settings.SERAI_PUBLIC_API_URL,
    )


def _gazetteer() -> Gazetteer:
    """Places come from files of our own, where serai[gazetteer] is installed."""
    if find_spec("countrystatecity_postal_codes") is None:
        return NoPlaces()
    from serai.customers.adapters.postal_codes import PostalCodes  # noqa: PLC0415 - an extra

    return PostalCodes(settings.SERAI_VAR / "gazetteer")


def in_house(tenders: Tenders) -> Iterator[PaymentProcessor]:
    """Who moves money without leaving the house: gift cards and credit, and what comes by itself."""
    yield from (TenderProcessor(tender) for tender in tenders)
    yield TransferProcessor()
    yield CashProcessor()
    yield TerminalProcessor()
    yield InstalmentProcessor()


def _pay_later() -> PaymentProcessor:
    """The provider that the environment names, or the one that is pretended inside the house."""
    inside = pay_later.settle_in(
        var=settings.SERAI_VAR,
        secret=settings.SERAI_SECRET,
        api_url=settings.SERAI_PUBLIC_API_URL,
    )
    if not settings.SERAI_PAY_LATER_URL:
        return inside
    from serai.payments.adapters.redirect.settle_in import settle_in as redirect  # noqa: PLC0415

    return redirect(
        url=settings.SERAI_PAY_LATER_URL,
        key=settings.SERAI_PAY_LATER_KEY,
        webhook_secret=settings.SERAI_PAY_LATER_WEBHOOK_SECRET,
    )


def _books() -> Iterator[ProcessorBook]:
    """Whose book of our money the nightly check reads."""
    if settings.SERAI_STRIPE_SECRET_KEY:
        from serai.payments.adapters.stripe.processor import StripeProcessor  # noqa: PLC0415
        from serai.payments.adapters.stripe.statement import StripeStatement  # noqa: PLC0415

        for processor in bound(Processors):
            if isinstance(processor, StripeProcessor):
                yield StripeStatement(processor.connection)
    local = LocalStatement(bound(LocalProcessor).book)
    pay_out_daily(local, settings.SERAI_VAR / "payouts")
    yield local
    if not settings.SERAI_PAY_LATER_URL:
        yield LocalStatement(bound(PayLater).book, PayLater.name)
    yield LocalStatement(bound(Pix).book, Pix.name)


def _tax_id_register() -> TaxIdRegister:
    """Return whom the environment names: the EU's register, or the check digits alone."""
    if settings.SERAI_TAX_ID_REGISTER == "vies":
        return ViesRegister(requester=settings.SERAI_OWN_VAT_NUMBER)
    return ChecksumRegister()


def _tax_providers() -> Iterator[TaxProvider]:
    """Rates come from our own table, and from TaxJar when the environment has an account there."""
    yield RateTable()
    if settings.SERAI_TAXJAR_TOKEN:
        yield TaxJar(settings.SERAI_TAXJAR_TOKEN)


def _encoders() -> Iterator[Encoder]:
    """Directions of products are learnt in the house, and asked for outside when the environment says where."""
    yield CatalogueEncoder()
    if settings.SERAI_ENCODER_URL:
        yield HttpEncoder(
            settings.SERAI_ENCODER_URL,
            key=settings.SERAI_ENCODER_KEY,
            model=settings.SERAI_ENCODER_MODEL,
            dimensions=settings.SERAI_ENCODER_DIMENSIONS,
        )


def _pictures() -> PictureStore:
    """Pictures lie in the bucket that the environment names, in a folder when it names none."""
    if not settings.SERAI_PICTURES_BUCKET:
        return FolderPictures(settings.SERAI_VAR / "media")
    from serai.catalog.adapters.s3 import S3Pictures  # noqa: PLC0415 - an extra

    return S3Pictures(
        settings.SERAI_PICTURES_BUCKET,
        endpoint=settings.SERAI_S3_ENDPOINT,
        region=settings.SERAI_S3_REGION,
        key=settings.SERAI_S3_KEY,
        secret=settings.SERAI_S3_SECRET,
    )


def _mailer() -> Mailer:
    """Letters go to the mail server that the environment names, into files when it names none."""
    sender = settings.SERAI_MAIL_FROM
    if settings.SERAI_SMTP_URL:
        return SmtpMailer.of_url(settings.SERAI_SMTP_URL, sender=sender)
    return FileMailer(settings.SERAI_VAR / "mail", sender=sender)


def _anchors() -> Iterator[Anchor]:
    """Heads are kept in a file outside of the database, and on a chain when the environment names one."""
    yield FileAnchor(settings.SERAI_VAR / "attest" / "heads")
    if settings.SERAI_ANCHOR_URL:
        yield EvmAnchor.connected(
            settings.SERAI_ANCHOR_URL, settings.SERAI_ANCHOR_CONTRACT, settings.SERAI_ANCHOR_KEY
        )
