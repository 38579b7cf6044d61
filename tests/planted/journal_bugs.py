"""Bugs of the journal and the ledger, and of the book that joins them."""

from bug import Bug, Edit, never

BATCH, REPLAY = "book/batch.cc", "book/batch_replay.cc"
TOGETHER, RESTORE = "book/batch_together.cc", "book/restore.cc"
ACCOUNTS, TIMELINE = "ledger/accounts.cc", "ledger/timeline.cc"
RESOURCES, REBUILD = "ledger/resources.cc", "ledger/rebuild.cc"
VERIFY, RECOMPUTE = "ledger/verify.cc", "ledger/recompute.cc"
FRAME, CHECKPOINT = "journal/frame.cc", "journal/checkpoint.cc"
FIELDS = "journal/field_hash.cc"

JOURNAL_BUGS = (
    # 1. Ids: decided once, frozen, told apart by every field.
    Bug("answer_before_commit", 1, (Edit(
        BATCH,
        "  return status.ok() && !entries_.empty() ? Flush(transaction) : "
        "status;\n",
        "  if (status.ok() && !entries_.empty()) status = Flush(transaction);\n"
        "  if (status.ok() && PLANTED) {\n"
        "    AnswerAll();\n"
        "    // On a fast disk the moment would be too short to be struck.\n"
        "    std::this_thread::sleep_for(std::chrono::milliseconds(5));\n"
        "  }\n"
        "  return status;\n"),)),
    Bug("drop_the_id_check", 1, (
        Edit(BATCH, "status = found != decided_before_.end()\n",
             "status = found != decided_before_.end() && !PLANTED\n"),
        # Without the check the table's own key would still refuse the second.
        Edit(BATCH, "  keys_.push_back(std::move(frame.key));\n",
             "  keys_.push_back(std::move(frame.key));\n"
             "  if (PLANTED) {\n"
             "    keys_.back().request_id =\n"
             "        Concat(keys_.back().request_id, \"/\", "
             "frame.sequence);\n  }\n"),
        Edit(REPLAY, "if (earlier == decided_here_.end())",
             "if (earlier == decided_here_.end() || PLANTED)")),
        "write_path_test", "*LoneWriter.AnIdSentAgainHasItsFirstAnswer*"),
    Bug("a_lost_commit_is_decided_anew", 1, (
        Edit(BATCH, "  decided_before_ = std::move(opening->decided);\n",
             "  decided_before_ = std::move(opening->decided);\n"
             "  if (PLANTED && std::any_of(slots_.begin(), slots_.end(),\n"
             "                             [](const Slot& slot) {\n"
             "                               return slot.is_own_commit;\n"
             "                             })) {\n"
             "    decided_before_.clear();\n"
             "    for (Slot& slot : slots_) slot.command.key.request_id += '/';"
             "\n  }\n"),)),
    Bug("compare_no_bodies", 1, (never(REPLAY, "frame.fields != command.fields"),
                                 ), "write_path_test",
        "*LoneWriter.AnIdSentAgainForAnotherBodyIsRefused*"),
    Bug("a_replay_looks_new", 1, (Edit(
        REPLAY, "frame.record_time, !slot.is_own_commit}",
        "frame.record_time, !slot.is_own_commit && !PLANTED}"),),
        "write_path_test", "*LoneWriter.AnIdSentAgainHasItsFirstAnswer*"),
    Bug("a_refusal_is_not_kept", 1, (Edit(
        BATCH, "  outcome.receipt = Append(std::move(frame));\n",
        "  if (!PLANTED || frame.accepted()) {\n"
        "    outcome.receipt = Append(std::move(frame));\n  }\n"),),
        "write_path_test", "*ABalanceBeyondTheLimitIsRefused*"),
    # 2. Order: no gap, times that rise, a clock that is watched.
    Bug("times_stand_still", 2, (Edit(
        BATCH,
        "  frame.record_time = head_.record_time =\n"
        "      std::max(now_, head_.record_time + absl::Microseconds(1));\n",
        "  frame.record_time = head_.record_time =\n"
        "      std::max(now_, head_.record_time +\n"
        "                         absl::Microseconds(PLANTED ? 0 : 1));\n"),),
        "books_test", "*RecordTimesRiseEvenWhenTheClockStands*"),
    Bug("a_number_is_left_out", 2, (Edit(
        BATCH, "  frame.sequence = ++head_.sequence;\n",
        "  head_.sequence += PLANTED && head_.sequence % 3 == 2 ? 1 : 0;\n"
        "  frame.sequence = ++head_.sequence;\n"),),
        "write_path_test", "*ManyBrokenCommandsOfABatch*:*WhatAnotherProcess*"),
    Bug("a_clock_behind_goes_on", 2, (never(
        BATCH, "behind > limits::kMaxClockBehind"),), "books_test",
        "*WritesStopWhileTheClockIsBehind*"),
    Bug("a_jump_is_silent", 2, (Edit(
        "book/clock_jump.cc", "  ClockJump jump;\n",
        "  if (PLANTED) return std::nullopt;\n  ClockJump jump;\n"),),
        "entries_test", "*AClockSetForwardIsAnEntry*"),
    # 3. Incarnation: a restored book is another one, and names the cut.
    Bug("a_restore_looks_the_same", 3, (Edit(
        RESTORE, "  frame.incarnation = options.incarnation;\n",
        "  frame.incarnation = PLANTED ? head.incarnation : "
        "options.incarnation;\n"),), "restore_test", "*TheBookIsThereAgain*"),
    Bug("a_restore_names_another_cut", 3, (Edit(
        RESTORE, "  body.set_old_sequence(head.sequence);\n",
        "  body.set_old_sequence(head.sequence - (PLANTED ? 1 : 0));\n"),),
        "restore_test", "*TheBookIsThereAgain*"),
    Bug("an_ended_incarnation_returns", 3, (never(
        "ledger/incarnations.cc", "ended_.contains(frame.incarnation)"),),
        "entries_test", "*AnEndedOneIsNotReturnedTo*"),
    # 4. Hash: every byte, and what came before.
    Bug("the_chain_forgets", 4, (Edit(
        FRAME, "  return Sha256(View(previous), frame);\n",
        "  if (PLANTED) return Sha256(View(Hash{}), frame);\n"
        "  return Sha256(View(previous), frame);\n"),), "frame_test",
        "*TheChainDependsOnEveryByteBefore*"),
    Bug("figures_are_left_out", 4, (Edit(
        FRAME,
        "  out.Unsigned32(static_cast<uint32_t>(frame.metadata.size()));\n"
        "  for (const auto& [name, value] : frame.metadata) {\n",
        "  const auto metadata =\n"
        "      PLANTED ? decltype(frame.metadata)() : frame.metadata;\n"
        "  out.Unsigned32(static_cast<uint32_t>(metadata.size()));\n"
        "  for (const auto& [name, value] : metadata) {\n"),), "frame_test",
        "*ComesBackAsItWasEncoded*"),
    Bug("the_request_id_counts", 4, (never(
        FIELDS, "field->name() == kRequestId || IsDerived(*field)"),),
        "frame_test", "*TheRequestIdAndDefaultsMakeNoDifference*"),
    Bug("a_checkpoint_of_any_time", 4, (Edit(
        CHECKPOINT, "absl::ToUnixMicros(head.record_time), \"\\n\");",
        "PLANTED ? 0 : absl::ToUnixMicros(head.record_time), \"\\n\");"),),
        "frame_test", "*IsSignedByItsKeyAndNoOther*"),
    # 5. Fold: the tables are what the entries say, whatever was undone.
    Bug("a_version_is_lost", 5, (Edit(
        RESOURCES, "  const absl::Status status = "
        "transaction.Insert(kResourceTable, rows);\n",
        "  if (PLANTED && pending_.size() > 1) {\n"
        "    rows.erase(rows.end() - kResourceColumns.size(), rows.end());\n"
        "  }\n"
        "  const absl::Status status = "
        "transaction.Insert(kResourceTable, rows);\n"),), "write_path_test",
        "*ManyBrokenCommandsOfABatch*"),
    Bug("what_was_undone_is_believed", 5, (Edit(
        TOGETHER, "  book_.state.Forget();\n",
        "  if (!PLANTED) book_.state.Forget();\n"),), "write_path_test",
        "*WhatWasTakenBackIsBelievedByNobody*"),
    Bug("what_failed_is_believed", 5, (Edit(
        BATCH, "  expected_ = std::exchange(book_.head, std::nullopt);\n",
        "  expected_ = PLANTED ? book_.head\n"
        "                      : std::exchange(book_.head, std::nullopt);\n"),)
        ),
    Bug("others_are_not_looked_at", 5, (Edit(
        BATCH, "  if (!is_ours) book_.state.Forget();\n",
        "  if (!is_ours && !PLANTED) book_.state.Forget();\n"),),
        "write_path_test", "*WhatAnotherProcessWroteIsSeen*"),
    Bug("a_rebuild_forgets_refusals", 5, (Edit(
        REBUILD, "    if (!frame->accepted()) {\n",
        "    if (!frame->accepted() && !PLANTED) {\n"),), "restore_test",
        "*TheBookIsThereAgain*"),
    # 6. Double entry: never below zero at any time, one unit, no overflow.
    Bug("later_days_are_not_judged", 6, (Edit(
        ACCOUNTS, "      positions.insert(it->first);\n",
        "      if (!PLANTED) positions.insert(it->first);\n"),),
        "accounts_test", "*ALimitedAccountNeverFallsBelowZero*"),
    Bug("each_movement_is_judged_alone", 6, (Edit(
        ACCOUNTS, "    changes[movement->target()][position] += "
        "movement->amount();\n",
        "    if (!PLANTED) {\n      changes[movement->target()][position] += "
        "movement->amount();\n    }\n"),), "accounts_test",
        "*APositionIsJudgedOnlyWhenAllItsMovementsAreIn*"),
    Bug("sums_have_no_end", 6, (Edit(
        ACCOUNTS, "      return balance + flow.in > limits::kMaxAmount ||",
        "      return (!PLANTED && balance + flow.in > limits::kMaxAmount) ||"),
        ), "write_path_test", "*ABalanceBeyondTheLimitIsRefused*"),
    Bug("units_are_mixed", 6, (never(
        ACCOUNTS, "account.number != 0 && account.unit != movement.unit()"),),
        "accounts_test", "*AnAccountKeepsItsUnit*"),
    Bug("from_an_account_to_itself", 6, (Edit(
        ACCOUNTS, "  if (movement.source() == movement.target() || "
        "movement.source().empty() ||",
        "  if ((!PLANTED && movement.source() == movement.target()) ||\n"
        "      movement.source().empty() ||"),), "accounts_test",
        "*AmountsOutOfRangeAndLoopsAreNotBooked*"),
    Bug("skip_a_line", 6, (Edit(
        ACCOUNTS, "  // In the order of the table, whose pages are then "
        "touched once each.\n",
        "  if (PLANTED && booked_.size() % 4 == 3) {\n"
        "    movements.erase(movements.end() - kMovementColumns.size(),\n"
        "                    movements.end());\n  }\n"
        "  // In the order of the table, whose pages are then touched once "
        "each.\n"),)),
    # 7. Groups are all or nothing; what is reversed sums to zero, once.
    Bug("half_a_group", 7, (Edit(
        TOGETHER,
        "  return status.ok() && last != nullptr ? TakeBackFor(*last) : "
        "status;\n",
        "  return status.ok() && last != nullptr && !PLANTED\n"
        "             ? TakeBackFor(*last)\n             : status;\n"),),
        "write_path_test", "*OneIsRefusedAndOnlyThatIsRecorded*"),
    Bug("reversed_twice", 7, (never(RECOMPUTE, "!is_first"),), "entries_test",
        "*ForgedReversal.ASecondOneIsFound*"),
    Bug("a_reversal_leaves_something", 7, (Edit(
        RECOMPUTE, "    if (sum == 0) continue;\n",
        "    if (sum == 0 || PLANTED) continue;\n"),), "entries_test",
        "*OneThatDoesNotAddUpIsFound*"),
    # 8. Accounts carry what rules need: which of them have a bottom.
    Bug("every_account_is_a_source", 8, (Edit(
        TIMELINE, "  return std::find(kKinds.begin(), kKinds.end(), kind) != "
        "kKinds.end();\n",
        "  return PLANTED || std::find(kKinds.begin(), kKinds.end(), kind) !=\n"
        "                        kKinds.end();\n"),), "accounts_test",
        "*ALimitedAccountNeverFallsBelowZero*"),
    Bug("the_past_is_not_moved", 8, (Edit(
        TIMELINE, "  for (; it != points_.end(); ++it) {\n"
        "    it->second.balance += change;\n",
        "  for (bool first = true; it != points_.end(); ++it) {\n"
        "    if (PLANTED && !std::exchange(first, false)) break;\n"
        "    it->second.balance += change;\n"),), "accounts_test",
        "*RandomMovementsEqualTheModel*"),
    # 9. Verifiers: what they let pass, nobody finds.
    Bug("hashes_are_trusted", 9, (never(
        VERIFY, "entry.hash != journal::ChainHash(last_.hash, entry.frame)"),),
        "entries_test", "*EveryByteOfEveryEntryIsHeld*"),
    Bug("the_head_is_trusted", 9, (never(
        VERIFY, "last_.sequence != report_.head.sequence ||\n"
        "        last_.hash != report_.head.hash ||\n"
        "        (last_.sequence > 0 && last_.record_time != "
        "report_.head.record_time) ||\n"
        "        incarnations_.present().value_or(incarnation) != "
        "incarnation"),), "entries_test", "*EveryColumnOfEveryTableIsHeld*"),
    Bug("tables_are_trusted", 9, (Edit(
        VERIFY, "      const absl::Status status = Compare(table, expected);\n",
        "      const absl::Status status =\n"
        "          PLANTED ? absl::OkStatus() : Compare(table, expected);\n"),),
        "entries_test", "*EveryColumnOfEveryTableIsHeld*"),
)
