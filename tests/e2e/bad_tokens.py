"""Tokens that open nothing, each with the answer it gets: what a forger tries,
and what a clerk sends by mistake.
"""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from forgery import key_id, new_key, signed, url64

HOUR = 3600
REQUIRED = "UNAUTHENTICATED TOKEN_REQUIRED"
INVALID = "UNAUTHENTICATED TOKEN_INVALID"
Metadata = tuple[tuple[str, str], ...]


def good_claims() -> dict[str, Any]:
    """Of a finance officer, for ten minutes."""
    return {"iss": "epiledger", "aud": "epiledger", "sub": "s-1",
            "county": "990101", "roles": ["finance"], "jti": "t-1",
            "exp": int(time.time()) + 600}


def bearer(*tokens: str) -> Metadata:
    """The metadata of a call with these tokens."""
    return tuple(("authorization", f"Bearer {token}") for token in tokens)


def without(claim: str) -> dict[str, Any]:
    """Claims with one missing."""
    return {key: value for key, value in good_claims().items() if key != claim}


def of_claims(key: ec.EllipticCurvePrivateKey) -> Iterator[
        tuple[str, Metadata, str]]:
    """Signed with the right key, and not to be believed."""
    good, now = good_claims(), int(time.time())
    for what, claims, answer in (
            ("expired", good | {"exp": now - 1},
             "UNAUTHENTICATED TOKEN_EXPIRED"),
            ("not yet valid", good | {"nbf": now + HOUR},
             "UNAUTHENTICATED TOKEN_NOT_YET_VALID"),
            ("wrong audience", good | {"aud": "bank"}, INVALID),
            ("wrong issuer", good | {"iss": "bank"}, INVALID),
            ("no audience", without("aud"), INVALID),
            ("no issuer", without("iss"), INVALID),
            ("without an end", without("exp"), INVALID),
            ("an end that is a text", good | {"exp": "tomorrow"},
             "UNAUTHENTICATED TOKEN_EXPIRED"),
            ("nobody", without("sub"), INVALID),
            ("a subject that is no id", good | {"sub": "../s-1"}, INVALID),
            ("a county that is no id", good | {"county": "990101/.."},
             INVALID),
            ("a facility that is no id", good | {"facility": "a b"}, INVALID),
            ("without an id", without("jti"), INVALID)):
        yield what, bearer(signed(key, claims)), answer


def of_signature(key: ec.EllipticCurvePrivateKey) -> Iterator[
        tuple[str, str]]:
    """Not signed, or not with the right key, or in the wrong way."""
    good, other = good_claims(), new_key()
    head, claims, signature = signed(key, good).split(".")
    more = url64(json.dumps(good | {"roles": ["operator"]}).encode())
    der = url64(key.sign(f"{head}.{claims}".encode(),
                         ec.ECDSA(hashes.SHA256())))
    last = base64.urlsafe_b64decode(signature + "==")
    flipped = url64(last[:-1] + bytes([last[-1] ^ 1]))
    yield "alg none", signed(key, good, alg="none")
    yield "alg None", signed(key, good, alg="None")
    yield "alg ES384", signed(key, good, alg="ES384")
    yield "HS256 with the public key", signed(key, good, alg="HS256")
    yield "another key", signed(other, good)
    yield "another key by our key's name", signed(other, good, kid=key_id(key))
    yield "a key from a path", signed(other, good, kid="../../tokens/current")
    yield "claims exchanged", f"{head}.{more}.{signature}"
    yield "signature cut short", f"{head}.{claims}.{signature[:-2]}"
    yield "a bit of the signature turned", f"{head}.{claims}.{flipped}"
    yield "no signature", f"{head}.{claims}."
    yield "a signature of zeros", f"{head}.{claims}.{url64(bytes(64))}"
    yield "a signature of another form", f"{head}.{claims}.{der}"


def of_form(right: str) -> Iterator[tuple[str, Metadata, str]]:
    """No token at all, or not one token."""
    head, claims, signature = right.split(".")
    words = url64(json.dumps("words").encode())
    yield "none", (), REQUIRED
    yield "in another place", (("x-authorization", f"Bearer {right}"),), REQUIRED
    yield "garbage", bearer("garbage"), INVALID
    yield "two", bearer(right, right), INVALID
    yield "another scheme", (("authorization", f"Basic {right}"),), INVALID
    yield "without a scheme", (("authorization", right),), INVALID
    yield "four parts", bearer(f"{right}.{signature}"), INVALID
    yield "two parts", bearer(f"{head}.{claims}"), INVALID
    yield "claims that are no object", bearer(
        f"{head}.{words}.{signature}"), INVALID
    yield "too long", bearer("a" * 5_000), "UNAUTHENTICATED TOKEN_TOO_LONG"


def bad_tokens(key: ec.EllipticCurvePrivateKey) -> list[
        tuple[str, Metadata, str]]:
    """What, the metadata of the call, and the answer, `CODE REASON`."""
    return [*of_claims(key), *((what, bearer(token), INVALID)
                               for what, token in of_signature(key)),
            *of_form(signed(key, good_claims()))]
