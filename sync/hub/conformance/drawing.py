"""The least that a verb can say: its required fields, each as short as its type lets it be."""

from typing import Annotated, Any

import msgspec
from msgspec import inspect

from sync.shapes import ready

TEXTS = ("x", "0" * 32, "0" * 64, "7K3M9Q", "x@example.com", "2026-11-22", "2026-11-22T10:00:00Z")
NUMBERS = (1, 0, -1)


def least(verb: Any) -> dict[str, Any]:
    """Return arguments of a verb that its rule can read."""
    drawn = {**_struct(inspect.type_info(verb)), "verb": verb.__name__}
    msgspec.convert(drawn, ready(verb))
    return drawn


def _struct(kind: Any) -> dict[str, Any]:
    return {field.encode_name: _value(field.type) for field in kind.fields if field.required}


def _value(kind: Any) -> Any:
    match kind:
        case inspect.StructType():
            return _struct(kind)
        case inspect.ListType():
            return [_value(kind.item_type) for _ in range(kind.min_length or 0)]
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.EnumType():
            return next(iter(kind.cls)).value
        case inspect.BoolType():
            return True
        case inspect.IntType() | inspect.StrType():
            values = NUMBERS if isinstance(kind, inspect.IntType) else TEXTS
            return next(value for value in values if _fits(value, kind))
        case _:
            raise NotImplementedError(type(kind).__name__)


def _fits(value: Any, kind: Any) -> bool:
    names = ("pattern", "min_length", "max_length", "ge", "le", "gt", "lt")
    bounds = {name: getattr(kind, name) for name in names if getattr(kind, name, None) is not None}
    try:
        msgspec.convert(value, ready(Annotated[type(value), msgspec.Meta(**bounds)]))
    except msgspec.ValidationError:
        return False
    return True
