"""What all visits of one process share."""

import dataclasses
from collections.abc import Collection
from typing import Self

import httpx

from serai_storefront.settings import Settings
from serai_storefront.shop_api import catalogue, law, subscriptions
from serai_storefront.shop_api.connection import Connection, http_client
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.kept_files import KeptFiles
from serai_storefront.web.remembered import Remembered
from serai_storefront.web.static_files import StaticFiles
from serai_storefront.web.templates import Templates

SECONDS = 30.0


@dataclasses.dataclass(frozen=True, slots=True)
class Front:
    """Settings, the pool of connections, templates, static files, and what is remembered for half a minute."""

    settings: Settings
    http: httpx.AsyncClient
    static: StaticFiles
    templates: Templates
    channels: Remembered[catalogue.Channel]
    trees: Remembered[list[catalogue.Category]]
    plans: Remembered[list[subscriptions.Plan]]
    wraps: Remembered[list[law.GiftWrap]]
    kept_files: KeptFiles

    @classmethod
    def build(cls, settings: Settings, transport: httpx.AsyncBaseTransport | None = None) -> Self:
        """Put one process's parts together; tests hand in a transport that ends in a fake platform."""
        static = StaticFiles()
        return cls(
            settings=settings,
            http=http_client(
                api_url=settings.api_url,
                shop_key=settings.shop_key,
                timeout=settings.storefront_timeout,
                transport=transport,
            ),
            static=static,
            templates=Templates(asset=static.address),
            channels=Remembered(SECONDS),
            trees=Remembered(SECONDS),
            plans=Remembered(SECONDS),
            wraps=Remembered(SECONDS),
            kept_files=KeptFiles(),
        )

    @property
    def secret(self) -> bytes:
        """The key that signs forms."""
        return self.settings.storefront_secret.get_secret_value().encode()

    @property
    def origin(self) -> str:
        """Under which origin shoppers reach this shop front, without a slash at its end."""
        return self.settings.storefront_url.rstrip("/")

    async def channel(self, shop: Connection) -> catalogue.Channel:
        """Return the shop itself."""
        return await self.channels.get(shop.locale, lambda: catalogue.channel(_anonymous(shop)))

    async def plans_for(self, shop: Connection, sku: str) -> list[subscriptions.Plan]:
        """Return under which plans an article can be subscribed; none when the platform does not say."""
        try:
            found = await self.plans.get("", lambda: subscriptions.plans(_anonymous(shop)))
        except Problem:
            return []
        return [plan for plan in found if plan.has(sku)]

    async def plan_for_any(self, shop: Connection, skus: Collection[str]) -> bool:
        """Return whether any of some articles can be subscribed; no when the platform does not say."""
        try:
            found = await self.plans.get("", lambda: subscriptions.plans(_anonymous(shop)))
        except Problem:
            return False
        return any(plan.has(sku) for plan in found for sku in skus)

    async def gift_wraps(self, shop: Connection) -> list[law.GiftWrap]:
        """Return in what the shop wraps gifts; nothing when the platform does not say."""
        try:
            return await self.wraps.get(shop.locale, lambda: law.gift_wraps(_anonymous(shop)))
        except Problem:
            return []

    async def tree(self, shop: Connection) -> list[catalogue.Category]:
        """Return all categories."""
        return await self.trees.get(shop.locale, lambda: catalogue.categories(_anonymous(shop)))


def _anonymous(shop: Connection) -> Connection:
    return shop.with_bearer("")
