"""Tables of this context."""

from serai.customers.models.address import Address
from serai.customers.models.buying import Bought, Buying
from serai.customers.models.consent import Consent
from serai.customers.models.customer import Customer
from serai.customers.models.customer_group import CustomerGroup
from serai.customers.models.kept_article import KeptArticle
from serai.customers.models.login_attempt import LoginAttempt
from serai.customers.models.login_code import LoginCode
from serai.customers.models.passkey import Passkey, UsedChallenge
from serai.customers.models.prediction import Prediction
from serai.customers.models.privacy_request import PrivacyRequest
from serai.customers.models.segment import Segment

__all__ = [
    "Address",
    "Bought",
    "Buying",
    "Consent",
    "Customer",
    "CustomerGroup",
    "KeptArticle",
    "LoginAttempt",
    "LoginCode",
    "Passkey",
    "Prediction",
    "PrivacyRequest",
    "Segment",
    "UsedChallenge",
]
