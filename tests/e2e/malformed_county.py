"""The county in which each good call of the table is accepted."""

from cash import set_up_cash
from county import set_up
from malformed_arrivals import set_up_arrivals
from malformed_catalogue import set_up_catalogue
from malformed_corrections import set_up_corrections
from malformed_fair_shares import set_up_fair_shares
from malformed_goods import set_up_goods
from malformed_lots import set_up_lots
from malformed_preparedness import set_up_preparedness
from malformed_proposals import set_up_proposals
from malformed_register import set_up_register_rows
from malformed_reports import set_up_reports
from malformed_roles import set_up_roles
from malformed_shipments import set_up_shipments
from purchases import set_up_purchases
from world import World


def set_up_rows(world: World) -> None:
    """What each part of the table asks for, one after the other."""
    set_up(world)
    set_up_purchases(world)
    set_up_reports(world)
    set_up_corrections(world)
    set_up_cash(world)
    set_up_proposals(world)
    set_up_register_rows(world)
    set_up_roles(world)
    set_up_goods(world)
    set_up_catalogue(world)
    set_up_lots(world)
    set_up_arrivals(world)
    set_up_shipments(world)
    set_up_fair_shares(world)
    set_up_preparedness(world)
