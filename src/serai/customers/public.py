"""What other contexts may call."""

from serai.customers.domain.bought_kind import BoughtKind
from serai.customers.domain.email import EmailRefused, normalised_email
from serai.customers.domain.locale import LocaleRefused, normalised_locale
from serai.customers.domain.passkeys.challenge import ChallengeRefused
from serai.customers.domain.passkeys.credential import PasskeyRefused
from serai.customers.domain.postal_address import PostalAddress
from serai.customers.domain.purposes import PURPOSES, Purpose, PurposeNotFound
from serai.customers.queries.address_view import AddressNotFound, AddressView, addresses_of
from serai.customers.queries.consent_view import (
    ConsentMissing,
    ConsentView,
    allows,
    consents_of,
    customers_allowing,
    requires_consent,
)
from serai.customers.queries.consents_in_order import CONSENTS
from serai.customers.queries.customer_by_email import customer_by_email
from serai.customers.queries.customer_groups import (
    BuyingTerms,
    CustomerGroupNotFound,
    CustomerGroupView,
    buying_terms,
    customer_group,
    customer_groups,
)
from serai.customers.queries.customer_page import customer_page
from serai.customers.queries.customer_view import CustomerNotFound, CustomerView, customer
from serai.customers.queries.customers_after import customers_after
from serai.customers.queries.known_since import KnownSince, known_since
from serai.customers.queries.passkeys.passkey_view import (
    PasskeyNotFound,
    PasskeyView,
    passkeys_of,
)
from serai.customers.queries.predicting.plan_offers import (
    Offer,
    OfferPlan,
    OfferWorth,
    plan_offers,
)
from serai.customers.queries.predicting.prediction_view import (
    NothingPredicted,
    PredictionView,
    prediction,
    prediction_of,
)
from serai.customers.queries.segments.members import (
    MembershipView,
    members_of_segment,
    why_in_segment,
)
from serai.customers.queries.segments.memberships import SegmentOfCustomer, segments_of_customer
from serai.customers.queries.segments.segment_view import (
    SegmentNotFound,
    SegmentView,
    segment,
    segments,
)
from serai.customers.usecases.add_address import add_address
from serai.customers.usecases.change_address import change_address
from serai.customers.usecases.change_password import ChangePassword, change_password
from serai.customers.usecases.change_profile import ChangeProfile, change_profile
from serai.customers.usecases.delete_address import delete_address
from serai.customers.usecases.delete_segment import delete_segment
from serai.customers.usecases.import_customers import (
    CustomerRow,
    ImportReport,
    RowError,
    import_customers,
)
from serai.customers.usecases.log_in import LogIn, WrongCredentials, log_in
from serai.customers.usecases.note_buying import CustomerBuying, lock_buying, note_buying
from serai.customers.usecases.passkeys.add_passkey import AddPasskey, add_passkey
from serai.customers.usecases.passkeys.begin_passkey import begin_passkey
from serai.customers.usecases.passkeys.confirm_with_passkey import (
    begin_confirmation,
    confirm_with_passkey,
)
from serai.customers.usecases.passkeys.log_in_with_passkey import (
    begin_passkey_login,
    log_in_with_passkey,
)
from serai.customers.usecases.passkeys.remove_passkey import remove_passkey
from serai.customers.usecases.passkeys.rename_passkey import rename_passkey
from serai.customers.usecases.record_consent import RecordConsent, record_consent
from serai.customers.usecases.register import EmailTaken, Register, register
from serai.customers.usecases.remember_guest import RememberGuest, remember_guest
from serai.customers.usecases.request_login_code import RequestLoginCode, request_login_code
from serai.customers.usecases.reset_password import ResetPassword, reset_password
from serai.customers.usecases.set_buying_terms import set_buying_terms
from serai.customers.usecases.start_session import LoggedIn
from serai.customers.usecases.verify_login_code import VerifyLoginCode, verify_login_code
from serai.customers.usecases.write_customer_group import GroupCodeRefused, write_customer_group
from serai.customers.usecases.write_segment import (
    SegmentChanged,
    SegmentExists,
    WriteSegment,
    write_segment,
)

__all__ = [
    "CONSENTS",
    "PURPOSES",
    "AddPasskey",
    "AddressNotFound",
    "AddressView",
    "BoughtKind",
    "BuyingTerms",
    "ChallengeRefused",
    "ChangePassword",
    "ChangeProfile",
    "ConsentMissing",
    "ConsentView",
    "CustomerBuying",
    "CustomerGroupNotFound",
    "CustomerGroupView",
    "CustomerNotFound",
    "CustomerRow",
    "CustomerView",
    "EmailRefused",
    "EmailTaken",
    "GroupCodeRefused",
    "ImportReport",
    "KnownSince",
    "LocaleRefused",
    "LogIn",
    "LoggedIn",
    "MembershipView",
    "NothingPredicted",
    "Offer",
    "OfferPlan",
    "OfferWorth",
    "PasskeyNotFound",
    "PasskeyRefused",
    "PasskeyView",
    "PostalAddress",
    "PredictionView",
    "Purpose",
    "PurposeNotFound",
    "RecordConsent",
    "Register",
    "RememberGuest",
    "RequestLoginCode",
    "ResetPassword",
    "RowError",
    "SegmentChanged",
    "SegmentExists",
    "SegmentNotFound",
    "SegmentOfCustomer",
    "SegmentView",
    "VerifyLoginCode",
    "WriteSegment",
    "WrongCredentials",
    "add_address",
    "add_passkey",
    "addresses_of",
    "allows",
    "begin_confirmation",
    "begin_passkey",
    "begin_passkey_login",
    "buying_terms",
    "change_address",
    "change_password",
    "change_profile",
    "confirm_with_passkey",
    "consents_of",
    "customer",
    "customer_by_email",
    "customer_group",
    "customer_groups",
    "customer_page",
    "customers_after",
    "customers_allowing",
    "delete_address",
    "delete_segment",
    "import_customers",
    "known_since",
    "lock_buying",
    "log_in",
    "log_in_with_passkey",
    "members_of_segment",
    "normalised_email",
    "normalised_locale",
    "note_buying",
    "passkeys_of",
    "plan_offers",
    "prediction",
    "prediction_of",
    "record_consent",
    "register",
    "remember_guest",
    "remove_passkey",
    "rename_passkey",
    "request_login_code",
    "requires_consent",
    "reset_password",
    "segment",
    "segments",
    "segments_of_customer",
    "set_buying_terms",
    "verify_login_code",
    "why_in_segment",
    "write_customer_group",
    "write_segment",
]
