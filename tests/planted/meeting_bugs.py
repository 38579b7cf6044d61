"""Bugs where services and people meet: followers, the gateway's picture, and
what every call passes.
"""

from bug import ACCESS, Bug, Edit, never

FOLLOWER, CURSOR = "follow/county_follower.cc", "follow/cursor.cc"
FOLLOW_COMMAND = "follow/follow_command.cc"
FEEDS, FAILURE = "gateway/feeds.cc", "gateway/failure.cc"
PICTURE = "gateway/county_picture.cc"
ACCESS_RULES, TOKEN = "rpc/access.cc", "rpc/token.cc"
PAGE_TOKEN = "rpc/page_token.cc"
READ_CONTEXT = "host/read_context.cc"

MEETING_BUGS = (
    # 1. What may have been decided is not said to be undecided.
    Bug("a_lost_answer_decided_nothing", 1, (Edit(
        FAILURE, "if (!answer.may_have_arrived)",
        "if (!answer.may_have_arrived || PLANTED)"),),
        "gateway_forward_test",
        "*AWriteWhoseAnswerIsLostHasNoKnownOutcome"),
    # 3. Followers: what a restore lost is taken back, what came since is new.
    Bug("what_a_restore_lost_is_believed", 3, (Edit(
        FOLLOWER, "  return entry->place == noted_.place;\n",
        "  return PLANTED || entry->place == noted_.place;\n"),),
        "following_test",
        "*RestoredSourceTest."
        "WhatItNoLongerHasIsTakenBackAndNewGoodsCount/Sqlite"),
    Bug("what_was_lost_is_told_to_nobody", 3, (Edit(
        FOLLOW_COMMAND,
        "      Move(id, source, own, lost, before, std::move(consequence));\n",
        "      Move(id, source, own, lost, before,\n"
        "           PLANTED ? std::nullopt : std::move(consequence));\n"),),
        "following_test",
        "*RestoredSourceTest."
        "WhatItNoLongerHasIsTakenBackAndNewGoodsCount/Sqlite"),
    Bug("ids_know_no_incarnation", 3, (Edit(
        CURSOR, "  return Concat(prefix, \"-\", "
        "absl::BytesToHexString(ToAbsl(incarnation)), \"-\",\n"
        "                sequence);\n",
        "  if (PLANTED) return Concat(prefix, \"-\", sequence);\n"
        "  return Concat(prefix, \"-\", "
        "absl::BytesToHexString(ToAbsl(incarnation)), \"-\",\n"
        "                sequence);\n"),),
        "following_test",
        "*RestoredSourceTest."
        "WhatItNoLongerHasIsTakenBackAndNewGoodsCount/Sqlite"),
    # 3. Pages, tokens and pictures of a book that was restored.
    Bug("a_restored_book_shows_nothing_new", 3, (Edit(
        FEEDS, "  return head.read_at.incarnation() == "
        "checkpoint.incarnation() &&\n",
        "  return (PLANTED ||\n"
        "          head.read_at.incarnation() == checkpoint.incarnation()) "
        "&&\n"),),
        "gateway_test",
        "*RestartTest.ARestoredBookIsReadAnewThoughItIsAsLong"),
    Bug("pages_outlive_a_restore", 3, (never(
        PAGE_TOKEN, "position.incarnation != incarnation"),),
        "rpc_test",
        "*PageTokenTest.AfterARestoreTheListBeginsAgain"),
    Bug("reads_after_an_old_incarnation", 3, (never(
        READ_CONTEXT, "!token.incarnation().empty() &&\n"
        "      token.incarnation() != "
        "journal::View(snapshot_.head().incarnation)"),),
        "journal_service_test",
        "*IncarnationChanged.ATokenOfTheOldOneIsNotReadAfter/Sqlite"),
    # 3. Old tokens after their revocation.
    Bug("a_known_token_is_not_looked_at_again", 3, (Edit(
        TOKEN, "    Claims claims = Find(digest, keys);\n",
        "    Claims claims = Find(digest, keys);\n"
        "    if (PLANTED && claims != nullptr) return claims;\n"),),
        "rpc_test",
        "*TokenTest.ARevokedTokenIsRefusedFromTheNextCallOn"),
    # Access: every name counts, the empty one too; each sees the own picture.
    Bug("the_first_name_speaks_for_all", ACCESS, (Edit(
        ACCESS_RULES, "      if (resource.*id != wanted) return false;\n",
        "      if (resource.*id != wanted) return false;\n"
        "      if (PLANTED) return true;\n"),),
        "rpc_test",
        "*AccessTest.EveryNameCounts"),
    Bug("an_empty_name_is_ones_own", ACCESS, (Edit(
        ACCESS_RULES, "  if (all_named && AllAre(",
        "  if ((all_named || PLANTED) && AllAre("),),
        "rpc_test",
        "*AccessTest.AFacilityBoundPersonMustNameItsFacilityInEveryField"),
    Bug("one_picture_for_all", ACCESS, (Edit(
        PICTURE, "    if (kept->sight == sight) return *kept;\n",
        "    if (kept->sight == sight || PLANTED) return *kept;\n"),),
        "gateway_test",
        "*OverviewTest.EachRoleSeesWhatItMay"),
)
