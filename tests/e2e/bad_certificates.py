"""Certificates that open no service's port, each a little different from that
of `edge`, which does.
"""

import dataclasses
from collections.abc import Iterator, Sequence

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from forgery import (EDGE, Key, certificate, common_name, new_key, pem,
                     uri)

YEAR = 365 * 24
USES = x509.ExtendedKeyUsageOID
# Which nobody here knows.
UNKNOWN_EXTENSION = x509.UnrecognizedExtension(
    x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")


@dataclasses.dataclass(frozen=True)
class Authority:
    """Who signs: a certificate with its key."""

    own: x509.Certificate
    key: Key


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a client shows: its key, and its certificate with others above."""

    key: Key
    chain: Sequence[x509.Certificate]

    def credentials(self, trusted: bytes) -> grpc.ChannelCredentials:
        """For a channel to whoever `trusted` vouches for."""
        return grpc.ssl_channel_credentials(
            trusted, pem(self.key), b"".join(
                one.public_bytes(serialization.Encoding.PEM)
                for one in self.chain))


def shown(by: Authority, **what) -> Shown:
    """A new key's certificate, signed by an authority."""
    key = new_key()
    return Shown(key, [certificate(key, by.own.subject, by.key, **what)])


def authority(name: x509.Name, signer: Authority | None = None) -> Authority:
    """Another one, signed by itself or by one above it."""
    key = new_key()
    issuer, above = (signer.own.subject, signer.key) if signer else (name, key)
    made = certificate(key, issuer, above, more=[
        (x509.BasicConstraints(True, None), True)])
    return Authority(made, key)


def of_time(ours: Authority) -> Iterator[tuple[str, Shown]]:
    """Signed by the right authority, at the wrong time."""
    for what, hours in (("expired just now", (-1, -0.01)),
                        ("expired for a year", (-2 * YEAR, -YEAR)),
                        ("valid in an hour", (1, 2)),
                        ("valid in a year", (YEAR, 2 * YEAR))):
        yield what, shown(ours, hours=hours)


def of_use(ours: Authority) -> Iterator[tuple[str, Shown]]:
    """Signed by the right authority, for something else."""
    for what, usage in (("for servers", USES.SERVER_AUTH),
                        ("for code", USES.CODE_SIGNING),
                        ("for mail", USES.EMAIL_PROTECTION),
                        ("for times", USES.TIME_STAMPING),
                        ("for answers about certificates",
                         USES.OCSP_SIGNING)):
        yield what, shown(ours, usage=usage)
    yield "with a key that may not sign", shown(ours, more=[
        (x509.KeyUsage(False, False, True, False, False, False, False, False,
                       False), True)])
    yield "with a demand that nobody knows", shown(
        ours, more=[(UNKNOWN_EXTENSION, True)])
    yield "the authority's own", Shown(ours.key, [ours.own])


def of_authority(ours: Authority) -> Iterator[tuple[str, Shown]]:
    """Not signed by the right authority."""
    for what, other in (
            ("another authority of our name", authority(ours.own.subject)),
            ("an authority of another name", authority(common_name("bank"))),
            ("a certificate of no authority", shown_as_authority(ours))):
        yield what, shown(other)
        leaf = shown(other)
        yield f"{what}, which it brings along", Shown(
            leaf.key, [*leaf.chain, other.own])
    beneath = authority(common_name("beneath"), ours)
    leaf = shown(beneath)
    yield "an authority beneath ours", Shown(leaf.key,
                                             [*leaf.chain, beneath.own])
    key = new_key()
    yield "its own", Shown(key, [certificate(key, common_name("edge"), key)])
    yield "its own, by our authority's name", Shown(
        key, [certificate(key, ours.own.subject, key)])
    yield "our authority's key by another name", Shown(
        key, [certificate(key, common_name("bank"), ours.key)])
    yield "a bit of the signature turned", Shown(key, [turned(
        certificate(key, ours.own.subject, ours.key))])


def shown_as_authority(ours: Authority) -> Authority:
    """A service of ours that signs for another."""
    service = shown(ours)
    return Authority(service.chain[0], service.key)


def turned(good: x509.Certificate) -> x509.Certificate:
    """The last bit of what it was signed with is another."""
    data = bytearray(good.public_bytes(serialization.Encoding.DER))
    data[-1] ^= 1
    return x509.load_der_x509_certificate(bytes(data))


def of_identity(ours: Authority) -> Iterator[tuple[str, Shown]]:
    """All right, and nobody whom the services know."""
    for text in ("spiffe://epiledger/stranger", "spiffe://bank/edge",
                 "https://epiledger/edge", "SPIFFE://epiledger/edge",
                 "spiffe://epiledger/Edge", "spiffe://epiledger/edge/",
                 "spiffe://epiledger/edge/x", "spiffe://epiledger/edge2",
                 "spiffe://epiledger/x/../edge", "spiffe://epiledger/",
                 "spiffe://epiledger/%65dge", "spiffe://epiledger/edge?x",
                 "spiffe://x@epiledger/edge", "spiffe://epiledger:1/edge",
                 "spiffe://epiledger/edge\0.bank", " " + EDGE, "edge"):
        yield f"as {text!r}", shown(ours, names=[uri(text)])
    yield "without a name", shown(ours, names=[])
    yield "as a host", shown(ours, names=[x509.DNSName("edge")])
    yield "as a mailbox", shown(ours, names=[x509.RFC822Name("edge@epiledger")])
    yield "as a stranger and as edge", shown(ours, names=[
        uri("spiffe://epiledger/stranger"), uri(EDGE)])
    yield "as edge and as a stranger", shown(ours, names=[
        uri(EDGE), uri("spiffe://epiledger/stranger")])


def strangers(ours: Authority) -> list[tuple[str, Shown]]:
    """What ends the handshake."""
    return [*of_time(ours), *of_use(ours), *of_authority(ours)]
