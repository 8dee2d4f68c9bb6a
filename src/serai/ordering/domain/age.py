"""What a shopper declares about their age."""

from datetime import date, datetime

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind

OLDEST = 130


class TooYoung(DomainError):
    """The shopper is younger than the law wants buyers of something in the cart to be."""

    code = "ordering.too_young"
    kind = Kind.REJECTED

    def __init__(self, minimum_age: int) -> None:
        self.minimum_age = minimum_age
        super().__init__(f"Buyers of something in this cart are at least {minimum_age}.")


class BirthDateNeeded(DomainError):
    """The law of the place asks for the date of birth, not only for a declaration."""

    code = "ordering.birth_date_needed"
    kind = Kind.REJECTED

    def __init__(self, minimum_age: int) -> None:
        self.minimum_age = minimum_age
        super().__init__("The law there asks for your date of birth.")


class BadBirthDate(DomainError):
    """Nobody who buys was born on that day."""

    code = "ordering.bad_birth_date"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("This is no date of birth.")


class AgeNotDeclared(DomainError):
    """Something in the cart is not for everybody, and its shopper has not said how old they are."""

    code = "ordering.age_not_declared"
    kind = Kind.CONFLICT

    def __init__(self, minimum_age: int, *, asks_birth_date: bool) -> None:
        self.minimum_age, self.asks_birth_date = minimum_age, asks_birth_date
        super().__init__(f"Declare that you are at least {minimum_age} before you order this.")


class AgeDeclaration(Struct, frozen=True):
    """
    That the shopper is at least so old.

    The date of birth is there only where the law of the place asks for it.
    """

    minimum_age: int
    declared_at: datetime
    born_on: date | None = None

    def is_enough(self, minimum_age: int, *, asks_birth_date: bool) -> bool:
        """Return whether it says what is asked."""
        return self.minimum_age >= minimum_age and (not asks_birth_date or self.born_on is not None)


def age_on(born_on: date, day: date) -> int:
    """
    Return how old somebody is on a day, in whole years. Who was born on 29 February ages on 1 March.

    >>> age_on(date(2008, 2, 29), date(2026, 2, 28)), age_on(date(2008, 2, 29), date(2026, 3, 1))
    (17, 18)
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def declared(
    minimum_age: int, born_on: date | None, *, asks_birth_date: bool, now: datetime, today: date
) -> AgeDeclaration:
    """
    Return the declaration; a date of birth is kept only where it is asked for.

    Args:
        minimum_age: what the cart asks for.
        born_on: what the shopper says; `None` when they only declare that they are old enough.
        asks_birth_date: whether the law of the place wants it.
        now: the present instant.
        today: the day there.

    Raises:
        BirthDateNeeded: it is asked for and missing.
        BadBirthDate: nobody was born then.
        TooYoung: they are younger.
    """
    if born_on is None:
        if asks_birth_date:
            raise BirthDateNeeded(minimum_age)
        return AgeDeclaration(minimum_age, now)
    age = age_on(born_on, today)
    if not 0 <= age <= OLDEST:
        raise BadBirthDate
    if age < minimum_age:
        raise TooYoung(minimum_age)
    return AgeDeclaration(minimum_age, now, born_on if asks_birth_date else None)
