"""What the clock starts here."""

from serai.customers.usecases.forget_login_traces import forget_login_traces
from serai.customers.usecases.passkeys.challenges import forget_used_challenges
from serai.customers.usecases.passkeys.send_passkey_letter import send_passkey_letter
from serai.customers.usecases.privacy.follow_requests import follow_requests
from serai.customers.usecases.privacy.forget_person import forget_person
from serai.customers.usecases.privacy.make_export import make_export
from serai.customers.usecases.send_login_code import send_login_code
from serai.kernel import clock
from serai.plumbing.jobs import periodic

__all__ = ["forget_person", "make_export", "send_login_code", "send_passkey_letter"]


@periodic(cron="17 * * * *", name="customers.forget_login_traces")
def forget_old_login_traces() -> None:
    """Once an hour, delete old codes, attempts and challenges."""
    now = clock.now()
    forget_login_traces(now=now)
    forget_used_challenges(now=now)


@periodic(cron="29 * * * *", name="customers.follow_privacy_requests")
def follow_privacy_requests() -> None:
    """Once an hour, delete old exports and go on with what waits."""
    follow_requests(now=clock.now())
