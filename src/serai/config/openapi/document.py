"""From routes to the OpenAPI document."""

from functools import cache
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.schema import NinjaGenerateJsonSchema
from pydantic.json_schema import CoreModeRef, DefsRef

from serai.config.openapi.every_operation import complete
from serai.plumbing.api.security import BEARER, SERAI_KEY, KeyHeader

Json = dict[str, Any]

_SCHEMES = {
    SERAI_KEY: {
        "type": "apiKey",
        "in": "header",
        "name": "Serai-Key",
        "description": "The key of a program. It belongs to a channel; its scopes say what it may do.",
    },
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "description": "A shopper's token (`srs_…`), from logging in, or a guest's (`src_…`), from a cart.",
    },
}


@cache
def openapi_document(api: NinjaAPI, *, path_prefix: str) -> Json:
    """
    Return the document of an API; made once, for it takes a second.

    Schemas are named after their context (`ordering.OrderOut`), so that two contexts may use a word each
    in their own sense, and a name never changes because somebody else begins to use it.
    """
    document: Json = dict(_Document(api, path_prefix))
    document["components"]["securitySchemes"] = _SCHEMES
    _keep_what_is_used(document)
    for path, operations in document["paths"].items():
        for verb, operation in operations.items():
            complete(operation, verb=verb, path=path)
    return document


def _keep_what_is_used(document: Json) -> None:
    """Drop schemas that nothing refers to: ninja also keeps those whose fields became parameters."""
    schemas, wanted = document["components"]["schemas"], _references(document["paths"])
    used: set[str] = {"Problem"}
    while wanted:
        used |= wanted
        wanted = {name for known in wanted for name in _references(schemas[known])} - used
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(used)}


def _references(part: Any) -> set[str]:
    if isinstance(part, dict):
        here = {part["$ref"].rpartition("/")[2]} if "$ref" in part else set()
        return here.union(*(_references(value) for value in part.values()))
    if isinstance(part, list | tuple):
        return set().union(*(_references(value) for value in part))
    return set()


class _Document(OpenAPISchema):
    def _create_schema_from_model(self, model: Any, *args: Any, **options: Any) -> Any:
        qualified: Any = _Qualified(model)
        return super()._create_schema_from_model(qualified, *args, **options)

    def _extract_parameters(self, model: Any) -> Any:
        qualified: Any = _Qualified(model)
        return super()._extract_parameters(qualified)

    def add_schema_definitions(self, definitions: Json) -> None:
        """
        Add schemas.

        Raises:
            ValueError: two schemas of one context have the same name and different contents.
        """
        for name, schema in definitions.items():
            if self.schemas.setdefault(name, schema) != schema:
                raise ValueError(f"Two different schemas are called {name}; rename one.")

    def operation_details(self, operation: Operation) -> Json:
        """
        Return an operation.

        Raises:
            ValueError: another one has its id.
        """
        name = operation.operation_id or self.api.get_openapi_operation_id(operation)
        if name in self.all_operation_ids:
            raise ValueError(f"Two operations are called {name}; rename one.")
        return dict(super().operation_details(operation))

    def operation_security(self, operation: Operation) -> list[Json]:
        """Return what a call must carry, as alternatives; nothing: it may come from anyone."""
        checks = [check for check in operation.auth_callbacks or () if isinstance(check, KeyHeader)]
        return [need for check in checks for need in check.needs]


class _Qualified:
    """A model whose definitions are named after their contexts."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def model_json_schema(self, **options: Any) -> Any:
        """Return the JSON Schema of the model."""
        return self._model.model_json_schema(**options | {"schema_generator": _ContextNames})


class _ContextNames(NinjaGenerateJsonSchema):
    def get_defs_ref(self, core_mode_ref: CoreModeRef) -> DefsRef:
        """Return the key of a definition; its first choice of name is ours."""
        key = super().get_defs_ref(core_mode_ref)
        module, _, name = core_mode_ref[0].partition(":")[0].rpartition(".")
        context = module.split(".")[1] if module.startswith("serai.") else ""
        qualified = name if context in ("", "plumbing") else f"{context}.{name}"
        self._prioritized_defsref_choices[key].insert(0, DefsRef(qualified))
        return key
