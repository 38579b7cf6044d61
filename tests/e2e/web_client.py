"""A client that speaks gRPC-Web, as browsers do."""

import base64
import contextlib
import http.client
import ssl
import urllib.parse
from typing import Any

import grpc
from google.protobuf.message import Message

from client import DETAILS, SECONDS, Refused
from schema import path, schema

TRAILERS = 0x80
CODES = {code.value[0]: code for code in grpc.StatusCode}


class WebError(grpc.RpcError):
    """What the last frame of an answer says."""

    def __init__(self, trailers: dict[str, str]) -> None:
        super().__init__()
        self._trailers = trailers

    def code(self) -> grpc.StatusCode:
        """Of the call."""
        return CODES[int(self._trailers["grpc-status"])]

    def details(self) -> str:
        """In words."""
        return urllib.parse.unquote(self._trailers.get("grpc-message", ""))

    def trailing_metadata(self) -> tuple[tuple[str, bytes], ...]:
        """The details, as gRPC gives them."""
        text = self._trailers.get(DETAILS, "")
        return ((DETAILS, base64.b64decode(text + "=" * (-len(text) % 4))),)


def frames(body: bytes) -> tuple[list[bytes], dict[str, str]]:
    """The messages of an answer, and its trailers."""
    messages: list[bytes] = []
    while body:
        flags, length = body[0], int.from_bytes(body[1:5], "big")
        frame, body = body[5:5 + length], body[5 + length:]
        if flags == TRAILERS:
            lines = frame.decode().split("\r\n")
            return messages, dict(line.split(":", 1) for line in lines if line)
        messages.append(frame)
    raise AssertionError("an answer without trailers")


class WebClient:
    """Calls the address of browsers, with any metadata."""

    def __init__(self, port: int, authority: str,
                 metadata: tuple[tuple[str, str], ...] = ()) -> None:
        self._port = port
        self._trusted = ssl.create_default_context(cafile=authority)
        self._metadata = metadata

    def call(self, method: str, fields: dict[str, Any]) -> Message:
        """The answer of a unary method; Refused when it is an error."""
        found = schema().method(method)
        request = schema().request(method, fields).SerializeToString()
        messages, trailers = frames(self._post(
            path(found), b"\0" + len(request).to_bytes(4, "big") + request))
        error = WebError(trailers)
        if error.code() != grpc.StatusCode.OK:
            raise Refused(error)
        answer = schema().new(found.output_type)
        answer.ParseFromString(messages[0])
        return answer

    def _post(self, target: str, body: bytes) -> bytes:
        with contextlib.closing(http.client.HTTPSConnection(
                "127.0.0.1", self._port, timeout=SECONDS,
                context=self._trusted)) as connection:
            connection.putrequest("POST", target)
            for name, value in (
                    ("content-type", "application/grpc-web+proto"),
                    ("content-length", str(len(body))), *self._metadata):
                connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                raise AssertionError(f"HTTP {answer.status} of {target}")
            return answer.read()
