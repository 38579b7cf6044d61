"""A gateway that hands calls on, and changes the head that a service signed."""

import concurrent.futures
from typing import Any

import grpc

from client import OPTIONS, SECONDS
from schema import schema
from world import World

CHECKPOINT = "/epiledger.journal.v1.JournalService/GetCheckpoint"


def tampered(data: bytes) -> bytes:
    """A checkpoint with one bit of its signature changed."""
    checkpoint = schema().new("epiledger.journal.v1.Checkpoint")
    checkpoint.ParseFromString(data)
    signature = checkpoint.signature
    checkpoint.signature = signature[:-1] + bytes([signature[-1] ^ 1])
    return checkpoint.SerializeToString()


class LyingGateway(grpc.GenericRpcHandler):
    """Between a person and the gateway, with the gateway's own certificate."""

    def __init__(self, world: World) -> None:
        self._channel = grpc.secure_channel(
            world.address("gateway"), world.credentials(), OPTIONS)
        self._server = grpc.server(concurrent.futures.ThreadPoolExecutor(4))
        self._server.add_generic_rpc_handlers((self,))
        own = world.pki / "public"
        port = self._server.add_secure_port(
            "127.0.0.1:0", grpc.ssl_server_credentials((
                ((own / "key.pem").read_bytes(),
                 (own / "certificate.pem").read_bytes()),)))
        self.address = f"127.0.0.1:{port}"
        self._server.start()

    def close(self) -> None:
        """Ends the server and its connection."""
        self._server.stop(None).wait()
        self._channel.close()

    def service(self, handler_call_details: Any) -> grpc.RpcMethodHandler:
        """Hands one unary call on with its token."""
        method = handler_call_details.method
        ask = self._channel.unary_unary(method)
        metadata = [(key, value) for key, value
                    in handler_call_details.invocation_metadata
                    if key == "authorization"]

        def answer(request: bytes, context: grpc.ServicerContext) -> bytes:
            try:
                data = ask(request, metadata=metadata, timeout=SECONDS)
            except grpc.RpcError as error:
                context.abort(error.code(), error.details())
            return tampered(data) if method == CHECKPOINT else data

        return grpc.unary_unary_rpc_method_handler(answer)
