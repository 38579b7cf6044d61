"""What may be wrong with a request, with a text, an amount, a date, a time."""

from typing import NamedTuple

from county import COUNTY, moment, yuan
from wire import (GROUP, UNKNOWN, Mutation, field, put, put_raw, set_to, varint,
                  whole, without)

INVALID, EXHAUSTED = "INVALID_ARGUMENT", "RESOURCE_EXHAUSTED"
INT64_MAX, MEBIBYTE = 2**63 - 1, 2**20
NO_DAY = {"year": 2020, "month": 2, "day": 30}


class Row(NamedTuple):
    """One way to be wrong."""

    what: str
    mutation: Mutation
    reason: str
    field: str = ""
    code: str = INVALID


def any_call(name: str) -> list[Row]:
    """What is wrong in any request; `name` is a field with a resource name."""
    return [
        Row("cut short", whole(lambda b: b[:-1]), "MALFORMED"),
        Row("one stray byte", whole(lambda b: b + b"\x0a"), "MALFORMED"),
        Row("tag zero", whole(lambda b: b + b"\0"), "MALFORMED"),
        Row("length beyond the end", whole(
            lambda b: b + varint(1 << 3 | 2) + varint(2**31 - 1)), "MALFORMED"),
        Row("varint of eleven bytes", whole(
            lambda b: b + varint(UNKNOWN << 3) + b"\xff" * 10 + b"\x01"),
            "MALFORMED"),
        Row("not protobuf", whole(lambda b: b"{\"name\": \"json\"}"),
            "MALFORMED"),
        Row("groups in groups", whole(
            lambda b: b + varint(UNKNOWN << 3 | GROUP) * 10_000), "MALFORMED"),
        Row("bad UTF-8 in a name", put(name, b"counties/\xff\xfe"),
            "MALFORMED"),
        Row("half a surrogate in a name", put(name, b"\xed\xa0\x80"),
            "MALFORMED"),
        Row("unknown field", put_raw("", field(UNKNOWN, 1)), "UNKNOWN_FIELD",
            str(UNKNOWN)),
        Row("number for a name", put(name, 7), "UNKNOWN_FIELD", "{number}"),
        Row("nothing", whole(lambda b: b""), "REQUIRED", name),
        Row("no name", without(name), "REQUIRED", name),
        Row("name of another shape", set_to(name, f"{COUNTY}/funds/central"),
            "BAD_NAME", name),
        Row("name of a path", set_to(name, "counties/../990101"), "BAD_NAME",
            name),
        Row("NUL in a name", set_to(name, f"{COUNTY}\0"), "BAD_NAME", name),
        Row("over three MiB", put(name, b"a" * 3 * MEBIBYTE),
            "REQUEST_TOO_LARGE", code=EXHAUSTED),
        Row("over six MiB", put(name, b"a" * 6 * MEBIBYTE), "",
            code=EXHAUSTED),
    ]


WRITES = [
    Row("no request id", without("request_id"), "REQUIRED", "request_id"),
    Row("request id of 65 bytes", set_to("request_id", "i" * 65), "TOO_LONG",
        "request_id"),
    Row("NUL in the request id", set_to("request_id", "a\0b"),
        "CONTROL_CHARACTER", "request_id"),
    Row("bad UTF-8 in the request id", put("request_id", b"\xff"), "MALFORMED"),
]


def rows_of_new(kind: str) -> list[Row]:
    """What is wrong with anything that its maker gives an id."""
    return [
        Row("nothing to make", without(kind), "REQUIRED", kind),
        Row("no id", without(f"{kind}_id"), "REQUIRED", f"{kind}_id"),
        Row("id that is none", set_to(f"{kind}_id", "中央 1"), "BAD_ID",
            f"{kind}_id"),
        *rows_within(kind),
    ]


def rows_within(kind: str, own: str = "name", value="x") -> list[Row]:
    """What is wrong with what a call is to record; `own` is its service's."""
    return [
        Row("what the service sets", set_to(f"{kind}.{own}", value),
            "OUTPUT_ONLY", f"{kind}.{own}"),
        Row("unknown field within", put_raw(kind, field(UNKNOWN, b"x")),
            "UNKNOWN_FIELD", f"{kind}.{UNKNOWN}"),
    ]


def text_in(path: str, longest: int) -> list[Row]:
    """What no text may hold."""
    return [
        Row("bad UTF-8", put(path, b"\xe7\xa4"), "MALFORMED"),
        Row("NUL", set_to(path, "a\0b"), "CONTROL_CHARACTER", path),
        Row("bell", set_to(path, "a\x07"), "CONTROL_CHARACTER", path),
        Row("text turned round", set_to(path, "a\u202eb"), "CONTROL_CHARACTER",
            path),
        Row("too long", set_to(path, "a" * (longest + 1)), "TOO_LONG", path),
    ]


def money_at(path: str, shown: str) -> list[Row]:
    """What no amount may be; `shown` is the path as answers name it."""
    return [
        Row("negative", set_to(path, yuan(-1)), "AMOUNT_OUT_OF_RANGE", shown),
        Row("a fen less than nothing", set_to(path, yuan(0, -10_000_000)),
            "AMOUNT_OUT_OF_RANGE", shown),
        Row("more than int64 fen", set_to(path, yuan(INT64_MAX)),
            "OUT_OF_RANGE", f"{shown}.units"),
        Row("a fen too much", set_to(path, yuan(10**13, 10_000_000)),
            "AMOUNT_OUT_OF_RANGE", shown),
        Row("a fraction of a fen", set_to(path, yuan(1, 1)), "FRACTION_OF_FEN",
            f"{shown}.nanos"),
        Row("a billion nanos", set_to(path, yuan(1, 10**9)), "OUT_OF_RANGE",
            f"{shown}.nanos"),
        Row("two signs", set_to(path, yuan(1, -10_000_000)), "SIGNS_DIFFER",
            shown),
        Row("dollars", set_to(path, yuan(1) | {"currency_code": "USD"}),
            "CURRENCY_NOT_CNY", f"{shown}.currency_code"),
        Row("none", without(path), "REQUIRED", shown),
    ]


def date_at(path: str) -> list[Row]:
    """Days that the calendar does not have."""
    return [
        Row("30 February", set_to(path, NO_DAY), "BAD_DATE", path),
        Row("29 February of no leap year", set_to(
            path, {"year": 2021, "month": 2, "day": 29}), "BAD_DATE", path),
        Row("month 13", set_to(path, {"year": 2020, "month": 13, "day": 1}),
            "BAD_DATE", path),
        Row("a month alone", set_to(path, {"year": 2020, "month": 2}),
            "BAD_DATE", path),
        Row("a year no county knew", set_to(
            path, {"year": 20, "month": 2, "day": 1}), "DATE_OUT_OF_RANGE",
            path),
        Row("negative day", set_to(
            path, {"year": 2020, "month": 2, "day": -1}), "BAD_DATE", path),
    ]


def time_at(path: str) -> list[Row]:
    """Times that are none, or still to come."""
    return [
        Row("ten minutes ahead", set_to(path, moment(600)), "TIME_AHEAD", path),
        Row("negative nanos", put(f"{path}.nanos", -1), "BAD_TIME", path),
        Row("a nanosecond", put(f"{path}.nanos", 1), "TIME_TOO_FINE",
            f"{path}.nanos"),
        Row("the year 10000", put(f"{path}.seconds", 253402300800), "BAD_TIME",
            path),
        Row("no time", without(path), "REQUIRED", path),
    ]
