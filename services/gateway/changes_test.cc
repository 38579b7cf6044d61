// What differs between two pictures: stories told by hand, and rules that hold
// of any two.
#include "services/gateway/changes.h"

#include <array>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::Change;
using command::v1::ChangedFigure;
using readiness::v1::Finding;
using supplies::v1::Supply;

constexpr Sight kEverything = {.money = true,
                               .supplies_by_facility = true,
                               .readiness = true,
                               .names = true};

// What a county's services said, and its picture.
struct Said {
  std::shared_ptr<funding::v1::CountySummary> money =
      std::make_shared<funding::v1::CountySummary>();
  std::shared_ptr<supplies::v1::CountySummary> goods =
      std::make_shared<supplies::v1::CountySummary>();
  std::shared_ptr<readiness::v1::CountySummary> readiness =
      std::make_shared<readiness::v1::CountySummary>();

  [[nodiscard]] PictureFigures Figures(const Sight& sight = kEverything) const {
    Parts parts;
    const std::array<const google::protobuf::Message*, kSourceCount> said = {
        money.get(), goods.get(), readiness.get()};
    for (const SourceId source : kSourceIds) {
      if (said[Index(source)] == nullptr) continue;
      parts[Index(source)] = PartOf(source, *said[Index(source)]);
    }
    return FiguresOf(parts, sight);
  }
};

readiness::v1::FacilitySummary& AddFacility(const std::string& id, Said& said) {
  auto& facility = *said.readiness->add_facilities();
  facility.set_facility(Concat("counties/c1/facilities/", id));
  facility.mutable_today();
  return facility;
}

void Report(int64_t beds, readiness::v1::FacilitySummary& facility) {
  auto& reading = *facility.mutable_report()->add_readings();
  reading.set_indicator("counties/c1/indicators/beds-staffed");
  reading.mutable_reading()->set_value(beds);
}

std::vector<Change> OfKind(const std::vector<Change>& changes,
                           Change::Kind kind) {
  std::vector<Change> of_kind;
  for (const Change& change : changes) {
    if (change.kind() == kind) of_kind.push_back(change);
  }
  return of_kind;
}

TEST(ChangesTest, AFirstReportIsNoChangeFromZero) {
  Said before;
  Said after;
  AddFacility("people", before);
  Report(420, AddFacility("people", after));
  const auto changes = OfKind(CompareFigures(before.Figures(), after.Figures()),
                              Change::KIND_INDICATOR);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].turn(), Change::TURN_BECAME_KNOWN);
  EXPECT_EQ(changes[0].before().absence(), ChangedFigure::ABSENCE_NOT_KNOWN);
  EXPECT_EQ(changes[0].after().number(), 420);
}

TEST(ChangesTest, AServiceThatKnewNothingOfTheCountyWasNotAtZero) {
  Said before;
  Said after;
  before.money = nullptr;
  auto& document = *after.money->add_documents();
  document.set_name("counties/c1/documents/d1");
  document.mutable_total()->mutable_paid()->set_units(100);
  after.money->set_document_count(1);
  for (const Change& change :
       CompareFigures(before.Figures(), after.Figures())) {
    EXPECT_EQ(change.turn(), Change::TURN_BECAME_KNOWN);
    EXPECT_EQ(change.before().absence(), ChangedFigure::ABSENCE_NOT_KNOWN);
  }
}

TEST(ChangesTest, MoneyOfADocumentIsToldFigureByFigure) {
  Said before;
  Said after;
  for (auto& [said, paid] : {std::pair(&before, 100), std::pair(&after, 130)}) {
    auto& document = *said->money->add_documents();
    document.set_name("counties/c1/documents/d1");
    document.set_number("示财〔2020〕1号");
    document.mutable_total()->mutable_allocated()->set_units(6'000);
    document.mutable_total()->mutable_paid()->set_units(paid);
    document.mutable_total()->mutable_available()->set_units(6'000 - paid);
    said->money->set_document_count(1);
  }
  const auto changes = CompareFigures(before.Figures(), after.Figures());
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].figure(), "available");
  EXPECT_EQ(changes[1].figure(), "paid");
  EXPECT_EQ(changes[1].before().amount().units(), 100);
  EXPECT_EQ(changes[1].after().amount().units(), 130);
  EXPECT_EQ(changes[1].subject_display_name(), "示财〔2020〕1号");
  EXPECT_EQ(changes[1].turn(), Change::TURN_CHANGED);
}

void Stock(Supply::Band band, Said& said) {
  auto& stock = *said.goods->add_stocks();
  stock.set_facility("counties/c1/facilities/people");
  stock.set_item("counties/c1/items/n95");
  stock.set_knowledge(supplies::v1::KNOWLEDGE_KNOWN);
  stock.set_free(60);
  stock.mutable_supply()->set_band(band);
}

TEST(ChangesTest, AShortageThatIsOverIsToldAsGone) {
  Said before;
  Said after;
  Stock(Supply::BAND_CRITICAL, before);
  Stock(Supply::BAND_AMPLE, after);
  const auto there = CompareFigures(before.Figures(), after.Figures());
  const auto shortages = OfKind(there, Change::KIND_SHORTAGE);
  ASSERT_EQ(shortages.size(), 1U);
  EXPECT_EQ(shortages[0].turn(), Change::TURN_GONE);
  EXPECT_EQ(shortages[0].before().number(), 60);
  const auto back = OfKind(CompareFigures(after.Figures(), before.Figures()),
                           Change::KIND_SHORTAGE);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].turn(), Change::TURN_NEW);
  EXPECT_EQ(OfKind(there, Change::KIND_STOCK_BAND).size(), 1U);
}

TEST(ChangesTest, AShortageThatNobodyKnowsOfAnyMoreIsNotOver) {
  Said before;
  Said after;
  Stock(Supply::BAND_CRITICAL, before);
  Stock(Supply::BAND_UNKNOWN, after);
  const auto shortages = OfKind(
      CompareFigures(before.Figures(), after.Figures()), Change::KIND_SHORTAGE);
  ASSERT_EQ(shortages.size(), 1U);
  EXPECT_EQ(shortages[0].turn(), Change::TURN_BECAME_UNKNOWN);
}

void Open(const std::string& id, Said& said) {
  auto& findings = *said.readiness->mutable_findings();
  findings.set_open(findings.open() + 1);
  auto& open = *findings.add_findings();
  open.set_facility("counties/c1/facilities/people");
  open.mutable_finding()->set_name(
      Concat("counties/c1/facilities/people/findings/", id));
  open.mutable_finding()->set_state(Finding::STATE_OPEN);
}

TEST(ChangesTest, AFindingThatIsNotListedMayOnlyHaveFoundNoRoom) {
  Said before;
  Said after;
  Open("f1", before);
  after.readiness->mutable_findings();
  auto changes = OfKind(CompareFigures(before.Figures(), after.Figures()),
                        Change::KIND_FINDING);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].turn(), Change::TURN_GONE) << "it was closed";

  // More are open than the picture lists.
  after.readiness->mutable_findings()->set_open(200);
  changes = OfKind(CompareFigures(before.Figures(), after.Figures()),
                   Change::KIND_FINDING);
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].turn(), Change::TURN_BECAME_UNKNOWN);
}

TEST(ChangesTest, WhoSeesMoneyAloneIsToldOfMoneyAlone) {
  Said before;
  Said after;
  Stock(Supply::BAND_CRITICAL, after);
  Report(420, AddFacility("people", after));
  const Sight finance = {.money = true};
  EXPECT_TRUE(
      CompareFigures(before.Figures(finance), after.Figures(finance)).empty());
}

// --- Rules of any two pictures.

// Made of few things with few values, so that two have much in common.
class RandomCounty {
 public:
  explicit RandomCounty(uint32_t seed) : random_(seed) {}

  Said Next() {
    Said said;
    AddMoney(*said.money);
    AddGoods(*said.goods);
    AddReadiness(said);
    if (Below(6) == 0) said.money = nullptr;
    if (Below(6) == 0) said.goods = nullptr;
    if (Below(6) == 0) said.readiness = nullptr;
    return said;
  }

 private:
  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }
  static std::string Name(const char* kind, int64_t id) {
    return Concat("counties/c1/", kind, "/", id);
  }

  void AddMoney(funding::v1::CountySummary& money) {
    const int64_t documents = Below(3);
    for (int64_t i = 0; i < documents; ++i) {
      auto& document = *money.add_documents();
      document.set_name(Name("documents", i));
      document.mutable_total()->mutable_paid()->set_units(Below(2));
      auto& purpose = *money.add_purposes();
      purpose.set_purpose(Name("purposes", i));
      purpose.mutable_bound()->set_units(Below(2));
    }
    money.set_document_count(documents + Below(2));
    money.set_purpose_count(documents);
  }

  void AddGoods(supplies::v1::CountySummary& goods) {
    for (int64_t i = 0; i < 3; ++i) {
      if (Below(4) == 0) continue;
      auto& stock = *goods.add_stocks();
      stock.set_facility(Name("facilities", i));
      stock.set_item(Name("items", Below(2)));
      stock.set_knowledge(static_cast<supplies::v1::Knowledge>(1 + Below(3)));
      stock.set_free(Below(3));
      stock.mutable_supply()->set_band(static_cast<Supply::Band>(1 + Below(6)));
    }
    if (Below(3) == 0) return;
    auto& unanswered = *goods.mutable_unanswered();
    for (int64_t i = Below(3); i > 0; --i) {
      auto& requisition = *unanswered.add_requisitions();
      requisition.set_name(Concat(Name("facilities", 0), "/requisitions/", i));
      requisition.mutable_create_time()->set_seconds(i);
    }
    unanswered.set_total(unanswered.requisitions_size() + Below(2));
  }

  void AddReadiness(Said& said) {
    for (int i = 0; i < 3; ++i) {
      const int64_t kind = Below(4);
      if (kind == 0) continue;
      auto& facility = AddFacility(std::to_string(i), said);
      if (kind == 1) continue;
      Report(Below(3), facility);
      if (kind == 2) {
        facility.mutable_report()
            ->mutable_readings(0)
            ->mutable_reading()
            ->set_absent_reason(type::v1::ABSENT_REASON_UNKNOWN);
      }
    }
    auto& total = *said.readiness->add_indicators();
    total.set_name(Name("indicators", 0));
    if (Below(2) == 0) total.set_value(Below(2));
    if (Below(3) == 0) return;
    for (int64_t i = Below(3); i > 0; --i) Open(std::to_string(i), said);
    said.readiness->mutable_findings()->set_fixed(Below(2));
  }

  std::mt19937 random_;
};

std::string Plain(ChangedFigure value) {
  value.clear_read_time();
  return value.ShortDebugString();
}

FigureKey KeyOf(const Change& change) {
  return {change.kind(), change.facility(), change.subject_name(),
          change.figure()};
}

RC_GTEST_PROP(ChangesProperty, APictureDoesNotDifferFromItself,
              (uint32_t seed)) {
  const Said said = RandomCounty(seed).Next();
  RC_ASSERT(CompareFigures(said.Figures(), said.Figures()).empty());
}

RC_GTEST_PROP(ChangesProperty, TheFirstPictureWithTheChangesIsTheSecond,
              (uint32_t seed)) {
  RandomCounty county(seed);
  const PictureFigures before = county.Next().Figures();
  const PictureFigures after = county.Next().Figures();
  std::map<FigureKey, std::string> shown;
  for (const auto* const picture : {&before, &after}) {
    for (const auto& [key, figure] : picture->figures) {
      shown[key] = Plain(before.ValueOf(key));
    }
  }
  for (const Change& change : CompareFigures(before, after)) {
    RC_ASSERT(shown.at(KeyOf(change)) == Plain(change.before()));
    shown[KeyOf(change)] = Plain(change.after());
  }
  for (const auto& [key, value] : shown) {
    RC_ASSERT(value == Plain(after.ValueOf(key)));
  }
}

RC_GTEST_PROP(ChangesProperty, BackwardsTheSameFiguresDiffer, (uint32_t seed)) {
  RandomCounty county(seed);
  const PictureFigures before = county.Next().Figures();
  const PictureFigures after = county.Next().Figures();
  const auto there = CompareFigures(before, after);
  const auto back = CompareFigures(after, before);
  RC_ASSERT(there.size() == back.size());
  for (size_t i = 0; i < there.size(); ++i) {
    RC_ASSERT(KeyOf(there[i]) == KeyOf(back[i]));
    RC_ASSERT(Plain(there[i].before()) == Plain(back[i].after()));
  }
}

RC_GTEST_PROP(ChangesProperty, WhatWasNotKnownIsToldAsThat, (uint32_t seed)) {
  RandomCounty county(seed);
  const PictureFigures before = county.Next().Figures();
  const PictureFigures after = county.Next().Figures();
  for (const Change& change : CompareFigures(before, after)) {
    const bool was_unknown =
        change.before().absence() == ChangedFigure::ABSENCE_NOT_KNOWN;
    RC_ASSERT(change.turn() != Change::TURN_UNSPECIFIED);
    if (was_unknown) RC_ASSERT(change.turn() != Change::TURN_CHANGED);
    if (change.turn() == Change::TURN_CHANGED) {
      RC_ASSERT(!change.before().has_absence());
      RC_ASSERT(!change.after().has_absence());
    }
  }
}

}  // namespace
}  // namespace epiledger::gateway
