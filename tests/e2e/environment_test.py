#!/usr/bin/python3
"""A unit file may say everything by environment variables, and no flag."""

import sys
import unittest

from county import payment, set_up_money, set_up_register
from world import BIN, COUNTY, World, run

PAID = 100


class Environment(unittest.TestCase):
    """Funding, set up by flags, goes on without any."""

    def setUp(self):
        self.world = self.enterContext(World())
        set_up_register(self.world)
        set_up_money(self.world)

    def pay(self, at: str) -> None:
        self.world.person("finance", at).write(
            "FundingService.CreatePayment", parent=COUNTY,
            payment=payment(PAID))

    def balances(self) -> str:
        """What `funding verify` prints when the environment says it all."""
        return run(BIN / "funding", "verify", EPILEDGER_BALANCES="true",
                   EPILEDGER_STORE=self.world.store_of("funding"))

    def test_funding_serves_and_verifies_without_flags(self):
        self.pay(at="gateway")
        self.world.stop("funding")
        self.assertIn(f" CNY {PAID}.00\n", self.balances())
        self.world.start("funding", by_environment=True)
        self.pay(at="funding")
        self.world.stop("funding")
        self.assertIn(f" CNY {2 * PAID}.00\n", self.balances())

    def test_an_operators_token_is_renewed_without_flags(self):
        pki, token = self.world.pki, self.world.folder / "tokens/second.token"
        named = {"EPILEDGER_TOKEN_KEY": str(pki / "tokens/signing-key.pem"),
                 "EPILEDGER_TOKEN_PUBLIC_KEY":
                     str(pki / "tokens/public/current.pem"),
                 "EPILEDGER_TOKEN_FILE": str(token)}
        run(BIN / "readiness", "bootstrap", code=1, **named)
        self.assertFalse(token.exists())
        run(BIN / "readiness", "bootstrap", EPILEDGER_RENEW="true", **named)
        self.assertTrue(token.read_text().strip())


if __name__ == "__main__":
    sys.exit(unittest.main())
