"""By what the limits of one customer are counted."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Holder:
    """Who uses a promotion: an account, an e-mail address, or both; each of them is counted."""

    customer_id: UUID | None = None
    email: str = ""

    def subjects(self, of: str) -> list[bytes]:
        """
        Return the keys under which the uses of `of` are counted: digests, no two promotions' alike.

        Args:
            of: a promotion or a coupon, such as "promotion 0199…".
        """
        names = []
        if self.customer_id is not None:
            names.append(f"account {self.customer_id}")
        if self.email:
            names.append(f"email {self.email.strip().lower()}")
        return [sha256(f"{of} {name}".encode()).digest() for name in names]
