"""Everything that the environment decides: read once, checked, frozen."""

import secrets
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from serai.plumbing.postgres.embedded import EmbeddedPostgres

_WHO = r"^\s*((everybody|[a-z_]+\.[a-z_]+)(\s*,\s*(everybody|[a-z_]+\.[a-z_]+))*)?\s*$"
"""`everybody`, or names of permissions, separated by commas."""


class Env(BaseSettings):
    """The environment of one installation; every field is a variable of the same name after `SERAI_`."""

    model_config = SettingsConfigDict(env_prefix="SERAI_", frozen=True, extra="ignore")

    var: Path = Path("var")
    """The folder that keeps data, indexes, models, mail and logs; made when missing."""

    database_url: Annotated[str, Field(validation_alias="DATABASE_URL")] = ""
    """A PostgreSQL server (16 or later) to use instead of the embedded one."""

    secret: str = ""
    """Signs cookies, tokens and webhooks; when empty, one is made and kept in the var folder."""

    debug: bool = False
    """Show Django's debug pages. Never in production."""

    demo: bool = False
    """Show demo logins and test cards; make demo sets it."""

    allowed_hosts: str = "*"
    """Host names that the api answers to, separated by commas."""

    public_api_url: str = "http://127.0.0.1:8000"
    """The address under which browsers and payment processors reach the api."""

    storefront_url: str = "http://127.0.0.1:8001"
    """The address of the storefront; payment pages send the shopper back to it."""

    passkey_domain: str = ""
    """The domain that passkeys are bound to for ever, such as shop.example; empty: the storefront's host."""

    passkey_origins: str = ""
    """Further pages and apps that may use passkeys, separated by commas, such as https://app.shop.example."""

    second_factor: Annotated[str, Field(pattern=_WHO)] = ""
    """Who of the staff needs a second factor: everybody, or holders of permissions such as auth.change_user."""

    second_factor_grace_days: Annotated[int, Field(ge=0)] = 7
    """For how many days after first being asked to set one up somebody may put it off."""

    shop_key: str = "pk_demo_web"
    """The publishable key with which the storefront calls the api."""

    smtp_url: str = ""
    """Where mail goes, as smtp://user:password@host:port; when empty, letters are files under var/mail."""

    mail_from: str = "shop@demo.example"
    """The sender of letters."""

    pictures_bucket: str = ""
    """A bucket that speaks like S3 for pictures of products; needs serai[s3]. Empty: files under var/media."""

    s3_endpoint: str = ""
    """Where that bucket's server is, such as https://s3.shop.example; empty: Amazon's of the region."""

    s3_region: str = ""
    """The region of that bucket, where its server asks for one."""

    s3_key: str = ""
    """The access key id for that bucket; empty: the role of the machine, or the AWS_ variables."""

    s3_secret: str = ""
    """The secret that belongs to that key."""

    stripe_secret_key: str = ""
    """The secret key of a Stripe account, which then takes cards; when empty, the local processor does."""

    stripe_public_key: str = ""
    """The publishable key of the same account; browsers make tokens of cards with it."""

    stripe_webhook_secret: str = ""
    """The signing secret of the webhook endpoint /api/webhooks/payments/stripe of that account."""

    stripe_url: str = "https://api.stripe.com"
    """The address of Stripe's API; another one for a local server that speaks like it."""

    easypost_key: str = ""
    """The key of an EasyPost account; when empty, the carrier inside the house labels parcels."""

    easypost_webhook_secret: str = ""
    """What that account signs its webhooks to /api/webhooks/carriers/easypost with."""

    easypost_url: str = "https://api.easypost.com"
    """The address of EasyPost's API; another one for a local server that speaks like it."""

    wallet_merchant_name: str = "Shop"
    """Whom wallets name as being paid."""

    wallet_country: str = "US"
    """Where the merchant is, as two letters; wallets ask for it."""

    wallet_networks: str = "visa,mastercard,amex"
    """The card networks that wallets may use, separated by commas."""

    apple_pay_merchant_id: str = ""
    """Apple's id of the merchant, such as merchant.example.shop; empty: no Apple Pay."""

    apple_pay_certificate: str = ""
    """The PEM file with the merchant identity certificate and its key; when empty, Apple is not asked."""

    google_pay_gateway: str = ""
    """For whom Google Pay encrypts, such as stripe, or example to try it; empty: no Google Pay."""

    google_pay_gateway_merchant_id: str = ""
    """Whom that gateway knows us as."""

    google_pay_merchant_id: str = ""
    """Google's id of the merchant; when empty, Google Pay runs in its test environment."""

    pay_later_url: str = ""
    """A provider that lets shoppers pay later, by redirect; when empty, one inside the house is pretended."""

    pay_later_key: str = ""
    """The key with which that provider's API is called."""

    pay_later_webhook_secret: str = ""
    """What that provider signs its webhooks to /api/webhooks/payments/pay_later with."""

    pix_receiver: str = "Serai"
    """Who is paid, as the app of a payer's bank shows it in Pix; at most 25 letters without accents."""

    pix_city: str = "Sao Paulo"
    """Where that is; at most 15 letters."""

    x402_facilitator_url: str = ""
    """Who puts signed transfers of a stablecoin on a chain, as x402 says; empty: none are taken."""

    x402_network: str = "eip155:8453"
    """The chain, by its CAIP-2 id."""

    x402_asset: str = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"
    """The address of the token's contract."""

    x402_domain: str = "USD Coin 2"
    """The name and version under which that contract checks signatures."""

    x402_currency: str = "USD"
    """Whose unit one token stands for."""

    x402_decimals: Annotated[int, Field(ge=0, le=18)] = 6
    """How many decimals the token has."""

    x402_pay_to: str = ""
    """The address of the merchant's own wallet."""

    anchor_url: str = ""
    """A node of an EVM chain, on which heads of the log are kept as well; needs serai[evm]. Empty: none."""

    anchor_contract: str = ""
    """The address of the contract that keeps the heads; serai deploy-anchor makes one."""

    anchor_key: str = ""
    """The private key of the account that pays for it, as hexadecimal text."""

    tax_id_register: Literal["checksum", "vies"] = "checksum"
    """Who says whether a business's tax id exists: its check digits alone, or the EU's register."""

    own_vat_number: str = ""
    """Our own VAT number, with its prefix: VIES then gives each enquiry a number of proof."""

    taxjar_token: str = ""
    """Token of a TaxJar account; empty: no channel can have its rates from there."""

    encoder_url: str = ""
    """Where a server speaks like OpenAI's /v1/embeddings; empty: kinds are learnt from the catalogue alone."""

    encoder_key: str = ""
    """Its key; empty for a server that asks for none."""

    encoder_model: str = "text-embedding-3-small"
    """Which of its models makes the vectors of products."""

    encoder_dimensions: int = 256
    """How long vectors shall be; 0 for a model that does not let one choose."""

    log_level: str = "INFO"
    """How much is logged: DEBUG, INFO, WARNING or ERROR."""

    facts_keep_days: dict[str, Annotated[int, Field(gt=0)]] = {}
    """How many days tables of facts are kept, as JSON such as {"search": 90}; unnamed ones as they declare."""

    prescription_days: Annotated[int, Field(gt=0)] = 730
    """How many days a prescription is kept by which a pharmacist has released something."""

    collect_within_km: Annotated[int, Field(gt=0)] = 50
    """How far from a shopper whose place is known a store may be that is offered for collecting a product."""

    alerts_per_unit: Annotated[int, Field(gt=0)] = 2
    """How many of those who wait for an article are told of each unit that is there again."""

    shop_requests_per_minute: Annotated[int, Field(gt=0)] = 6000
    """How many requests a minute one publishable key may make for one client address, per process."""

    outbound_allow: str = ""
    """Networks, separated by commas, that webhooks may reach although they are our own; for development."""

    live_url: str = ""
    """The address under which browsers reach the live process; when empty, pages do not follow events."""

    trusted_proxies: str = "127.0.0.1/32,::1/128"
    """Networks, separated by commas, whose X-Forwarded-For header is believed: storefront, load balancer."""

    @property
    def postgres(self) -> EmbeddedPostgres | None:
        """Return the embedded server, or `None` when DATABASE_URL names another."""
        return None if self.database_url else EmbeddedPostgres(self.var.resolve() / "postgres")

    @property
    def postgres_url(self) -> str:
        """Return the address of the database in use."""
        return self.database_url or EmbeddedPostgres(self.var.resolve() / "postgres").url

    def secret_bytes(self) -> bytes:
        """Return the secret, making one on first use."""
        if self.secret:
            return self.secret.encode()
        kept = self.var / "secret"
        if not kept.exists():
            self.var.mkdir(parents=True, exist_ok=True)
            try:
                with kept.open("x") as file:
                    file.write(secrets.token_urlsafe(48))
                kept.chmod(0o600)
            except FileExistsError:
                pass
        return kept.read_bytes()


@cache
def env() -> Env:
    """Return the environment; read once in a process."""
    return Env()
