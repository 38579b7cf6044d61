"""Requests with words of our own wherever somebody types something."""

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from schema import schema

# Plain letters and digits, so that no spelling of them hides them.
TYPED, PERSONAL = "planted7f3aword", "planted7f3aname"
# Of the client, and opaque, of which the log names some; a currency is one of a
# list.
CHOSEN = {"request_id", "page_token", "etag", "digest", "currency_code"}


def is_typed(field: FieldDescriptor) -> bool:
    """Whether it holds a text in somebody's own words."""
    rule = schema().rule(field)
    return (field.type == field.TYPE_STRING and not rule.name and not rule.id
            and not rule.output_only and field.name not in CHOSEN)


def plant(message: Message, everywhere: bool) -> None:
    """Puts the words into all texts that are there, with `everywhere` also into
    those that may be.
    """
    for field in message.DESCRIPTOR.fields:
        if field.type == field.TYPE_MESSAGE:
            for inner in inside(message, field):
                plant(inner, everywhere)
        elif is_typed(field) and (everywhere or getattr(message, field.name)):
            word = PERSONAL if schema().rule(field).personal else TYPED
            if field.label == field.LABEL_REPEATED:
                getattr(message, field.name)[:] = [word]
            else:
                setattr(message, field.name, word)


def inside(message: Message, field: FieldDescriptor) -> list[Message]:
    """The messages that a field has."""
    if field.label == field.LABEL_REPEATED:
        return list(getattr(message, field.name))
    return [getattr(message, field.name)] if message.HasField(
        field.name) else []
