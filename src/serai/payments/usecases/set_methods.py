"""Say what a channel takes in payment."""

from collections.abc import Sequence

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.payments.events import PaymentMethodsChanged
from serai.payments.models import PaymentMethod
from serai.payments.ports import CaptureAt, Processors
from serai.payments.queries.methods import MethodSetting, forget_methods, methods_as_told
from serai.plumbing.db import execute, forget_with_work, unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.wiring import bound


class BadPaymentMethod(DomainError):
    """A method of payment makes no sense beside the others, or nobody here can take it so."""

    code = "payments.bad_payment_method"
    kind = Kind.REJECTED

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"Method {line}: {reason}")


@unit_of_work()
def set_methods(channel_code: str, settings: Sequence[MethodSetting]) -> None:
    """
    Let `settings`, in their order, be all that a channel takes; none: all that the processors take.

    Payments that have begun go on as they began. Repeating it changes nothing.

    Raises:
        ChannelNotFound: there is no such channel.
        UnknownProcessor: nobody here is called that.
        BadPaymentMethod: a method comes twice, or its processor cannot take it so.
    """
    _check(settings, catalog.channel(channel_code).currency)
    execute(
        "SELECT pg_advisory_xact_lock(hashtext('payments.methods'), hashtext(%s))", [channel_code]
    )
    forget_methods()
    if tuple(settings) == methods_as_told(channel_code):
        return
    stored = PaymentMethod.objects.filter(channel_code=channel_code)
    ids = {row.method: row.pk for row in stored}
    stored.delete()
    PaymentMethod.objects.bulk_create(
        PaymentMethod(
            id=ids.get(setting.method) or uuid7(),
            channel_code=channel_code,
            method=setting.method,
            processor=setting.processor,
            capture_at=setting.capture_at,
            is_offered=setting.is_offered,
            position=position,
            lowest_minor=setting.lowest_minor,
            highest_minor=setting.highest_minor,
        )
        for position, setting in enumerate(settings, 1)
    )
    forget_with_work(forget_methods)
    publish(PaymentMethodsChanged(channel_code=channel_code))


def _check(settings: Sequence[MethodSetting], currency: str) -> None:
    seen = set[str]()
    for line, setting in enumerate(settings, 1):
        abilities = bound(Processors).named(setting.processor).abilities
        if setting.method not in abilities.methods:
            raise BadPaymentMethod(line, f"{setting.processor} does not take {setting.method}.")
        if abilities.currencies and currency not in abilities.currencies:
            raise BadPaymentMethod(line, f"{setting.processor} does not move {currency}.")
        if setting.capture_at is CaptureAt.HAND_OVER and not abilities.captures_later:
            raise BadPaymentMethod(line, f"{setting.processor} cannot set money aside.")
        if setting.method in seen:
            raise BadPaymentMethod(line, f"{setting.method} is there already.")
        low, high = setting.lowest_minor, setting.highest_minor
        if low is not None and high is not None and low > high:
            raise BadPaymentMethod(line, "its least is more than its most.")
        seen.add(setting.method)
