"""What the clock starts here."""

from serai.customers.usecases.forget_login_traces import forget_login_traces
from serai.customers.usecases.passkeys.challenges import forget_used_challenges
from serai.customers.usecases.passkeys.send_passkey_letter import send_passkey_letter
from serai.customers.usecases.send_login_code import send_login_code
from serai.kernel import clock
from serai.plumbing.jobs import periodic

__all__ = ["send_login_code", "send_passkey_letter"]


@periodic(cron="17 * * * *", name="customers.forget_login_traces")
def forget_old_login_traces() -> None:
    """Once an hour, delete old codes, attempts and challenges."""
    now = clock.now()
    forget_login_traces(now=now)
    forget_used_challenges(now=now)
