"""Django's settings, all derived from `Env`."""

from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from serai.config.back_office import theme
from serai.config.env import env

_env = env()
_database = conninfo_to_dict(_env.postgres_url)

SERAI_VAR = _env.var.resolve()
SERAI_SECRET = _env.secret_bytes()
SERAI_DEMO = _env.demo
SERAI_PUBLIC_API_URL = _env.public_api_url
SERAI_STOREFRONT_URL = _env.storefront_url
SERAI_PASSKEY_DOMAIN = _env.passkey_domain
SERAI_PASSKEY_ORIGINS = [name.strip() for name in _env.passkey_origins.split(",") if name.strip()]
SERAI_SECOND_FACTOR = [name.strip() for name in _env.second_factor.split(",") if name.strip()]
SERAI_SECOND_FACTOR_GRACE_DAYS = _env.second_factor_grace_days
SERAI_PICTURES_BUCKET = _env.pictures_bucket
SERAI_S3_ENDPOINT = _env.s3_endpoint
SERAI_S3_REGION = _env.s3_region
SERAI_S3_KEY = _env.s3_key
SERAI_S3_SECRET = _env.s3_secret
SERAI_SMTP_URL = _env.smtp_url
SERAI_STRIPE_SECRET_KEY = _env.stripe_secret_key
SERAI_STRIPE_PUBLIC_KEY = _env.stripe_public_key
SERAI_STRIPE_WEBHOOK_SECRET = _env.stripe_webhook_secret
SERAI_STRIPE_URL = _env.stripe_url
SERAI_EASYPOST_KEY = _env.easypost_key
SERAI_EASYPOST_WEBHOOK_SECRET = _env.easypost_webhook_secret
SERAI_EASYPOST_URL = _env.easypost_url
SERAI_WALLET_MERCHANT_NAME = _env.wallet_merchant_name
SERAI_WALLET_COUNTRY = _env.wallet_country
SERAI_WALLET_NETWORKS = _env.wallet_networks
SERAI_APPLE_PAY_MERCHANT_ID = _env.apple_pay_merchant_id
SERAI_APPLE_PAY_CERTIFICATE = _env.apple_pay_certificate
SERAI_GOOGLE_PAY_GATEWAY = _env.google_pay_gateway
SERAI_GOOGLE_PAY_GATEWAY_MERCHANT_ID = _env.google_pay_gateway_merchant_id
SERAI_GOOGLE_PAY_MERCHANT_ID = _env.google_pay_merchant_id
SERAI_X402_FACILITATOR_URL = _env.x402_facilitator_url
SERAI_X402_NETWORK = _env.x402_network
SERAI_X402_ASSET = _env.x402_asset
SERAI_X402_DOMAIN = _env.x402_domain
SERAI_X402_CURRENCY = _env.x402_currency
SERAI_X402_DECIMALS = _env.x402_decimals
SERAI_X402_PAY_TO = _env.x402_pay_to
SERAI_PIX_RECEIVER = _env.pix_receiver
SERAI_PIX_CITY = _env.pix_city
SERAI_PAY_LATER_URL = _env.pay_later_url
SERAI_PAY_LATER_KEY = _env.pay_later_key
SERAI_PAY_LATER_WEBHOOK_SECRET = _env.pay_later_webhook_secret
SERAI_ANCHOR_URL = _env.anchor_url
SERAI_ANCHOR_CONTRACT = _env.anchor_contract
SERAI_ANCHOR_KEY = _env.anchor_key
SERAI_TAX_ID_REGISTER = _env.tax_id_register
SERAI_OWN_VAT_NUMBER = _env.own_vat_number
SERAI_TAXJAR_TOKEN = _env.taxjar_token
SERAI_ENCODER_URL = _env.encoder_url
SERAI_ENCODER_KEY = _env.encoder_key
SERAI_ENCODER_MODEL = _env.encoder_model
SERAI_ENCODER_DIMENSIONS = _env.encoder_dimensions
SERAI_MAIL_FROM = _env.mail_from
SERAI_ALERTS_PER_UNIT = _env.alerts_per_unit
SERAI_COLLECT_WITHIN_KM = _env.collect_within_km
SERAI_SHOP_REQUESTS_PER_MINUTE = _env.shop_requests_per_minute
SERAI_FACTS_KEEP_DAYS = _env.facts_keep_days
SERAI_PRESCRIPTION_DAYS = _env.prescription_days
SERAI_OUTBOUND_ALLOW = _env.outbound_allow
SERAI_LIVE_URL = _env.live_url
SERAI_TRUSTED_PROXIES = [name.strip() for name in _env.trusted_proxies.split(",") if name.strip()]

DEBUG = _env.debug
SECRET_KEY = SERAI_SECRET.decode()
ALLOWED_HOSTS = [host.strip() for host in _env.allowed_hosts.split(",")]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("he", "עברית"),
    ("ru", "Русский"),
    ("be", "Беларуская"),
    ("ka", "ქართული"),
    ("ar", "العربية"),
    ("pt", "Português"),
]
FORMAT_MODULE_PATH = ["serai.config.back_office.formats"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "serai.config.urls"
WSGI_APPLICATION = "serai.config.wsgi.application"
STATIC_URL = "/static/"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 2**20
LOGIN_URL = "/admin/login/"
LOGIN_REDIRECT_URL = "/admin/"
UNFOLD = theme.UNFOLD

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "serai.config.back_office.apps.BackOfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "ninja",
    "serai.plumbing.apps.PlumbingConfig",
    "serai.catalog.apps.CatalogConfig",
    "serai.customers.apps.CustomersConfig",
    "serai.attest.apps.AttestConfig",
    "serai.decisions.apps.DecisionsConfig",
    "serai.ledger.apps.LedgerConfig",
    "serai.inventory.apps.InventoryConfig",
    "serai.pricing.apps.PricingConfig",
    "serai.payments.apps.PaymentsConfig",
    "serai.fulfilment.apps.FulfilmentConfig",
    "serai.discovery.apps.DiscoveryConfig",
    "serai.ordering.apps.OrderingConfig",
    "serai.marketing.apps.MarketingConfig",
    "serai.config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "serai.plumbing.api.request_scope.request_scope",
    "serai.config.middleware.BackOfficeSession",
    "serai.config.middleware.BackOfficeCommon",
    "serai.config.middleware.BackOfficeCsrf",
    "serai.config.middleware.BackOfficeAuthentication",
    "serai.config.middleware.BackOfficeMessages",
    "serai.config.back_office.local_time.in_local_time",
    "serai.config.back_office.own_language.in_own_language",
    "serai.config.back_office.sign_in.second_factor_first.second_factor_first",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],  # goes before the theme's own
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.get("dbname", "serai"),
        "USER": _database.get("user", ""),
        "PASSWORD": _database.get("password", ""),
        "HOST": _database.get("host", ""),
        "PORT": str(_database.get("port", "")),
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": "test_" + str(_database.get("dbname", "serai"))},
    }
}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING_CONFIG = None
