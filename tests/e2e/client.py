"""A gRPC client in another language: any caller, any method, any bytes."""

import functools
import types
import uuid
from collections.abc import Iterator
from typing import Any

import grpc
from google.protobuf.message import Message

from schema import path, schema

SECONDS = 20
DETAILS = "grpc-status-details-bin"
# Never by a proxy; a service that is back is found at once.
OPTIONS = (("grpc.enable_http_proxy", 0),
           ("grpc.initial_reconnect_backoff_ms", 50),
           ("grpc.max_reconnect_backoff_ms", 200))


class Refused(Exception):
    """An answer that is an error, with all it says."""

    def __init__(self, error: grpc.RpcError) -> None:
        super().__init__(f"{error.code().name}: {error.details()}")
        self.code: str = error.code().name
        self.text: str = error.details() or ""
        self.reason = ""
        self.metadata: dict[str, str] = {}
        self.fields: list[str] = []
        self.receipt: Message | None = None
        self.retry = False
        # Seconds after which a retry is asked for.
        self.pause = 0.0
        for key, value in error.trailing_metadata() or ():
            if key == DETAILS:
                self._read(value)

    @classmethod
    def of_element(cls, status: Message) -> "Refused":
        """The same of a batch's element, by its google.rpc.Status."""
        code = next(code for code in grpc.StatusCode
                    if code.value[0] == status.code)
        return cls(types.SimpleNamespace(
            code=lambda: code, details=lambda: status.message,
            trailing_metadata=lambda: ((DETAILS, status.SerializeToString()),)))

    def _read(self, data: bytes) -> None:
        status = schema().new("google.rpc.Status")
        status.ParseFromString(data)
        for any_ in status.details:
            detail = schema().new(any_.type_url.rpartition("/")[2])
            detail.ParseFromString(any_.value)
            match detail.DESCRIPTOR.name:
                case "ErrorInfo":
                    self.reason = detail.reason
                    self.metadata = dict(detail.metadata)
                case "BadRequest":
                    self.fields = [v.field for v in detail.field_violations]
                case "Receipt":
                    self.receipt = detail
                case "RetryInfo":
                    self.retry = True
                    self.pause = detail.retry_delay.ToMicroseconds() / 1e6


class Client:
    """Calls an address, as a person, as a service, or as nobody."""

    def __init__(self, address: str, credentials: grpc.ChannelCredentials,
                 metadata: tuple[tuple[str, str], ...] = (),
                 patient: bool = True, compression: grpc.Compression =
                 grpc.Compression.NoCompression) -> None:
        """A patient one waits for its connection as long as a call may take."""
        self._channel = grpc.secure_channel(address, credentials, OPTIONS,
                                            compression)
        self._metadata = metadata
        self._patient = patient

    def close(self) -> None:
        """Ends the connection."""
        self._channel.close()

    def call(self, method: str, request: bytes | dict[str, Any],
             seconds: float = SECONDS) -> Message:
        """The answer; Refused when it is an error."""
        found = schema().method(method)
        if isinstance(request, dict):
            request = schema().request(method, request).SerializeToString()
        ask = self._channel.unary_unary(path(found))
        answer = schema().new(found.output_type)
        try:
            answer.ParseFromString(
                ask(request, metadata=self._metadata, timeout=seconds,
                    wait_for_ready=self._patient))
        except grpc.RpcError as error:
            raise Refused(error) from None
        return answer

    def watch(self, method: str, fields: dict[str, Any],
              seconds: float = 10 * SECONDS) -> Iterator[Message]:
        """The messages of a stream, which begins at once."""
        found = schema().method(method)
        new = functools.partial(schema().new, found.output_type)
        ask = self._channel.unary_stream(path(found))
        stream = ask(schema().request(method, fields).SerializeToString(),
                     metadata=self._metadata, timeout=seconds,
                     wait_for_ready=self._patient)

        def read() -> Iterator[Message]:
            for data in stream:
                message = new()
                message.ParseFromString(data)
                yield message
        return read()

    def serves(self) -> bool:
        """Whether a service takes calls, as its health says."""
        try:
            return bool(self.call("Health.Check", {}, seconds=1).status == 1)
        except Refused:
            return False

    def write(self, method: str, /, **fields: Any) -> Message:
        """A write with an id of its own."""
        return self.call(method, {"request_id": new_id(), **fields})

    def refusal(self, method: str, request: bytes | dict[str, Any]) -> Refused:
        """The error; AssertionError when there is none."""
        try:
            answer = self.call(method, request)
        except Refused as refused:
            return refused
        raise AssertionError(f"{method} was accepted: {answer}")


def new_id() -> str:
    """A request id that was never used."""
    return str(uuid.uuid4())


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    """The metadata of a person with a token."""
    return (("authorization", f"Bearer {token}"),)
