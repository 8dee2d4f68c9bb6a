"""Templates: one environment per language, all sharing one compilation."""

import functools
import json
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from serai_storefront.i18n.catalogues import mark, translations_of
from serai_storefront.i18n.formats import Formats, saving
from serai_storefront.i18n.languages import LANGUAGES
from serai_storefront.web.addresses import address_lines
from serai_storefront.web.code_words import says_of
from serai_storefront.web.drawings import shows_drawings

UNITS = {
    "ct": mark("piece"),
    "each": mark("piece"),
    "kg": mark("kg"),
    "lb": mark("lb"),
    "l": mark("l"),
    "fl oz": mark("fl oz"),
    "m": mark("m"),
}
"""Units by which prices are compared; one that is not here is shown as it comes."""

FOLDER = Path(__file__).parent.parent / "templates"


class SharedBytecode(BytecodeCache):
    """Keeps compiled templates in memory, so that the second language costs no compilation."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its compiled code, if another language made it."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = SharedBytecode()


class Templates:
    """Renders templates in a language."""

    def __init__(self, *, asset: Callable[[str], str]) -> None:
        self._asset = asset
        self._environment = functools.cache(self._environment_of)

    def render(
        self, language: str, template: str, context: Mapping[str, Any], *, time_zone: str = "UTC"
    ) -> str:
        """Return a page, with instants in the shop's time zone."""
        return self._environment(language, time_zone).get_template(template).render(context)

    def _environment_of(self, language: str, time_zone: str) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            bytecode_cache=_COMPILED,
        )
        translations = translations_of(language)
        environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        formats = Formats(LANGUAGES[language].locale, ZoneInfo(time_zone))
        environment.filters |= {
            "money": formats.money,
            "exact_money": formats.exact_money,
            "number": formats.number,
            "kilometres": formats.kilometres,
            "percent": formats.percent,
            "rate": formats.rate,
            "day": formats.day,
            "weekday": formats.weekday,
            "minute": formats.minute,
            "code": formats.code,
            "territory": formats.territory,
            "price_step": formats.price_step,
            "unit": lambda unit: translations.gettext(str(UNITS.get(unit, unit))),
            "lines_of": address_lines,
            "as_json": as_json,
        }
        environment.globals |= {
            "says_of_code": says_of,
            "asset": self._asset,
            "countries": formats.countries,
            "languages": tuple(LANGUAGES.values()),
            "language": LANGUAGES[language],
            "new_key": lambda: uuid.uuid4().hex,
            "saving": saving,
            "shows_drawings": shows_drawings,
        }
        return environment


def as_json(value: Any) -> Markup:
    r"""
    Return JSON that is safe inside a script element.

    Example:
        >>> as_json({"a": "</script>"})
        Markup('{"a": "\\u003c/script\\u003e"}')
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that could end the element is escaped above
