"""The words of answers in one language: our own sentences, categories, attributes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po

from serai.catalog.public import ChannelNotFound, attributes, categories, channel
from serai.plumbing.api.language import choose
from serai.plumbing.caches import ShortCache
from serai.plumbing.json import as_json

_MESSAGES = Path(__file__).parent / "messages"
_OURS = "en"
"""The language in which our own sentences are written."""


@dataclass(frozen=True, slots=True)
class Words:
    """
    What answers say in `locale`.

    `sentences` are ours, by the English. `categories` are names by slug, `attributes` labels by code.
    `version` changes with any of them.
    """

    locale: str
    sentences: Mapping[str, str]
    categories: Mapping[str, str]
    attributes: Mapping[str, str]
    version: str

    def say(self, sentence: str, **values: str) -> str:
        """Return one of our sentences in this language, in English where it is not translated."""
        return (self.sentences.get(sentence) or sentence).format(**values)


_words: ShortCache[tuple[str, str], Words] = ShortCache(seconds=5, size=200)


def words_for(channel_code: str, own_locale: str, accept_language: str) -> Words | None:
    """
    Return the words for a reader of a channel, `None` when its prepared answers speak to them already.

    The channel offers its locales; who asks for none of them reads its own. At most five seconds old.

    Args:
        channel_code: the channel.
        own_locale: the language in which its answers are prepared.
        accept_language: the reader's Accept-Language header.
    """
    locale = _wanted(channel_code, own_locale, accept_language) if accept_language else own_locale
    if locale == own_locale and _language(locale) == _OURS:
        return None
    return _words.get((channel_code, locale), lambda: _loaded(locale))


def _wanted(channel_code: str, own_locale: str, accept_language: str) -> str:
    try:
        return choose(accept_language, channel(channel_code).locales, own_locale)
    except ChannelNotFound:
        return own_locale


def _loaded(locale: str) -> Words:
    sentences = _sentences(_language(locale))
    names = {node.slug: node.name for node in categories(locale)}
    labels = {
        code: view.labels.get(locale) or view.labels.get(_language(locale)) or view.label
        for code, view in attributes().items()
    }
    version = blake2b(as_json([locale, names, labels]), digest_size=8).hexdigest()
    return Words(locale, sentences, names, labels, version)


def _language(locale: str) -> str:
    return locale.partition("-")[0]


@cache
def _sentences(language: str) -> Mapping[str, str]:
    path = _MESSAGES / f"{language}.po"
    if not path.exists():
        return {}
    catalogue = read_po(BytesIO(path.read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in catalogue if message.id}
