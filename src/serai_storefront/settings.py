"""What this process reads from its environment, once, at start."""

from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Where the platform is, and how this shop front signs its forms."""

    model_config = SettingsConfigDict(env_prefix="SERAI_", frozen=True, extra="ignore")

    api_url: str = "http://127.0.0.1:8000"
    """Origin of the platform's public API, as this process reaches it."""

    shop_key: str = "pk_demo_web"
    """Publishable key of the channel that this shop front sells for."""

    storefront_secret: Annotated[SecretStr, Field(min_length=16)]
    """Signs forms; the same for every worker, 16 characters or more."""

    storefront_url: str = "http://127.0.0.1:8001"
    """Origin under which shoppers reach this shop front; https turns on secure cookies."""

    storefront_timeout: Annotated[float, Field(gt=0, le=60)] = 10.0
    """Seconds to wait for one answer of the platform."""

    apple_pay_domain_file: str = ""
    """What Apple gave as domain association file: its text; empty: there is none."""

    live_url: str = ""
    """Origin of the platform's live pages, as shoppers reach it; when empty, pages do not follow events."""

    demo: bool = False
    """Show the test cards at the payment step."""

    @classmethod
    def from_env(cls) -> Self:
        """Read `SERAI_API_URL`, `SERAI_SHOP_KEY`, `SERAI_STOREFRONT_SECRET` and the rest."""
        return cls()

    @property
    def secure(self) -> bool:
        """Whether shoppers reach this shop front by TLS."""
        return urlsplit(self.storefront_url).scheme == "https"
