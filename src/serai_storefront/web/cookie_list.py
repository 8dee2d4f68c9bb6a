"""A short list of names in a cookie, the latest first."""

import re
from dataclasses import dataclass

_BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class CookieList:
    """
    How such a cookie is read and written.

    Attributes:
        name: what one name looks like; a `~` is never in it.
        most: so many are kept, the latest.
    """

    name: re.Pattern[str]
    most: int

    def names(self, cookie: str) -> list[str]:
        """Return the names in a cookie, the latest first; nothing that cannot be one."""
        return [each for each in cookie.split(_BETWEEN)[: self.most] if self.name.fullmatch(each)]

    def with_first(self, cookie: str, name: str) -> str:
        """Return the cookie with a name as its latest; as it is where that cannot be one."""
        if not self.name.fullmatch(name):
            return cookie
        return _BETWEEN.join([name, *self._others(cookie, name)][: self.most])

    def without(self, cookie: str, name: str) -> str:
        """Return the cookie without a name."""
        return _BETWEEN.join(self._others(cookie, name))

    def _others(self, cookie: str, name: str) -> list[str]:
        return [each for each in self.names(cookie) if each != name]
