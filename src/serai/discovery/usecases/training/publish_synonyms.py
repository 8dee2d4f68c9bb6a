"""Learn what shoppers mean from how they word a search in vain anew, and put it to use if it foretells."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from serai.catalog.public import channel
from serai.discovery.domain.language.analyser import Analyser, analyser_of
from serai.discovery.models import Rewording
from serai.discovery.models.files.synonym_files import LearntSynonym, save_synonyms
from serai.discovery.queries.shelves.synonyms import model_of
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai_science.search.rewordings import meanings, replaced

_FEWEST, _HELD_OUT = 30, timedelta(days=7)


class _Seen(NamedTuple):
    """A phrase that was replaced with another one, on a day."""

    held_out: bool
    phrase: str
    meaning: str
    times: int


def publish_synonyms(channel_code: str, *, now: datetime) -> Published | None:
    """
    Learn from the rewordings of the last ninety days; `None` when there are fewer than thirty.

    Measured on the last seven days, learning from those before: how often the surest meaning of a phrase is
    what it was then replaced with, beside what is searched for most after any search in vain.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    view = channel(channel_code)
    seen = list(_seen(view.code, analyser_of(view.locale), now))
    tried = [each for each in seen if each.held_out]
    before = [each for each in seen if not each.held_out]
    if sum(each.times for each in tried) < _FEWEST or sum(each.times for each in before) < _FEWEST:
        return None
    surest = {each.phrase: each.meaning for each in reversed(_learnt(before))}
    asked = [each for each in tried if each.phrase in surest]
    commonest = Counter[str]()
    for each in before:
        commonest[each.meaning] += each.times
    usual = commonest.most_common(1)[0][0]
    learnt = _learnt(seen)

    def write(folder: Path) -> None:
        save_synonyms(folder, learnt)

    return publish(
        model_of(view.code),
        Card(
            protocol=(
                "Rewordings of the last seven days are held out: how often a phrase was replaced with the surest "
                "meaning learnt from the days before, among phrases of which one was learnt."
            ),
            figure=Figure(
                name="rewordings foretold",
                value=_share(asked, lambda each: surest[each.phrase]),
                baseline=_share(asked, lambda _: usual),
                baseline_is="what is searched for most after any search in vain",
            ),
            others=(
                Figure(
                    name="rewordings of phrases of which something was learnt",
                    value=_times(asked) / _times(tried),
                ),
            ),
            rows=_times(seen),
            data_until=now,
            settings={"pairs": len(learnt)},
        ),
        write,
        now=now,
    )


def _seen(channel_code: str, analyser: Analyser, now: datetime) -> Iterator[_Seen]:
    """Yield what was replaced with what; one statement."""
    since = (now - _HELD_OUT).date()
    rows = Rewording.objects.filter(channel_code=channel_code).order_by("day", "before", "after")
    for day, before, after, times in rows.values_list("day", "before", "after", "times"):
        if found := replaced(analyser.words(before), analyser.words(after)):
            phrase, meaning = (" ".join(words) for words in found)
            if analyser.stems(phrase) != analyser.stems(meaning):
                yield _Seen(day >= since, phrase, meaning, times)


def _learnt(seen: Sequence[_Seen]) -> list[LearntSynonym]:
    return [
        LearntSynonym(
            str(each.phrase),
            str(each.meaning),
            each.times,
            each.of,
            round(each.chance, 4),
            round(each.lift, 2),
        )
        for each in meanings((one.phrase, one.meaning, one.times) for one in seen)
    ]


def _times(seen: Sequence[_Seen]) -> int:
    return sum(each.times for each in seen)


def _share(seen: Sequence[_Seen], foretold: Callable[[_Seen], str]) -> float:
    right = sum(each.times for each in seen if each.meaning == foretold(each))
    return right / _times(seen) if seen else 0.0
