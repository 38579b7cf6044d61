"""What nobody may believe of reversals and periods: a part of
malformed_table.
"""

from client import new_id
from county import COUNTY, civil
from malformed_kinds import Row
from malformed_purchases import listing, whole_number_at
from wire import Call, set_to, without
from world import World

# Entries that set_up_corrections made: one to be reversed, one that is.
ENTRIES: dict[str, int] = {}

REVERSE = Call("funding", "ReversalService.ReverseEntry", "finance",
               lambda: {"request_id": new_id(), "parent": COUNTY,
                        "sequence": ENTRIES["wrong"], "reason": "录入有误"})
# A month before all entries: were it closed, nothing would change.
CLOSE_MONTH = Call("funding", "PeriodService.ClosePeriod", "finance",
                   lambda: {"request_id": new_id(), "reason": "月结",
                            "name": f"{COUNTY}/periods/1999-01"})
REOPEN_MONTH = Call("funding", "PeriodService.ReopenPeriod", "headquarters",
                    lambda: {"request_id": new_id(), "reason": "补登凭证",
                             "name": f"{COUNTY}/periods/1999-01"})
READ_REVERSAL = Call("funding", "ReversalService.GetReversal", "finance",
                     lambda: {"name": f"{COUNTY}/reversals/"
                                      f"{ENTRIES['reversed']:010}"})


def set_up_corrections(world: World) -> None:
    """Two purposes that nobody wanted, one of them reversed."""
    finance = world.person("finance")
    for use in ("wrong", "reversed"):
        made = finance.write("FundingService.CreatePurpose", parent=COUNTY,
                             purpose_id=use, purpose={"display_name": "误录"})
        ENTRIES[use] = made.receipt.sequence
    finance.write("ReversalService.ReverseEntry", parent=COUNTY,
                  sequence=ENTRIES["reversed"], reason="录入有误")


def rows_of_plain_list() -> list[Row]:
    """What is wrong in a list that has no days and no filter."""
    return [
        Row("fewer than none", set_to("page_size", -1), "OUT_OF_RANGE",
            "page_size"),
        Row("page of nothing", set_to("page_token", "garbage"),
            "PAGE_TOKEN_INVALID", "page_token"),
        Row("a day where there are none", set_to("as_of", {
            "effective_date": civil()}), "AS_OF_AXIS", "as_of.effective_date"),
    ]


def rows_of_reason() -> list[Row]:
    """A correction says why."""
    return [
        Row("no reason", without("reason"), "REQUIRED", "reason"),
        Row("reason of 301 bytes", set_to("reason", "a" * 301), "TOO_LONG",
            "reason"),
        Row("NUL in the reason", set_to("reason", "a\0"), "CONTROL_CHARACTER",
            "reason"),
    ]


def rows_of_month() -> list[Row]:
    """What is no month."""
    return [*rows_of_reason(), *[
        Row(f"{month} for a month", set_to("name", f"{COUNTY}/periods/{month}"),
            "NOT_A_MONTH", "name")
        for month in ("2020-13", "2020-00", "2020-1", "january", "1948-12")]]


CORRECTIONS: list[tuple[Call, list[Row]]] = [
    (REVERSE, [
        *rows_of_reason(),
        *whole_number_at("sequence", "sequence"),
        Row("no entry", without("sequence"), "REQUIRED", "sequence"),
    ]),
    (CLOSE_MONTH, [
        *rows_of_month(),
        Row("a month to come", set_to("name", f"{COUNTY}/periods/2199-12"),
            "PERIOD_NOT_OVER", "name"),
    ]),
    (REOPEN_MONTH, rows_of_month()),
    (READ_REVERSAL, [
        Row("a day where there are none", set_to("as_of", {
            "effective_date": civil()}), "AS_OF_AXIS", "as_of.effective_date"),
    ]),
    (listing("ReversalService.ListReversals"), rows_of_plain_list()),
    (listing("PeriodService.ListPeriods"), rows_of_plain_list()),
]
