"""The entry point for an ASGI server: `granian --interface asgi serai_storefront.asgi:app`."""

from serai_storefront.app import create_app
from serai_storefront.settings import Settings

app = create_app(Settings.from_env())
