"""What somebody has set up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers.domain.passkeys.options import KnownCredential
from serai.plumbing.db import rows
from serai.plumbing.models import StaffAuthenticator, StaffPasskey, StaffRecoveryCode

_ANY = """
SELECT EXISTS (SELECT FROM plumbing_staff_authenticator WHERE staff_id = %(id)s)
  OR EXISTS (SELECT FROM plumbing_staff_passkey WHERE staff_id = %(id)s)
"""


@dataclass(frozen=True, slots=True)
class FactorView:
    """An app or a passkey as its owner sees it; an app has neither id nor name."""

    created_at: datetime
    last_used_at: datetime | None
    id: UUID | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Factors:
    """All that somebody has set up, and how many recovery codes are left."""

    app: FactorView | None
    passkeys: list[FactorView]
    codes_left: int

    @property
    def are_there(self) -> bool:
        """Return whether there is one; recovery codes alone are none."""
        return self.app is not None or bool(self.passkeys)


def has_factor(staff_id: int) -> bool:
    """Return whether somebody has a second factor; one statement."""
    return bool(rows(_ANY, {"id": staff_id})[0][0])


def factors_of(staff_id: int) -> Factors:
    """Return what somebody has set up; three statements."""
    app = StaffAuthenticator.objects.filter(pk=staff_id).first()
    return Factors(
        app=FactorView(app.created_at, app.last_used_at) if app else None,
        passkeys=[
            FactorView(each.created_at, each.last_used_at, each.pk, each.label)
            for each in StaffPasskey.objects.filter(staff_id=staff_id).order_by("-id")
        ],
        codes_left=StaffRecoveryCode.objects.filter(staff_id=staff_id, used_at=None).count(),
    )


def known_staff_credentials(staff_id: int) -> list[KnownCredential]:
    """Return what authenticators are told of somebody's passkeys; one statement."""
    kept = StaffPasskey.objects.filter(staff_id=staff_id).order_by("-id")
    found = kept.values_list("credential_id", "transports")
    return [KnownCredential(bytes(credential), tuple(ways)) for credential, ways in found]
