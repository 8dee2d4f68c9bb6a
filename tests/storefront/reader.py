"""A reader without JavaScript: opens pages, fills forms, follows redirects."""

import dataclasses
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
from storefront.client import Client


@dataclasses.dataclass
class Form:
    """A form as a browser would send it."""

    action: str
    method: str
    fields: dict[str, str] = dataclasses.field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = dataclasses.field(default_factory=list)


class Page(HTMLParser):
    """What a reader sees of an answer: its words, links and forms."""

    def __init__(self, answer: httpx.Response) -> None:
        super().__init__(convert_charrefs=True)
        self.answer = answer
        self.status = answer.status_code
        self.path = answer.url.raw_path.decode()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.images: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._words: list[str] = []
        self._silent = 0
        self._select: tuple[str, bool] | None = None
        self.feed(answer.text)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self._words).split())

    def form(self, action: str, **having: str) -> Form:
        """Return the first form that goes to an address, with these values in its fields."""
        for form in self.forms:
            if form.action == action and having.items() <= form.fields.items():
                return form
        raise AssertionError(
            f"no form to {action} with {having} on {self.path}: {[form.action for form in self.forms]}"
        )

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attrs = {name: value if value is not None else "" for name, value in pairs}
        self.tags.append((tag, attrs))
        if tag in {"script", "style", "svg"}:
            self._silent += 1
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        if tag == "img":
            self.images.append(attrs.get("src", ""))
        if tag == "form":
            action = attrs.get("action", urlsplit(self.path).path)
            self.forms.append(Form(action, attrs.get("method", "get").lower()))
        if self.forms:
            self._field(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "svg"}:
            self._silent -= 1
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def _field(self, tag: str, attrs: dict[str, str]) -> None:
        form, name = self.forms[-1], attrs.get("name", "")
        if tag == "input" and name:
            if attrs.get("type") in {"checkbox", "radio"} and "checked" not in attrs:
                return
            form.fields[name] = attrs.get("value", "")
        elif tag == "button":
            form.buttons.append((attrs.get("form", ""), name, attrs.get("value", "")))
        elif tag == "select" and name:
            self._select = (name, False)
        elif tag == "option" and self._select and ("selected" in attrs or not self._select[1]):
            form.fields[self._select[0]] = attrs.get("value", "")
            self._select = (self._select[0], True)


class Reader:
    """Somebody with a browser of their own."""

    def __init__(self, client: Client, language: str = "en") -> None:
        self.client = client
        self.client.headers["Accept-Language"] = language
        self.page: Page

    def open(self, path: str, **headers: str) -> Page:
        self.page = Page(self.client.get(path, headers=headers))
        return self.page

    def send(self, action: str, having: dict[str, str] | None = None, **typed: str) -> Page:
        """Send the form on this page that goes to `action`, with some fields typed over."""
        form = self.page.form(action, **(having or {}))
        return self.post(action, {**form.fields, **typed})

    def post(self, action: str, fields: dict[str, str], **headers: str) -> Page:
        self.page = Page(self.client.post(action, data=fields, headers=headers))
        return self.page
