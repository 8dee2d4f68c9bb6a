"""What a channel's words mean, as this process knows it."""

from functools import cache

from serai.discovery.domain.language.analyser import analyser_of
from serai.discovery.domain.taught import Said, Taught
from serai.discovery.models import TaughtSynonym
from serai.discovery.models.files.synonym_files import open_synonyms
from serai.discovery.queries.shelves.meanings import name_of
from serai.plumbing.caches import ShortCache
from serai.plumbing.model_registry import Following, Kept

_EVERY = 10.0
_taught: ShortCache[str, Taught] = ShortCache(seconds=_EVERY, size=1000)


def model_of(channel_code: str) -> str:
    """Return the name under which a channel's synonyms are published."""
    return name_of("synonyms", channel_code)


@cache
def learnt_of(channel_code: str) -> Following[list[tuple[str, str]]]:
    """Return the learnt pairs in use of a channel, followed; one per process."""
    return Following(model_of(channel_code), _opened)


def taught_now(channel_code: str, locale: str) -> Taught:
    """Return what staff and shoppers taught, at most ten seconds old; two statements when it is older."""
    return _taught.get(channel_code, lambda: _read(channel_code, locale))


def forget_taught() -> None:
    """Let this process look anew."""
    _taught.forget()
    learnt_of.cache_clear()


def _read(channel_code: str, locale: str) -> Taught:
    decided = TaughtSynonym.objects.filter(channel_code=channel_code).order_by("decided_at", "pk")
    said = decided.values_list("phrase", "meaning", "accepted", "worth")
    learnt = learnt_of(channel_code).current() or []
    return Taught.of((Said(*one) for one in said), learnt, analyser_of(locale))


def _opened(kept: Kept) -> list[tuple[str, str]]:
    return [(one.phrase, one.meaning) for one in open_synonyms(kept.folder)]
