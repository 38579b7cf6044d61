"""Tokens and certificates, right ones and forged ones."""

import base64
import datetime
import hashlib
import json
from collections.abc import Sequence
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, hmac, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

Key = ec.EllipticCurvePrivateKey
CLIENT = x509.ExtendedKeyUsageOID.CLIENT_AUTH
EDGE = "spiffe://epiledger/edge"


def url64(data: bytes) -> str:
    """Base64 as tokens have it."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def pem(key: ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey) -> bytes:
    """A public key as in tokens/public, or a private one for gRPC."""
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(serialization.Encoding.PEM,
                                serialization.PublicFormat.SubjectPublicKeyInfo)
    return key.private_bytes(serialization.Encoding.PEM,
                             serialization.PrivateFormat.PKCS8,
                             serialization.NoEncryption())


def key_id(key: ec.EllipticCurvePrivateKey) -> str:
    """As the services know it."""
    public = key.public_key().public_bytes(
        serialization.Encoding.DER,
        serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(public).digest()[:8].hex()


def signed(key: ec.EllipticCurvePrivateKey, claims: dict[str, Any],
           **header: str) -> str:
    """A token; `header` takes the place of what is right."""
    head = {"alg": "ES256", "typ": "JWT", "kid": key_id(key)} | header
    text = ".".join(url64(json.dumps(part).encode()) for part in (head, claims))
    if head["alg"] == "none":
        return f"{text}."
    if head["alg"] == "HS256":
        # The public key as a secret that everybody knows.
        mac = hmac.HMAC(pem(key.public_key()), hashes.SHA256())
        mac.update(text.encode())
        return f"{text}.{url64(mac.finalize())}"
    r, s = utils.decode_dss_signature(
        key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{text}.{url64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def private_key(data: bytes) -> ec.EllipticCurvePrivateKey:
    """A P-256 key of deploy/make-pki."""
    key = serialization.load_pem_private_key(data, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def new_key() -> ec.EllipticCurvePrivateKey:
    """A key nobody knows."""
    return ec.generate_private_key(ec.SECP256R1())


def uri(text: str) -> x509.UniformResourceIdentifier:
    """As services have their identity."""
    return x509.UniformResourceIdentifier(text)


def certificate(key: Key, issuer: x509.Name, signer: Key,
                names: Sequence[x509.GeneralName] = (uri(EDGE),),
                usage: x509.ObjectIdentifier = CLIENT,
                hours: tuple[float, float] = (-1, 1),
                more: Sequence[tuple[x509.ExtensionType, bool]] = ()
                ) -> x509.Certificate:
    """A client's, as make-pki makes that of `edge` but for what is given: what
    it is called, what it is for, from when until when it holds, and further
    extensions, each with whether it is critical.
    """
    now = datetime.datetime.now(datetime.UTC)
    begin, end = (now + datetime.timedelta(hours=some) for some in hours)
    made = x509.CertificateBuilder().subject_name(
        common_name("edge")).issuer_name(issuer).public_key(
        key.public_key()).serial_number(
        x509.random_serial_number()).not_valid_before(
        begin).not_valid_after(end).add_extension(
        x509.ExtendedKeyUsage([usage]), False)
    if names:
        made = made.add_extension(x509.SubjectAlternativeName(names), False)
    for extension, critical in more:
        made = made.add_extension(extension, critical)
    return made.sign(signer, hashes.SHA256())


def common_name(text: str) -> x509.Name:
    """The subject or issuer of a certificate."""
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
