"""Which passwords are good enough, and why not."""

from collections.abc import Callable

from serai.kernel.errors import DomainError, Kind

SHORTEST = 10
LONGEST = 256
FEWEST_DIFFERENT = 5
"""Different characters a password needs: "aaaaaaaaaa" is long and still no secret."""

_REASONS = {
    "too_short": f"Use at least {SHORTEST} characters.",
    "too_long": f"Use at most {LONGEST} characters.",
    "too_uniform": f"Use at least {FEWEST_DIFFERENT} different characters.",
    "too_common": "This password is on every attacker's list.",
    "too_personal": "Do not use your name or your e-mail address.",
}


class PasswordRefused(DomainError):
    """The password is too easy to guess; `reasons` says each way in which it is."""

    code = "customers.password_refused"
    kind = Kind.REJECTED

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        self.shortest, self.longest = SHORTEST, LONGEST
        super().__init__(" ".join(_REASONS[reason] for reason in reasons))


def refuse_weak_password(
    password: str, *, email: str, name: str, is_common: Callable[[str], bool]
) -> None:
    """
    Accept the password silently, or say everything that is wrong with it.

    Length counts, kinds of characters do not (NIST SP 800-63B, 3.1.1.2).

    Raises:
        PasswordRefused: with all its reasons at once.
    """
    if len(password) > LONGEST:
        raise PasswordRefused(["too_long"])
    personal = {email, email.partition("@")[0], name.casefold(), name.casefold().replace(" ", "")}
    judgements = {
        "too_short": len(password) < SHORTEST,
        "too_uniform": len(set(password)) < FEWEST_DIFFERENT,
        "too_common": is_common(password),
        "too_personal": password.casefold() in personal,
    }
    if any(judgements.values()):
        raise PasswordRefused([reason for reason, holds in judgements.items() if holds])
