"""Passkeys: made, used, renamed, removed; and everything that is not one is refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from factories.customers import NOW
from factories.soft_authenticator import SoftAuthenticator, as_bytes, as_text
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.customers.domain.passkeys.challenge import ChallengeRefused
from serai.customers.domain.passkeys.credential import (
    KeptCredential,
    PasskeyRefused,
    challenge_in,
    credential_id_in,
    proven,
    registered,
    user_handle_in,
)
from serai.customers.domain.passkeys.options import creation_options, request_options
from serai.customers.domain.passkeys.relying_party import relying_party
from serai.customers.domain.plain_text import TextRefused
from serai.customers.events import CustomerLoggedIn, PasskeyAdded, PasskeyRemoved
from serai.customers.models import LoginCode, Passkey, UsedChallenge
from serai.customers.public import (
    AddPasskey,
    CustomerNotFound,
    PasskeyNotFound,
    RequestLoginCode,
    VerifyLoginCode,
    add_passkey,
    begin_confirmation,
    begin_passkey,
    begin_passkey_login,
    confirm_with_passkey,
    log_in_with_passkey,
    passkeys_of,
    remove_passkey,
    rename_passkey,
    request_login_code,
    verify_login_code,
)
from serai.customers.usecases.passkeys.add_passkey import MOST_PASSKEYS, TooManyPasskeys
from serai.customers.usecases.passkeys.challenges import forget_used_challenges
from serai.customers.usecases.send_login_code import login_code_letter
from serai.kernel.ids import digest, uuid7
from serai.plumbing.models import ShopperToken

SOON = NOW + timedelta(seconds=20)
LATE = NOW + timedelta(minutes=6)


@pytest.fixture
def an_authenticator(an_account):
    """Return a function that makes an account, or takes one, and an authenticator that has a passkey of it."""

    def make(account=None, name="My telephone", **how):
        account = account or an_account()
        authenticator = SoftAuthenticator(**how)
        credential = authenticator.create(begin_passkey(account.id, now=NOW))
        add_passkey(AddPasskey(account.id, credential, name), now=SOON)
        return account, authenticator

    return make


def test_a_passkey_lets_its_owner_in_without_an_address(an_authenticator, published):
    account, authenticator = an_authenticator()

    session = log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=SOON)

    assert session.customer.id == account.id
    assert session.customer.last_login_at == SOON
    assert ShopperToken.objects.get(pk=digest(session.token)).customer_id == account.id
    assert [passkey.last_used_at for passkey in passkeys_of(account.id)] == [SOON]
    assert [type(event) for event in published()][-2:] == [PasskeyAdded, CustomerLoggedIn]


def test_of_a_passkey_only_the_public_half_is_kept(an_authenticator):
    _, authenticator = an_authenticator(synced=True)

    kept = Passkey.objects.get()

    assert bytes(kept.credential_id) == authenticator.credential_id
    assert (kept.is_synced, kept.backed_up, kept.transports) == (True, True, ["internal", "hybrid"])
    private = authenticator.key.private_numbers().private_value.to_bytes(32, "big")
    assert private not in bytes(kept.public_key)


def test_options_ask_for_a_verified_holder_and_spare_authenticators_that_have_one(an_authenticator):
    account, authenticator = an_authenticator()

    options = begin_passkey(account.id, now=NOW)

    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["attestation"] == "none"
    assert [each["id"] for each in options["excludeCredentials"]] == [
        as_text(authenticator.credential_id)
    ]
    assert as_bytes(options["user"]["id"]) == account.id.bytes


def test_asking_for_a_login_writes_nothing_and_names_nobody(
    an_authenticator, django_assert_num_queries
):
    an_authenticator()

    with django_assert_num_queries(0):
        options = begin_passkey_login(now=NOW)

    assert options["allowCredentials"] == []


def test_the_statements_of_a_login_are_few(an_authenticator, django_assert_num_queries):
    _, authenticator = an_authenticator()
    credential = authenticator.get(begin_passkey_login(now=NOW))

    with django_assert_num_queries(8):  # passkey, challenge, counter, instant, token, event, frame
        log_in_with_passkey(credential, now=SOON)


def test_a_signature_works_once(an_authenticator):
    _, authenticator = an_authenticator()
    credential = authenticator.get(begin_passkey_login(now=NOW))
    log_in_with_passkey(credential, now=SOON)

    with pytest.raises((ChallengeRefused, PasskeyRefused)):
        log_in_with_passkey(credential, now=SOON)

    assert ShopperToken.objects.count() == 1


def test_a_challenge_works_once_even_for_an_authenticator_that_does_not_count(an_authenticator):
    _, authenticator = an_authenticator(counts=False)
    options = begin_passkey_login(now=NOW)
    log_in_with_passkey(authenticator.get(options), now=SOON)

    with pytest.raises(ChallengeRefused):
        log_in_with_passkey(authenticator.get(options), now=SOON)

    log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=SOON)
    assert ShopperToken.objects.count() == 2


def test_a_challenge_ends_after_five_minutes(an_authenticator):
    _, authenticator = an_authenticator()

    with pytest.raises(ChallengeRefused):
        log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=LATE)


def test_a_challenge_that_we_did_not_make_is_refused(an_authenticator):
    _, authenticator = an_authenticator()
    options = {**begin_passkey_login(now=NOW), "challenge": as_text(bytes(56))}

    with pytest.raises(ChallengeRefused):
        log_in_with_passkey(authenticator.get(options), now=SOON)


def test_a_challenge_for_one_thing_is_worth_nothing_for_another(an_authenticator):
    account, authenticator = an_authenticator()
    to_confirm = begin_confirmation(account.id, "cart 1 for 100 USD", now=NOW)
    to_log_in = begin_passkey_login(now=NOW)

    with pytest.raises(ChallengeRefused):
        log_in_with_passkey(authenticator.get(to_confirm), now=SOON)
    with pytest.raises(ChallengeRefused):
        confirm_with_passkey(
            account.id, "cart 1 for 100 USD", authenticator.get(to_log_in), now=SOON
        )


def test_the_copy_of_a_passkey_gives_itself_away_by_its_counter(an_authenticator):
    _, authenticator = an_authenticator()
    thief = authenticator.copy()
    log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=SOON)

    with pytest.raises(PasskeyRefused):
        log_in_with_passkey(thief.get(begin_passkey_login(now=NOW)), now=SOON)


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://localhost.evil.example"},
        {"origin": "http://localhost:9999"},
        {"verifies": False},
        {"cross_origin": True},
        {"key": SoftAuthenticator().key},
        {"credential_id": b"somebody else's"},
        {"handle": bytes(16)},
    ],
    ids=["page", "port", "unverified", "framed", "signature", "unknown", "handle"],
)
def test_what_is_not_quite_the_passkey_is_refused(an_authenticator, wrong):
    _, authenticator = an_authenticator()
    for name, value in wrong.items():
        setattr(authenticator, name, value)

    with pytest.raises(PasskeyRefused):
        log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=SOON)

    assert ShopperToken.objects.count() == UsedChallenge.objects.count() - 1 == 0


@pytest.mark.parametrize(
    "wrong",
    [{"origin": "https://evil.example"}, {"verifies": False}, {"cross_origin": True}],
    ids=["page", "unverified", "framed"],
)
def test_a_passkey_made_elsewhere_or_without_its_holder_is_not_kept(an_account, wrong):
    account = an_account()
    credential = SoftAuthenticator(**wrong).create(begin_passkey(account.id, now=NOW))

    with pytest.raises(PasskeyRefused):
        add_passkey(AddPasskey(account.id, credential, "Elsewhere"), now=SOON)

    assert passkeys_of(account.id) == []


def test_a_passkey_made_for_one_account_cannot_be_kept_in_another(an_account):
    mine, theirs = an_account(), an_account()
    credential = SoftAuthenticator().create(begin_passkey(theirs.id, now=NOW))

    with pytest.raises(ChallengeRefused):
        add_passkey(AddPasskey(mine.id, credential, "Mine"), now=SOON)


def test_a_passkey_that_somebody_has_cannot_be_added_again(an_authenticator, an_account):
    _, authenticator = an_authenticator()
    other = an_account()
    again = authenticator.create(begin_passkey(other.id, now=NOW))

    with pytest.raises(PasskeyRefused):
        add_passkey(AddPasskey(other.id, again, "Again"), now=SOON)


def test_an_account_may_have_several_passkeys_but_not_any_number(an_authenticator):
    account, _ = an_authenticator()
    for number in range(MOST_PASSKEYS - 1):
        an_authenticator(account, name=f"Key {number}")

    with pytest.raises(TooManyPasskeys):
        an_authenticator(account, name="One too many")

    assert len(passkeys_of(account.id)) == MOST_PASSKEYS


def test_a_passkey_is_renamed_and_a_removed_one_lets_nobody_in(an_authenticator, published):
    account, authenticator = an_authenticator()
    [passkey] = passkeys_of(account.id)

    assert rename_passkey(account.id, passkey.id, "  Old   telephone ").name == "Old telephone"
    with pytest.raises(TextRefused):
        rename_passkey(account.id, passkey.id, "")
    remove_passkey(account.id, passkey.id)

    with pytest.raises(PasskeyRefused):
        log_in_with_passkey(authenticator.get(begin_passkey_login(now=NOW)), now=SOON)
    assert published()[-1] == PasskeyRemoved(customer_id=account.id, passkey_id=passkey.id)


def test_nobody_touches_the_passkeys_of_another(an_authenticator, an_account):
    account, _ = an_authenticator()
    [passkey] = passkeys_of(account.id)
    stranger = an_account()

    with pytest.raises(PasskeyNotFound):
        rename_passkey(stranger.id, passkey.id, "Mine")
    with pytest.raises(PasskeyNotFound):
        remove_passkey(stranger.id, passkey.id)

    assert passkeys_of(account.id) == [passkey]


def test_a_confirmation_is_for_one_thing_of_one_customer_once(an_authenticator, an_account):
    account, authenticator = an_authenticator()
    stranger, their_own = an_authenticator()
    thing = "cart 1 for 100 USD"
    credential = authenticator.get(begin_confirmation(account.id, thing, now=NOW))

    with pytest.raises(ChallengeRefused):
        confirm_with_passkey(account.id, "cart 1 for 999 USD", credential, now=SOON)
    with pytest.raises(ChallengeRefused):
        confirm_with_passkey(stranger.id, thing, credential, now=SOON)
    with pytest.raises(PasskeyRefused):
        signed_by_another = their_own.get(begin_confirmation(account.id, thing, now=NOW))
        confirm_with_passkey(account.id, thing, signed_by_another, now=SOON)
    confirm_with_passkey(account.id, thing, credential, now=SOON)
    with pytest.raises((ChallengeRefused, PasskeyRefused)):
        confirm_with_passkey(account.id, thing, credential, now=SOON)


def test_who_has_no_passkey_is_asked_for_none(an_account):
    assert begin_confirmation(an_account().id, "cart 1", now=NOW) is None


def test_the_owner_of_an_address_who_proves_it_drops_a_strangers_passkey(
    an_authenticator, an_account
):
    account = an_account("victim@example.org")
    _, strangers = an_authenticator(account)
    request_login_code(RequestLoginCode("victim@example.org"), now=NOW)
    letter = login_code_letter(LoginCode.objects.get().pk, now=NOW)
    assert letter is not None

    verify_login_code(VerifyLoginCode("victim@example.org", letter.subject[:6]), now=SOON)

    with pytest.raises(PasskeyRefused):
        log_in_with_passkey(strangers.get(begin_passkey_login(now=NOW)), now=SOON)


@pytest.mark.parametrize(
    "told",
    [
        ("en", "A passkey was added to your account", "ltr"),
        ("pt-BR", "Foi adicionada uma chave de acesso à sua conta", "ltr"),
        ("he", "נוסף מפתח גישה לחשבון שלך", "rtl"),
        ("fi", "A passkey was added to your account", "ltr"),
    ],
)
def test_the_owner_is_told_of_a_new_passkey_in_their_language(
    an_authenticator, an_account, letters, deliver, told
):
    locale, subject, direction = told
    an_authenticator(an_account(locale=locale), name="<b>Mine</b>")

    deliver()

    [letter] = letters()
    assert letter["Subject"] == subject
    html = letter.get_body(["html"]).get_content()
    assert f'dir="{direction}"' in html
    assert "&lt;b&gt;Mine" in html
    assert "<b>Mine" not in html
    assert "/account/passkeys" in letter.get_body(["plain"]).get_content()


def test_a_passkey_that_is_gone_is_not_told_of(an_authenticator, letters, deliver):
    account, _ = an_authenticator()
    remove_passkey(account.id, passkeys_of(account.id)[0].id)

    deliver()

    assert letters() == []


def test_used_challenges_are_forgotten_when_they_have_ended(an_authenticator):
    an_authenticator()
    assert forget_used_challenges(now=SOON) == 0

    assert forget_used_challenges(now=LATE) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_simultaneous_uses_of_one_signature_one_wins(an_authenticator):
    _, authenticator = an_authenticator()
    credential = authenticator.get(begin_passkey_login(now=NOW))
    together = Barrier(6)

    def use(_):
        together.wait()
        try:
            return log_in_with_passkey(credential, now=SOON).token
        except (ChallengeRefused, PasskeyRefused):
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        tokens = [token for token in pool.map(use, range(6)) if token]

    assert len(tokens) == ShopperToken.objects.count() == 1


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner),
    max_leaves=8,
)


@given(
    made=st.booleans(),
    inner=st.booleans(),
    which=st.integers(0, 5),
    at=st.integers(0, 500),
    cut=st.binary(max_size=3),
    junk=st.none() | JUNK,
)
@settings(max_examples=300, deadline=None)
def test_whatever_strangers_send_is_refused_and_breaks_nothing(made, inner, which, at, cut, junk):
    party, authenticator = relying_party("http://127.0.0.1:8001"), SoftAuthenticator()
    options = creation_options(
        party, b"challenge", customer_id=uuid7(), email="a@example.org", name="", known=()
    )
    credential = authenticator.create(options)
    new = registered(credential, challenge=b"challenge", party=party)
    if not made:
        credential = authenticator.get(request_options(party, b"challenge"))
    part = credential["response"] if inner else credential
    name = sorted(part)[which % len(part)]
    if junk is None and isinstance(part[name], str):
        value = bytearray(as_bytes(part[name]))
        at %= len(value)
        value[at : at + 1] = cut
        junk = as_text(bytes(value))
    part[name] = junk

    try:
        challenge_in(credential)
        credential_id_in(credential)
        user_handle_in(credential)
        if made:
            registered(credential, challenge=b"challenge", party=party)
        else:
            kept = KeptCredential(new.public_key, new.sign_count)
            proven(credential, challenge=b"challenge", party=party, kept=kept)
    except PasskeyRefused:
        pass


def test_a_storefront_without_a_domain_is_known_as_localhost():
    assert relying_party("http://127.0.0.1:8001").id == "localhost"
    assert relying_party("https://shop.example").origins == ("https://shop.example",)
    party = relying_party(
        "https://www.shop.example", domain="shop.example", origins=["https://app.shop.example"]
    )
    assert party.id == "shop.example"
    assert party.origins == ("https://www.shop.example", "https://app.shop.example")


def test_an_unknown_customer_begins_no_passkey(db):
    with pytest.raises(CustomerNotFound):
        begin_passkey(uuid7(), now=NOW)


def test_staff_see_that_there_is_a_passkey_and_nothing_of_its_key(an_authenticator, admin_client):
    account, authenticator = an_authenticator(name="My telephone")

    page = admin_client.get(f"/admin/customers/customer/{account.id}/change/").content.decode()

    assert "My telephone" in page
    assert as_text(authenticator.credential_id) not in page
