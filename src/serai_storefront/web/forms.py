"""Posted forms: reading them with limits, and telling what is wrong with them."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api.places import Places
from serai_storefront.web.upload import MAX_BYTES as MOST_WITH_FILES
from serai_storefront.web.upload import parts, takes_files

MAX_BYTES = 64 * 1024
MAX_FIELDS = 100

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class FormTooLarge(ValueError):
    """More was posted than any form of ours holds."""


@dataclasses.dataclass(slots=True)
class Form:
    """What a reader typed, and what is wrong with it by field."""

    values: dict[str, str] = dataclasses.field(default_factory=dict)
    errors: dict[str, str] = dataclasses.field(default_factory=dict)
    places: Places = dataclasses.field(default_factory=Places)
    files: dict[str, tuple[str, bytes]] = dataclasses.field(default_factory=dict)
    """What each file is called and holds, by field."""

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def require(self, names: Mapping[str, str]) -> None:
        """Note an error for each empty field; the mapping gives the sentence."""
        for name, sentence in names.items():
            if not self[name]:
                self.errors.setdefault(name, sentence)

    def require_email(self, name: str = "email") -> None:
        """Note an error unless the field holds something like an e-mail address."""
        if not _EMAIL.fullmatch(self[name]):
            self.errors.setdefault(name, mark("Enter an e-mail address like name@example.com"))

    def check(self, name: str, holds: Callable[[str], bool], sentence: str) -> None:
        """Note an error unless the field's value passes."""
        if name not in self.errors and not holds(self[name]):
            self.errors[name] = sentence

    def quantity(self, name: str = "quantity", *, most: int = 999) -> int:
        """Return a whole number from 0 to `most`; what is none counts as 1."""
        text = self[name]
        return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else 1

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong so far."""
        return not self.errors


async def posted_form(request: Request) -> Form:
    """
    Read a URL-encoded body, or, where an address takes files, one of several parts.

    Raises:
        FormTooLarge: more than 64 KiB or 100 fields; with files, more than 9 MiB.
    """
    body, with_files = bytearray(), takes_files(request)
    most = MOST_WITH_FILES if with_files else MAX_BYTES
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise FormTooLarge
    if with_files:
        fields, files = parts(request.headers["Content-Type"], bytes(body))
        return Form(
            {name: _CONTROL.sub("", value).strip() for name, value in fields.items()}, files=files
        )
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MAX_FIELDS
        )
    except ValueError as failure:
        raise FormTooLarge from failure
    return Form({name: _CONTROL.sub("", value).strip() for name, value in pairs})


def local_path(target: str, default: str = "/") -> str:
    """
    Return where to go after a form, refusing every address outside this site.

    Example:
        >>> local_path("/cart?x=1"), local_path("//evil.example"), local_path("https://evil.example")
        ('/cart?x=1', '/', '/')
    """
    plain = target.isprintable() and "\\" not in target and len(target) < 2000
    return target if plain and target.startswith("/") and not target.startswith("//") else default
