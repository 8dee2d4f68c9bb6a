"""
Who is not a shopper: programs by their own name, and whatever clicks faster than people.

The names are our own short list, not a library: what crawlers, monitors and HTTP libraries call themselves
follows few habits, and a program that lies is found by its pace, not by its name.
"""

import re
from threading import Lock
from time import monotonic

_NAMES = re.compile(
    r"(?<!cu)bots?\b|bot_|crawl|spider|slurp|scrap|fetch|archiver|indexer|preview|validator"
    r"|monitor|uptime|pingdom|statuscake|lighthouse|pagespeed|headless|phantomjs|selenium|puppeteer"
    r"|playwright|cypress|facebookexternalhit|mediapartners|feed|rss|whatsapp/|telegram"
    r"|gptbot|chatgpt|claude|anthropic|perplexity|ccbot|bytespider|amazonbot|applebot"
    r"|^(curl|wget|python|go-http|java|okhttp|axios|node|undici|ruby|perl|php|libwww|httpx?|aiohttp)\b",
    re.IGNORECASE,
)
_SHORTEST = 12
MOST_A_MINUTE = 600
"""Events a minute from one browser (or one address, without an id) beyond which it is a program."""


def is_a_program(user_agent: str) -> bool:
    """
    Return whether a User-Agent header is a program's; people's browsers always send one.

    Example:
        >>> is_a_program("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
        True
        >>> is_a_program("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
        False
        >>> is_a_program("")
        True
    """
    return len(user_agent) < _SHORTEST or _NAMES.search(user_agent) is not None


class Paces:
    """How many events came from whom in the present minute, in this process."""

    def __init__(self, most: int = MOST_A_MINUTE) -> None:
        self.most = most
        self._minute, self._counts = 0, dict[str, int]()
        self._lock = Lock()

    def too_fast(self, who: str, events: int) -> bool:
        """Count events and return whether they are more than a person makes."""
        with self._lock:
            minute = int(monotonic() // 60)
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            count = self._counts.get(who, 0) + events
            self._counts[who] = count
            return count > self.most
