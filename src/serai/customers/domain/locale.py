"""Languages of letters and texts."""

import re

from serai.kernel.errors import DomainError, Kind

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")


class LocaleRefused(DomainError):
    """The text does not name a language such as "en" or "de-AT"."""

    code = "customers.locale_refused"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__('Name the language as "en" or "de-AT".')


def normalised_locale(text: str) -> str:
    """
    Return the language as "de" or "de-AT".

    Raises:
        LocaleRefused: neither of the two forms.
    """
    match = _TAG.fullmatch(text)
    if match is None:
        raise LocaleRefused
    language, country = match.groups()
    return language.lower() + (f"-{country.upper()}" if country else "")
