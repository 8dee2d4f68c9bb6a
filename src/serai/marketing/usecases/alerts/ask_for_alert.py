"""Ask to be told when an article costs less, or is there again."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from serai.catalog.public import VariantView, variants_of_skus
from serai.customers.public import customer, normalised_email, normalised_locale
from serai.inventory.public import availability
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert import OPEN, TO_CONFIRM, WAITS, AlertKind, AlertState
from serai.marketing.events import AlertAsked
from serai.marketing.models import Alert
from serai.marketing.queries.alerts.alert_view import buyer_of
from serai.marketing.queries.alerts.shoppers_prices import buyers_prices
from serai.marketing.usecases.alerts.send_confirmation import send_confirmation
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.events import publish

MOST_ALERTS = 100
"""Alerts that one shopper may have open."""
MOST_LETTERS = 5
"""Letters that ask one address for a confirmation within an hour."""
AGAIN_AFTER = timedelta(minutes=10)
"""Asked again sooner, no second letter is written."""
_HOUR = timedelta(hours=1)


class ArticleNotSold(DomainError):
    """The channel sells no article with this SKU."""

    code = "marketing.article_not_sold"
    kind = Kind.NOT_FOUND

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"Nothing with the SKU {sku!r} is sold here.")


class PriceIsThere(DomainError):
    """The article costs this shopper no more than what they named already."""

    code = "marketing.price_is_there"
    kind = Kind.CONFLICT

    def __init__(self, price: Money) -> None:
        self.price = price
        super().__init__(f"It costs {price} already: name less than that.")


class ArticleIsThere(DomainError):
    """The article can be had already."""

    code = "marketing.article_is_there"
    kind = Kind.CONFLICT

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"{sku} can be had already.")


class TooManyAlerts(DomainError):
    """This shopper waits for as many articles as one may."""

    code = "marketing.too_many_alerts"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        self.most = MOST_ALERTS
        super().__init__(f"At most {MOST_ALERTS} alerts wait at once; end one of them first.")


class TooManyLetters(DomainError):
    """This address was asked for confirmations often enough for now."""

    code = "marketing.too_many_letters"
    kind = Kind.TOO_MANY

    def __init__(self, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(f"Enough letters went to this address; try again in {retry_after} s.")


@dataclass(frozen=True, slots=True)
class AskForAlert:
    """
    Who wants to be told what of which article.

    Either `customer_id` or `email` says who. Without `target_minor` any price below the present one will do.
    """

    sku: str
    channel_code: str
    kind: AlertKind
    text_version: str
    customer_id: UUID | None = None
    email: str = field(default="", repr=False)
    target_minor: int | None = None
    locale: str = "en"


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of it: `waiting`, or `unconfirmed` until a letter is answered."""

    state: str


@unit_of_work()
def ask_for_alert(command: AskForAlert, *, now: datetime) -> Asked:
    """
    Note what somebody wants to be told, once per article and kind; asked again, the new price counts.

    An account with a proven address waits at once. Whoever gives an address, and an account whose address is not
    proven, gets a letter first; nothing else is sent before it is answered, and the answer here is the same whether
    or not the address waits for the article already.

    Raises:
        EmailRefused: not an address.
        LocaleRefused: an unfit language.
        ArticleNotSold: the channel sells nothing with this SKU.
        PriceIsThere: it costs no more than that already.
        ArticleIsThere: it can be had already.
        TooManyAlerts: as many wait as may.
        TooManyLetters: the address was written to often enough within an hour.
        CustomerNotFound: no such customer.
    """
    person = _Person.of(command)
    execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"alerts of {person.key}"])
    article = _article(command)
    wanted = _wanted(command, article, person, now)
    there = _there(wanted, proven=person.proven)
    if there is None:
        _refuse_more(person, now)
    elif not person.proven and now - there.asked_at < AGAIN_AFTER:
        Alert.objects.filter(pk=there.pk).update(target_minor=wanted.target_minor)
        return Asked(there.state)
    else:
        wanted.pk = there.pk
        if there.confirmed_at is not None:
            wanted.state, wanted.confirmed_at = AlertState.WAITING.value, there.confirmed_at
    wanted.save(force_insert=there is None, force_update=there is not None)
    if wanted.state == AlertState.WAITING:
        publish(AlertAsked(article.id, command.channel_code, command.kind.value))
    else:
        send_confirmation.later(alert_id=wanted.pk, asked_at=now)
    return Asked(wanted.state)


@dataclass(frozen=True, slots=True)
class _Person:
    customer_id: UUID | None
    email: str
    locale: str
    proven: bool

    @classmethod
    def of(cls, command: AskForAlert) -> "_Person":
        locale = normalised_locale(command.locale)
        if command.customer_id is None:
            return cls(None, normalised_email(command.email), locale, proven=False)
        account = customer(command.customer_id)
        return cls(account.id, "", locale, proven=account.email_verified)

    @property
    def key(self) -> str:
        return self.email or str(self.customer_id)

    @property
    def theirs(self) -> dict[str, object]:
        return {"customer_id": self.customer_id, "email": self.email}


def _article(command: AskForAlert) -> VariantView:
    found = variants_of_skus([command.sku]).get(command.sku)
    if found is None or not found.active or command.channel_code not in found.channels:
        raise ArticleNotSold(command.sku)
    return found


def _wanted(command: AskForAlert, article: VariantView, person: _Person, now: datetime) -> Alert:
    row = Alert(
        id=uuid7(),
        kind=command.kind.value,
        state=(AlertState.WAITING if person.proven else AlertState.UNCONFIRMED).value,
        channel_code=command.channel_code,
        variant_id=article.id,
        locale=person.locale,
        text_version=command.text_version,
        asked_at=now,
        confirmed_at=now if person.proven else None,
        ends_at=now + (WAITS if person.proven else TO_CONFIRM),
        **person.theirs,
    )
    if command.kind is AlertKind.STOCK:
        if availability([article.id], command.channel_code)[article.id].free:
            raise ArticleIsThere(command.sku)
        return row
    return _priced(row, command, now)


def _priced(row: Alert, command: AskForAlert, now: datetime) -> Alert:
    """Say at which price the reader is told, having seen what it costs them now."""
    buyer = buyer_of(row.customer_id)
    seen = buyers_prices([row.variant_id], row.channel_code, now, buyer).get(row.variant_id)
    if seen is None:
        raise ArticleNotSold(command.sku)
    target = seen.amount.minor - 1 if command.target_minor is None else command.target_minor
    if target >= seen.amount.minor or target < 0:
        raise PriceIsThere(seen.amount)
    row.currency, row.price_minor, row.target_minor = (
        seen.amount.currency,
        seen.amount.minor,
        target,
    )
    return row


def _there(wanted: Alert, *, proven: bool) -> Alert | None:
    """Return what the same person waits for already and may be changed by them here."""
    same = Alert.objects.filter(
        kind=wanted.kind,
        channel_code=wanted.channel_code,
        variant_id=wanted.variant_id,
        customer_id=wanted.customer_id,
        email=wanted.email,
    )
    mine = wanted.customer_id is not None
    states = OPEN if proven or mine else (AlertState.UNCONFIRMED.value,)
    return same.select_for_update().filter(state__in=states).first()


def _refuse_more(person: _Person, now: datetime) -> None:
    theirs = Alert.objects.filter(**person.theirs)
    if theirs.filter(state__in=OPEN).count() >= MOST_ALERTS:
        raise TooManyAlerts
    if person.proven:
        return
    asked = theirs.filter(asked_at__gt=now - _HOUR, confirmed_at=None).order_by("-asked_at")
    times = list(asked.values_list("asked_at", flat=True)[:MOST_LETTERS])
    if len(times) == MOST_LETTERS:
        raise TooManyLetters(retry_after=max(1, int((times[-1] + _HOUR - now).total_seconds())))
