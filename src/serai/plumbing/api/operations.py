"""Operations of the API, run without finding out at each call what never changes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.errors import AuthenticationError, HttpError, ValidationErrorContext
from ninja.operation import Operation
from ninja.params.models import ParamModel
from pydantic import ValidationError

_PLAN = "_serai_readers"
UNREADABLE = "Cannot parse request body"
"""What Ninja says of a body that is no JSON; `faults` says it better."""
Values = dict[str, Any]
Reader = Callable[[HttpRequest, Values], Values]


def run_plainly() -> None:
    """
    Let the API's operations run by a plan of their own; call it before the first route is declared.

    Django Ninja looks at each check whether it is asynchronous, copies each value from model to model and makes
    an answer that nobody uses: our endpoints return their own. What is checked, read and refused, and in which
    order, stays; an operation that is not plain runs as Ninja runs it.
    """
    Operation.run = _run  # type: ignore[method-assign]


_run_by_ninja = Operation.run


def _run(self: Operation, request: HttpRequest, **ids: Any) -> HttpResponseBase:
    if _PLAN not in self.__dict__:
        self.__dict__[_PLAN] = _plan_of(self)
    readers = self.__dict__[_PLAN]
    if readers is None:
        return _run_by_ninja(self, request, **ids)
    try:
        _let_in(self, request)
        result = self.view_func(request, **_values_of(self, readers, request, ids))
        if isinstance(result, HttpResponseBase):
            return result
        fresh = self.api.create_temporal_response(request)
        return self._result_to_response(request, result, fresh)
    except Exception as refusal:  # noqa: BLE001 - the API has an answer to each
        return self.api.on_exception(request, refusal)


def _let_in(operation: Operation, request: HttpRequest) -> None:
    for check in operation.auth_callbacks:
        if caller := check(request):
            request.auth = caller  # type: ignore[attr-defined]
            return
    if operation.auth_callbacks:
        raise AuthenticationError


def _values_of(
    operation: Operation, readers: tuple[Reader, ...], request: HttpRequest, ids: Values
) -> Values:
    values: Values = {}
    refused: list[ValidationErrorContext[ParamModel]] = []
    for reader, model in zip(readers, operation.models, strict=True):
        try:
            values.update(reader(request, ids))
        except ValidationError as refusal:
            refused.append(ValidationErrorContext(pydantic_validation_error=refusal, model=model))
    if refused:
        raise operation.api.validation_error_from_error_contexts(refused)
    return values


def _plan_of(operation: Operation) -> tuple[Reader, ...] | None:
    """Return how each model of what is sent is read; `None`: Ninja runs such an operation."""
    if operation.throttle_objects or operation.stream_format or operation.signature.response_arg:
        return None
    return tuple(_reader(operation, model) for model in operation.models)


def _reader(operation: Operation, model: type[ParamModel]) -> Reader:
    """Return who reads one model: the ids of the address, a body, or anything else as Ninja does."""
    validate: Callable[..., object] = model.__pydantic_validator__.validate_python
    paths: dict[str, tuple[str, ...]] = getattr(model, "__ninja_flatten_map__", None) or {}
    is_flat = all(path == (name,) for name, path in paths.items())
    source: str | None = model.__ninja_param_source__
    body = getattr(model, "__read_from_single_attr__", None)

    def resolved(request: HttpRequest, ids: Values) -> Values:
        return dict(model.resolve(request, operation.api, ids))

    def of_address(request: HttpRequest, ids: Values) -> Values:
        return vars(validate(ids, context={"request": request}))

    def of_body(request: HttpRequest, ids: Values) -> Values:
        if not request.body:
            return resolved(request, ids)
        try:
            sent = operation.api.parser.parse_body(request)
        except Exception as unreadable:
            raise HttpError(400, UNREADABLE) from unreadable
        return vars(validate({body: sent}, context={"request": request}))

    if is_flat and source == "path":
        return of_address
    return of_body if is_flat and source == "body" and body else resolved
