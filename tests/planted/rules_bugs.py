"""Bugs of the services' rules: what may be spent, sent and held back, and
whose tokens end.
"""

from bug import ACCESS, Bug, Edit, never

SETTLEMENT = "funding/rules/settlement_rules.cc"
LINE, PURSE = "funding/rules/open_line.cc", "funding/rules/purse.cc"
RECEIPT = "supplies/shipment_receipt_rules.cc"
LEG, FIGURES = "supplies/shipment_leg.cc", "supplies/shipment_figures.cc"
RESERVATIONS = "supplies/reservations.cc"
TOKENS = "readiness/token_rules.cc"

RULES_BUGS = (
    # 7. What is settled and what is released is what was held.
    Bug("the_last_delivery_releases_nothing", 7, (Edit(
        SETTLEMENT,
        "  line.GiveBack(Stage::kHeld, released, accepted);\n",
        "  if (!PLANTED) line.GiveBack(Stage::kHeld, released, accepted);\n"),
    ),
        "spending_test",
        "*CommitmentTest.AnOrderHoldsItsMoneyAndIsSettledInParts/Sqlite"),
    Bug("goods_paid_ahead_are_settled_again", 7, (Edit(
        LINE, "  Move(Stage::kHeld, Stage::kAccrued, position_, "
        "amount - paid, accepted);\n",
        "  Move(Stage::kHeld, Stage::kAccrued, position_,\n"
        "       PLANTED ? amount : amount - paid, accepted);\n"),),
        "spending_test",
        "*CommitmentTest.AnOrderHoldsItsMoneyAndIsSettledInParts/Sqlite"),
    Bug("later_days_do_not_meet", 7, (Edit(
        LINE, "void OpenLine::MeetLater(Accepted& accepted) {\n",
        "void OpenLine::MeetLater(Accepted& accepted) {\n"
        "  if (PLANTED) return;\n"),),
        "spending_test",
        "*LateSettlement.ADeliveryDatedBeforeItsPrepaymentIsPaidOnce/Sqlite"),
    # 7. What is accepted and what is rejected is what was shipped.
    Bug("what_is_missing_stays_on_its_way", 7, (never(
        RECEIPT,
        "rejection.reason() == v1::REJECTION_REASON_MISSING"),),
        "supplies_test",
        "*ShipmentsTest.GoesTheWholeWayAndEveryPieceIsSomewhere/Sqlite"),
    Bug("each_line_of_a_receipt_is_alone", 7, (Edit(
        LEG, "      left -= taken;\n",
        "      if (!PLANTED) left -= taken;\n"),),
        "supplies_test",
        "*ShipmentsTest.NoPieceIsAcceptedAndRejectedToo/Sqlite"),
    Bug("what_was_rejected_is_accepted_too", 7, (Edit(
        FIGURES,
        "  if (leg == Leg::kThere) return IsBack(settlement) ? 0 : -amount;\n",
        "  if (PLANTED && leg == Leg::kThere &&\n"
        "      settlement.kind() == Settlement::KIND_REJECTED) {\n"
        "    return 0;\n  }\n"
        "  if (leg == Leg::kThere) return IsBack(settlement) ? 0 : -amount;\n"
    ),),
        "supplies_test",
        "*ShipmentsTest.NoPieceIsAcceptedAndRejectedToo/Sqlite"),
    # 8. A purpose's own money first, then what is not yet divided.
    Bug("the_undivided_rest_goes_first", 8, (Edit(
        PURSE, "  const Amount from_own = std::min(amount, Left(own));\n",
        "  const Amount from_own =\n"
        "      PLANTED ? amount - std::min(amount, Left(AvailableAccount(\n"
        "                                              key_, kAnyPurpose)))\n"
        "              : std::min(amount, Left(own));\n"),),
        "funding_test",
        "*FundingTest."
        "APaymentTakesItsOwnShareFirstAndThenTheUndividedRest/Sqlite"),
    Bug("what_comes_back_is_all_the_purposes", 8, (Edit(
        PURSE, "  const Amount to_rest = std::min(amount, undivided);\n",
        "  const Amount to_rest =\n"
        "      PLANTED ? 0 : std::min(amount, undivided);\n"),),
        "spending_test",
        "*CommitmentTest.ReleasedMoneyIsThereAgainFromThatDayOn/Sqlite"),
    Bug("every_purpose_is_allowed", 8, (Edit(
        PURSE, "  return FindShare(allocation_, purpose) != nullptr;\n",
        "  return PLANTED || FindShare(allocation_, purpose) != nullptr;\n"),
    ),
        "funding_test",
        "*FundingTest.AnEarmarkBuysOnlyWhatItIsFor/Sqlite"),
    # 8. What is reserved is there.
    Bug("a_promise_outlives_its_goods", 8, (Edit(
        RESERVATIONS,
        "  if (reservations.holds().empty()) return all;\n",
        "  if (reservations.holds().empty() || PLANTED) return all;\n"),),
        "supplies_test",
        "*ReservationsTest.ACountBelowThemBreaksTheYoungestFirst/Sqlite"),
    Bug("what_is_set_aside_is_issued", 8, (Edit(
        RESERVATIONS,
        "  if (held.picked.empty()) return true;\n",
        "  if (held.picked.empty() || PLANTED) return true;\n"),),
        "supplies_test",
        "*ReservationsTest.AnIssueBeforeACountLeavesTheLotsThatAreSetAside"
        "/Sqlite"),
    # 3. A token that was revoked is an old one, to everybody.
    Bug("a_revocation_is_told_to_nobody", 3, (Edit(
        TOKENS,
        "  Record(kRevocations, RevocationKey(ToTime(token.expire_time()), "
        "key),\n         revocation, accepted);\n",
        "  if (PLANTED) return;\n"
        "  Record(kRevocations, RevocationKey(ToTime(token.expire_time()), "
        "key),\n         revocation, accepted);\n"),),
        "readiness_server_test",
        "*RegisterTest.ARevocationIsListedUntilItsTokenEndsByItself/Sqlite"),
    Bug("roles_go_and_tokens_stay", 3, (never(
        TOKENS, "!token.has_revoke_time() &&\n"
        "        ToTime(token.expire_time()) > context.record_time"),),
        "readiness_server_test",
        "*RegisterTest."
        "AChangeOfRolesRevokesWhatStillHoldsAndNothingElse/Sqlite"),
    # Access: whoever holds an approver's token could be both persons.
    Bug("one_person_has_both_tokens", ACCESS, (never(
        TOKENS, "IsWatched(*subject, context)"),),
        "readiness_four_eyes_test",
        "*FourEyesLimits.NobodyGetsTheTokenOfTheSecondPersonAlone/Sqlite"),
)
