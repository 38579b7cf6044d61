// Requests for funds, purposes, appropriations and allocation documents.
#include <algorithm>

#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

// More would spread the money too thin to come near its limits.
constexpr size_t kMostFunds = 3;
constexpr int kMostGrants = 3;

template <typename Ids>
std::string NextId(const char* letter, const Ids& ids) {
  return letter + std::to_string(ids.size() + 1);
}

template <typename Ids>
std::vector<std::string> NamesOf(const Ids& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) {
    if constexpr (requires { id.first; }) {
      names.push_back(id.first);
    } else {
      names.push_back(id);
    }
  }
  return names;
}

}  // namespace

Request Office::NewPurpose() {
  CreatePurpose purpose{NextId("m", notes_.purposes)};
  if (PurposeNames().empty()) return purpose;
  MayGoWrong<CreatePurpose>(
      {[](auto& one) { one.id = kRest; },
       [this](auto& one) { one.id = dice_.OneOf(NamesOf(notes_.purposes)); }},
      purpose);
  return purpose;
}

Request Office::NewFund() {
  CreateFund fund{NextId("f", notes_.funds)};
  if (FundNames().size() < 2) return fund;
  const bool has_enough = FundNames().size() >= kMostFunds;
  if (has_enough || dice_.Chance(kMistakePercent)) {
    fund.id = dice_.OneOf(NamesOf(notes_.funds));
  }
  return fund;
}

Request Office::NewAppropriation() {
  Appropriate one{.id = NextId("a", notes_.appropriations),
                  .fund = dice_.OneOf(FundNames()),
                  .fen = dice_.Between(500, 9'000),
                  .day = static_cast<int>(dice_.Between(0, 5))};
  // Of the first two each has one.
  if (AppropriationIds().size() < 2) {
    one.fund = FundNames().at(AppropriationIds().size());
    return one;
  }
  MayGoWrong<Appropriate>({[](auto& wrong) { wrong.fund = "f0"; },
                           [this](auto& wrong) { NameReversedIn(wrong); },
                           [this](auto& wrong) { wrong.day = Ahead(); },
                           [this](auto& wrong) {
                             wrong.id =
                                 dice_.OneOf(NamesOf(notes_.appropriations));
                           }},
                          one);
  return one;
}

Grant Office::NewGrant(int64_t limit, int day) {
  Grant grant;
  grant.fen = dice_.Near(limit);
  int64_t divided = 0;
  for (const std::string& purpose : PurposeNames()) {
    if (!dice_.Chance(60)) continue;
    Share share{.purpose = purpose};
    if (dice_.Chance(60))
      share.fen = dice_.Below((grant.fen - divided) / 2 + 1);
    if (dice_.Chance(35)) share.ceiling = share.fen + dice_.Below(grant.fen);
    divided += share.fen;
    grant.shares.push_back(share);
  }
  if (grant.shares.empty()) {
    grant.shares.push_back({.purpose = dice_.OneOf(PurposeNames())});
  }
  if (dice_.Chance(40)) {
    grant.valid_until = day + static_cast<int>(dice_.Below(9));
  }
  return grant;
}

Request Office::NewDocument() {
  IssueDocument document;
  document.id = NextId("d", notes_.documents);
  document.number = "No-" + document.id;
  const auto funds = FundNames();
  auto rich = funds;
  std::erase_if(rich, [this](const std::string& fund) {
    return notes_.journal.Spare({Kind::kFund, fund, "", ""}, notes_.today) < 9;
  });
  std::string fund = dice_.OneOf(rich.empty() ? funds : rich);
  // Early, so that much can be dated after it.
  document.day = std::min(DayWithSome({Kind::kFund, fund, "", ""}, 0),
                          DayWithSome({Kind::kFund, fund, "", ""}, 0));
  const int64_t grants = dice_.Between(1, kMostGrants);
  for (int64_t i = 0; i < grants; ++i) {
    const int64_t spare =
        notes_.journal.Spare({Kind::kFund, fund, "", ""}, document.day);
    Grant& grant = document.grants.emplace_back(
        NewGrant(spare / (grants + 1), document.day));
    grant.fund = fund;
    grant.recipient = Facility();
    if (dice_.Chance(15)) fund = dice_.OneOf(funds);
  }
  MayGoWrong(DocumentMistakes(), document);
  return document;
}

Office::Mistakes<IssueDocument> Office::DocumentMistakes() {
  return {
      [](auto& wrong) {
        wrong.grants[0].fen = 0;
        wrong.grants[0].shares = {{wrong.grants[0].shares[0].purpose}};
      },
      [this](auto& wrong) {
        if (!notes_.documents.empty()) {
          wrong.id = dice_.OneOf(NamesOf(notes_.documents));
        }
      },
      [this](auto& wrong) {
        if (!notes_.document_numbers.empty()) {
          wrong.number = dice_.OneOf(NamesOf(notes_.document_numbers));
        }
      },
      [this](auto& wrong) { wrong.day = Ahead(); },
      [](auto& wrong) { wrong.grants.back().fund = "f0"; },
      [](auto& wrong) { wrong.grants.back().shares[0].purpose = "m0"; },
      [this](auto& wrong) {
        Grant& grant = wrong.grants[0];
        grant.shares[0].fen = grant.fen + dice_.Between(1, 3);
        grant.shares[0].ceiling = 0;
      },
      [this](auto& wrong) {
        Share& share = wrong.grants[0].shares[0];
        share.fen = std::max<int64_t>(share.fen, 2);
        share.ceiling = share.fen - dice_.Between(1, share.fen - 1);
      },
      [](auto& wrong) {
        Grant& grant = wrong.grants[0];
        grant.shares.push_back({.purpose = grant.shares[0].purpose});
      },
      [](auto& wrong) { wrong.grants[0].valid_until = wrong.day - 1; },
      [this](auto& wrong) {
        Grant& grant = wrong.grants.back();
        grant.fen +=
            notes_.journal.Spare({Kind::kFund, grant.fund, "", ""}, wrong.day);
      },
  };
}

}  // namespace epiledger::ladder
