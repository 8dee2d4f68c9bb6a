"""
Pages of the reference that are read from the code, so that they cannot lie.

Each `*_page` function returns the Markdown of one page; the build writes them to
`reference/generated/` before it reads the sources.
"""

import ast
import importlib
import importlib.util
import inspect
import json
import pkgutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from facts_page import facts_page
from failures_page import failures_page
from http_api_page import http_api_page
from pydantic_settings import BaseSettings
from sphinx.application import Sphinx

import serai
from serai.config.env import Env
from serai.config.mission import State, mission
from serai.kernel.errors import DomainError, domain_errors
from serai.kernel.events import Event, event_types
from serai.plumbing.webhooks.catalogue import event_catalogue

_NOT_IMPORTED = (".migrations", "__main__", ".wsgi", ".live", ".complete_journey")
"""Programs that start when imported, and the loader that needs the demo's data."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Write the generated pages when a build starts."""
    app.connect("builder-inited", _write_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def import_everything() -> None:
    """Import every module of the platform: refusals and events are known once imported."""
    for module in pkgutil.walk_packages(serai.__path__, "serai."):
        if not any(part in module.name for part in _NOT_IMPORTED):
            importlib.import_module(module.name)


def errors_page() -> str:
    """Return the page of refusals: one section for each code."""
    return "\n".join(
        [
            "# Refusals",
            "",
            "What the platform answers when it says no. Every answer is a problem document",
            "(RFC 9457) with the `code` below, a sentence, and the facts a program needs.",
            "",
            *(line for error in domain_errors() for line in _error_section(error)),
            "## Codes of the HTTP edge",
            "",
            "Refusals that have no name in a context: the request itself cannot be used.",
            "",
            "| code | status | sentence |",
            "|---|---|---|",
            *(f"| `{code}` | {status} | {text} |" for code, status, text in edge_codes()),
            "",
        ]
    )


def edge_codes() -> list[tuple[str, int, str]]:
    """Return what `problem_response` is called with: code, status and sentence, by code."""
    found = {}
    for path in sorted(Path(serai.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "problem_response":
                words = [getattr(argument, "value", "") for argument in node.args[1:4]]
                if len(words) > 1 and isinstance(words[1], str) and "." in words[1]:
                    status, code, text = (*words, "")[:3]
                    text = text if isinstance(text, str) else ""
                    found[code] = (code, status if isinstance(status, int) else 0, text)
    return [found[code] for code in sorted(found)]


def settings_page() -> str:
    """Return the page of settings: one row for each variable of the environment."""
    notes = _attribute_docstrings(Env)
    rows = [
        (_variable(name, Env), field.get_default(), notes.get(name, ""))
        for name, field in Env.model_fields.items()
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Read from the environment once when a process starts; all of them are optional.",
            "",
            "| variable | default | what it decides |",
            "|---|---|---|",
            *(f"| `{name}` | {_code(default)} | {note} |" for name, default, note in rows),
            "",
        ]
    )


def events_page() -> str:
    """Return the page of events: what contexts tell each other."""
    lines = ["# Events", "", "Facts that contexts publish in their own transaction.", ""]
    for name, event in sorted(event_types().items()):
        lines += [f"## `{name}`", "", inspect.getdoc(event) or "", ""]
        lines += [f"* `{field}`: `{kind}`" for field, kind in _fields(event)]
        lines += [""]
    return "\n".join(lines)


def event_types_page() -> str:
    """Return the page of events that are told outside: fields, types and an example of each."""
    lines = [
        "# Event catalogue",
        "",
        "What programs outside can subscribe to, by [webhook](../../guides/webhooks.md)",
    ]
    lines += ["or [live](../../guides/live.md). `data` of the envelope has these fields.", ""]
    for kind in event_catalogue():
        lines += [f"## `{kind.type}`", "", kind.summary, ""]
        lines += [
            f"Version {kind.version}; subject: {f'`{kind.subject}`' if kind.subject else 'none'}.",
            "",
        ]
        if kind.data_schema["properties"]:
            lines += ["| field | type | what it is |", "|---|---|---|"]
        for name, shape in kind.data_schema["properties"].items():
            inner = shape.get("items", {})
            item = f" of {inner.get('format', inner.get('type', ''))}" if inner else ""
            kind_of = shape.get("format", shape.get("type", "any"))
            lines += [f"| `{name}` | {kind_of}{item} | {shape['description']} |"]
        lines += ["", "```json", json.dumps(kind.example, indent=2), "```", ""]
    return "\n".join(lines)


def mission_page() -> str:
    """Return the page of the mission: what works, what is partial, what is missing."""
    groups = mission()
    lines = ["# Mission", "", "What Serai must do and how far it is, row by row.", ""]
    for group in groups:
        counts = ", ".join(f"{group.count(state)} {state.value}" for state in State)
        lines += [f"## {group.letter} {group.title}", "", f"{counts}.", ""]
        lines += ["| row | what | state | note |", "|---|---|---|---|"]
        lines += [f"| {r.id} | {r.title} | {r.state.value} | {r.note} |" for r in group.rows]
        lines += [""]
    return "\n".join(lines)


def context_page(public: ModuleType) -> str:
    """Return the page of one context: its words and what others may call."""
    context = importlib.import_module(public.__name__.rpartition(".")[0])
    name = context.__name__.rpartition(".")[2]
    return "\n".join(
        [
            f"# {name}",
            "",
            "```{eval-rst}",
            f".. automodule:: {context.__name__}",
            "   :noindex:",
            "",
            f".. automodule:: {public.__name__}",
            "   :members:",
            "   :imported-members:",
            "   :noindex:",
            "```",
            "",
        ]
    )


def public_modules() -> Iterator[ModuleType]:
    """Yield the `public` module of every context, by name."""
    for package in pkgutil.iter_modules(serai.__path__, "serai."):
        if package.ispkg and _has(f"{package.name}.public"):
            yield importlib.import_module(f"{package.name}.public")


def _write_pages(app: Sphinx) -> None:
    import_everything()
    pages = {
        "errors": errors_page(),
        "settings": settings_page(),
        "facts": facts_page(),
        "events": events_page(),
        "event-catalogue": event_types_page(),
        "mission": mission_page(),
        "failures": failures_page(Path(app.srcdir) / "failures.toml"),
        **_http_api(Path(app.srcdir) / "reference" / "openapi.json"),
        **{f"context-{m.__name__.split('.')[1]}": context_page(m) for m in public_modules()},
    }
    folder = Path(app.srcdir) / "reference" / "generated"
    folder.mkdir(parents=True, exist_ok=True)
    for stale in {path.stem for path in folder.glob("*.md")} - pages.keys():
        (folder / f"{stale}.md").unlink()
    for name, text in pages.items():
        _write_if_new(folder / f"{name}.md", text)


def _http_api(snapshot: Path) -> dict[str, str]:
    if not snapshot.exists():
        return {}
    return {"http-api": http_api_page(json.loads(snapshot.read_text(encoding="utf-8")))}


def _write_if_new(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _error_section(error: type[DomainError]) -> Iterable[str]:
    yield f"## `{error.code}`"
    yield ""
    yield inspect.getdoc(error) or ""
    yield ""
    yield f"* kind: {error.kind.value.replace('_', ' ')}"
    facts = [name for name in _parameters(error) if name != "message"]
    if facts:
        yield "* facts: " + ", ".join(f"`{fact}`" for fact in facts)
    yield ""


def _parameters(error: type[DomainError]) -> list[str]:
    if error.__init__ is DomainError.__init__:
        return []
    named = inspect.signature(error.__init__).parameters.values()
    return [p.name for p in named if p.name != "self" and p.kind is not p.VAR_POSITIONAL]


def _attribute_docstrings(settings: type[BaseSettings]) -> dict[str, str]:
    """Return the string that follows each field in the source of a settings class."""
    body = ast.parse(inspect.getsource(settings)).body[0]
    assert isinstance(body, ast.ClassDef)
    notes: dict[str, str] = {}
    for field, note in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(note, ast.Expr)
            and isinstance(note.value, ast.Constant)
        ):
            notes[field.target.id] = " ".join(str(note.value.value).split())
    return notes


def _variable(name: str, settings: type[BaseSettings]) -> str:
    alias = settings.model_fields[name].validation_alias
    return str(alias) if alias else f"{settings.model_config['env_prefix']}{name}".upper()


def _code(default: object) -> str:
    return f"`{default}`" if str(default) else "empty"


def _fields(event: type[Event]) -> Iterator[tuple[str, str]]:
    for name, kind in inspect.get_annotations(event).items():
        yield name, getattr(kind, "__name__", str(kind)) if kind.__class__ is type else str(kind)


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None
