"""Sixteen numbers as one: what compiled code adds, multiplies and compares in a single go.

A loop over lanes is done several at a time only where the compiler can prove that no array
overlaps another, and else costs a check at every turn. A `Vector` is one by its type: it
stays in registers, and every processor rounds each of its numbers as it would on its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeAlias

from llvmlite import ir  # type: ignore[import-untyped, unused-ignore]
from numba import types
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, lower_builtin, models, register_model

__all__ = ["WIDE", "Vector", "larger", "load", "lowest_to_exponent", "spread_out", "store"]

WIDE = 16
"""How many numbers a vector has: twice what the widest registers of today hold, so that one half
is worked on while the other waits for what it needs."""

Vector: TypeAlias = Any
"""Sixteen numbers, in compiled code only."""

DOUBLE, WHOLE = ir.DoubleType(), ir.IntType(64)
VECTOR, WHOLES = ir.VectorType(DOUBLE, WIDE), ir.VectorType(WHOLE, WIDE)
BYTES = 8
"""Arrays begin at a number, not at a vector."""

MANTISSA = 52
BIAS = 1023 << MANTISSA


class VectorType(types.Type):
    """The type of vectors."""

    def __init__(self) -> None:
        super().__init__(name="Vector")


KIND = VectorType()


@register_model(VectorType)
class VectorModel(models.PrimitiveModel):
    """How vectors are kept: as the processor has them."""

    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, VECTOR)  # type: ignore[no-untyped-call]


def lift(builder: Any, kind: Any, value: Any) -> Any:
    """A value as a vector: a single number again and again."""
    if isinstance(kind, VectorType):
        return value
    one = builder.insert_element(ir.Constant(VECTOR, ir.Undefined), value, WHOLE(0))
    return builder.shuffle_vector(
        one, ir.Constant(VECTOR, ir.Undefined), ir.Constant(ir.VectorType(ir.IntType(32), WIDE), 0)
    )


class Arithmetic(AbstractTemplate):
    """Vectors with one another, or with a number."""

    def generic(self, args: Any, kws: Any) -> Any:
        """The signature where one side at least is a vector and the other no whole number."""
        fits = all(isinstance(a, (VectorType, types.Float)) for a in args)
        if kws or len(args) != 2 or not fits or not any(isinstance(a, VectorType) for a in args):
            return None
        return signature(KIND, *args)  # type: ignore[no-untyped-call]


def define(operation: Callable[..., Any], name: str) -> None:
    """Make an operator work on vectors, by the instruction of this name."""

    def lower(_context: Any, builder: Any, call: Any, args: Any) -> Any:
        both = [lift(builder, kind, a) for kind, a in zip(call.args, args, strict=True)]
        return getattr(builder, name)(*both)

    infer_global(operation)(  # type: ignore[no-untyped-call]
        type(f"Arithmetic_{operation.__name__}", (Arithmetic,), {"key": operation})
    )
    for kinds in ((KIND, KIND), (KIND, types.Float), (types.Float, KIND)):
        lower_builtin(operation, *kinds)(lower)  # type: ignore[no-untyped-call]


for _operation, _name in (
    (operator.add, "fadd"),
    (operator.iadd, "fadd"),
    (operator.sub, "fsub"),
    (operator.mul, "fmul"),
    (operator.truediv, "fdiv"),
):
    define(_operation, _name)


def place_of(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    """A pointer to as many numbers of an array as a vector has, from an index on."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.bitcast(builder.gep(data, [index]), VECTOR.as_pointer())


def typed_load(_typing: Any, array: Any, index: Any) -> Any:  # noqa: ARG001
    """The numbers of a flat array from an index on."""

    def code(context: Any, builder: Any, call: Any, args: Any) -> Any:
        place = place_of(context, builder, call.args[0], args[0], args[1])
        return builder.load(place, align=BYTES)

    return KIND(array, types.intp), code


def typed_store(_typing: Any, array: Any, index: Any, value: Any) -> Any:  # noqa: ARG001
    """A vector, or one number again and again, into a flat array from an index on."""

    def code(context: Any, builder: Any, call: Any, args: Any) -> Any:
        place = place_of(context, builder, call.args[0], args[0], args[1])
        builder.store(lift(builder, call.args[2], args[2]), place, align=BYTES)
        return context.get_dummy_value()

    return types.void(array, types.intp, value), code


def typed_larger(_typing: Any, one: Any, other: Any) -> Any:
    """The larger of each two numbers, the second where they are equal."""
    vector = isinstance(one, VectorType) or isinstance(other, VectorType)

    def code(_context: Any, builder: Any, call: Any, args: Any) -> Any:
        kinds = zip(call.args, args, strict=True)
        both = [lift(builder, kind, a) for kind, a in kinds] if vector else list(args)
        return builder.select(builder.fcmp_ordered(">", *both), *both)

    return (KIND(one, other) if vector else types.float64(types.float64, types.float64)), code


def typed_spread(_typing: Any, _number: Any) -> Any:
    """One number again and again."""

    def code(_context: Any, builder: Any, call: Any, args: Any) -> Any:
        return lift(builder, call.args[0], args[0])

    return KIND(types.float64), code


def typed_exponent(_typing: Any, number: Any) -> Any:
    """Two to the power of the whole number in the lowest bits of each float."""
    vector = isinstance(number, VectorType)
    whole, real = (WHOLES, VECTOR) if vector else (WHOLE, DOUBLE)

    def repeat(value: int) -> Any:
        return ir.Constant(whole, [value] * WIDE if vector else value)

    def code(_context: Any, builder: Any, _call: Any, args: Any) -> Any:
        bits = builder.shl(builder.bitcast(args[0], whole), repeat(MANTISSA))
        return builder.bitcast(builder.add(bits, repeat(BIAS)), real)

    return number(number), code


load: Any = intrinsic(typed_load)
store: Any = intrinsic(typed_store)
larger: Any = intrinsic(typed_larger)
spread_out: Any = intrinsic(typed_spread)
lowest_to_exponent: Any = intrinsic(typed_exponent)
