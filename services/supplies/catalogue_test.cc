// Stories of the catalogue: what an item says, how it changes, and what never
// does.
#include <string>
#include <vector>

#include "epiledger/supplies/v1/catalogue_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_service.h"
#include "services/text.h"
#include "tests/testing/batches.h"

namespace epiledger::supplies {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

class CatalogueTest : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  CatalogueTest() : supplies_(GetParam()) { supplies_.MakeSample(); }
  ~CatalogueTest() override {
    EXPECT_THAT(supplies_.service().Verify().findings, IsEmpty());
  }

  v1::Item Item(std::string_view id, const type::v1::AsOf& as_of = {}) {
    v1::GetItemRequest request;
    request.set_name(ItemName(id));
    *request.mutable_as_of() = as_of;
    const auto item = supplies_.service().Call<v1::Item>("GetItem", request);
    EXPECT_TRUE(item.ok()) << item.status();
    return item.value_or(v1::Item());
  }

  v1::CreateItemRequest NewItem(const std::string& id) {
    v1::CreateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id(id);
    request.mutable_item()->set_display_name("KN95口罩");
    request.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
    request.mutable_item()->set_base_unit("只");
    return request;
  }
  absl::StatusOr<v1::CreateItemResponse> Record(
      const v1::CreateItemRequest& request) {
    return supplies_.service().Call<v1::CreateItemResponse>("CreateItem",
                                                            request);
  }

  // A change of nothing yet, made from what stands.
  v1::UpdateItemRequest Change(std::string_view id) {
    v1::UpdateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(ItemName(id));
    *request.mutable_item() = Item(id);
    request.set_revision(request.item().revision());
    request.mutable_item()->clear_name();
    request.mutable_item()->clear_revision();
    return request;
  }
  absl::StatusOr<v1::UpdateItemResponse> Record(
      const v1::UpdateItemRequest& request) {
    return supplies_.service().Call<v1::UpdateItemResponse>("UpdateItem",
                                                            request);
  }

  std::vector<std::string> Listed(v1::ListItemsRequest request) {
    request.set_parent(std::string(kCounty));
    const auto items =
        supplies_.service().Call<v1::ListItemsResponse>("ListItems", request);
    EXPECT_TRUE(items.ok()) << items.status();
    std::vector<std::string> names;
    if (!items.ok()) return names;
    for (const v1::Item& item : items->items()) {
      names.push_back(item.name().substr(ItemName("").size()));
    }
    return names;
  }

  SuppliesFixture supplies_;
};

INSTANTIATE_TEST_SUITE_P(Engines, CatalogueTest,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

TEST_P(CatalogueTest, AChangeReplacesWhatIsSaidAndWhatWasKnownStays) {
  const int64_t before = Record(NewItem("kn95"))->receipt().sequence();
  auto change = Change("kn95");
  change.mutable_item()->set_english_name("KN95 mask");
  change.mutable_item()->set_category("防护用品");
  change.mutable_item()->set_shelf_life_months(24);
  change.mutable_item()->set_surplus_tolerance(10);
  change.mutable_item()->add_substitutes(ItemName("n95"));
  const auto changed = Record(change);
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->item().revision(), 1);
  const v1::Item now = Item("kn95");
  EXPECT_EQ(now.ShortDebugString(), changed->item().ShortDebugString());
  EXPECT_EQ(now.shelf_life_months(), 24);
  EXPECT_THAT(now.substitutes(), ElementsAre(ItemName("n95")));
  type::v1::AsOf then;
  then.set_sequence(before);
  EXPECT_EQ(Item("kn95", then).category(), "");
  EXPECT_EQ(Item("kn95", then).revision(), 0);
  EXPECT_EQ(Record(change)->receipt().sequence(),
            changed->receipt().sequence());
}

TEST_P(CatalogueTest, WhoChangesWhatSomebodyElseChangedIsRefusedForEver) {
  const auto first = Change("n95");
  const auto second = Change("n95");
  ASSERT_TRUE(Record(first).ok());
  for (const bool is_again : {false, true}) {
    SCOPED_TRACE(is_again);
    const auto refused = Record(second).status();
    EXPECT_EQ(ReasonOf(refused), "ITEM_CHANGED");
    EXPECT_EQ(FigureOf(refused, "revision"), "1");
    EXPECT_EQ(FigureOf(refused, "found"), "0");
  }
  EXPECT_TRUE(Record(Change("n95")).ok());
}

TEST_P(CatalogueTest, UnitAndKindAndTheSizeOfAPackStay) {
  auto unit = Change("n95");
  unit.mutable_item()->set_base_unit("盒");
  EXPECT_EQ(ReasonOf(Record(unit).status()), "ITEM_FIXED");
  EXPECT_EQ(FigureOf(Record(unit).status(), "is"), "只");
  auto kind = Change("n95");
  kind.mutable_item()->set_kind(v1::Item::KIND_DURABLE);
  EXPECT_EQ(ReasonOf(Record(kind).status()), "ITEM_FIXED");
  auto pack = Change("n95");
  pack.mutable_item()->mutable_packs(0)->set_size(50);
  EXPECT_EQ(ReasonOf(Record(pack).status()), "PACK_SIZE_FIXED");
  EXPECT_EQ(FigureOf(Record(pack).status(), "is"), "100");
}

TEST_P(CatalogueTest, QuantitiesAreTypedInPacksByIdAndByName) {
  auto change = Change("n95");
  const auto add = [&](const char* id, const char* name, int64_t size) {
    auto& pack = *change.mutable_item()->add_packs();
    pack.set_pack(id);
    pack.set_display_name(name);
    pack.set_size(size);
  };
  add("carton", "箱", 2'000);
  add("large-carton", "箱", 4'000);
  ASSERT_TRUE(Record(change).ok());
  int hour = 0;
  const auto counted = [&](const char* pack) {
    auto request = supplies_.CountRequest("n95", 0, At(kSunday, ++hour));
    auto& quantity =
        *request.mutable_count()->mutable_lines(0)->mutable_quantity();
    auto& packs = *quantity.add_packs();
    packs.set_pack(pack);
    packs.set_count(3);
    return supplies_.Record(request);
  };
  const auto total = [&](const char* pack) {
    const auto count = counted(pack);
    EXPECT_TRUE(count.ok()) << pack << ": " << count.status();
    return count.ok() ? count->count().lines(0).result().total() : 0;
  };
  EXPECT_EQ(total("Box"), 300);
  EXPECT_EQ(total("盒"), 300);
  EXPECT_EQ(total("只"), 3);
  EXPECT_EQ(total("large-carton"), 12'000);
  EXPECT_EQ(ReasonOf(counted("箱").status()), "PACK_AMBIGUOUS");
  EXPECT_EQ(ReasonOf(counted("袋").status()), "PACK_NOT_FOUND");
  EXPECT_EQ(FigureOf(counted("袋").status(), "packs"),
            "只, box (盒), carton (箱), large-carton (箱)");
}

// Three 盒 that were typed before the change must not become others by it.
TEST_P(CatalogueTest, TheNameOfAPackPassesToNoPackOfAnotherSize) {
  auto change = Change("n95");
  change.mutable_item()->mutable_packs(0)->set_display_name("小盒");
  auto& large = *change.mutable_item()->add_packs();
  large.set_pack("large-box");
  large.set_display_name("盒");
  large.set_size(500);
  const auto refused = Record(change).status();
  EXPECT_EQ(ReasonOf(refused), "PACK_SIZE_FIXED");
  EXPECT_EQ(FigureOf(refused, "pack"), "box");
}

TEST_P(CatalogueTest, APackIsAddedRenamedAndTakenOut) {
  auto change = Change("n95");
  change.mutable_item()->mutable_packs(0)->set_display_name("小盒");
  auto& carton = *change.mutable_item()->add_packs();
  carton.set_pack("carton");
  carton.set_display_name("箱");
  carton.set_size(2'000);
  ASSERT_TRUE(Record(change).ok());
  auto counted = supplies_.CountRequest("n95", 7, At(kSunday));
  auto& quantity = *counted.mutable_count()->mutable_lines(0);
  auto& cartons = *quantity.mutable_quantity()->add_packs();
  cartons.set_pack("carton");
  cartons.set_count(3);
  EXPECT_EQ(supplies_.Record(counted)->count().lines(0).result().total(),
            6'007);
  auto without = Change("n95");
  without.mutable_item()->clear_packs();
  ASSERT_TRUE(Record(without).ok());
  counted.set_request_id(supplies_.service().NewId());
  EXPECT_EQ(ReasonOf(supplies_.Record(counted).status()), "PACK_NOT_FOUND");
  // What was recorded in a pack that is gone counts as it did.
  EXPECT_EQ(supplies_.FreeAt("n95", At(kMonday)), 6'007);
}

TEST_P(CatalogueTest, SubstitutesAreOtherItemsThatAreThere) {
  auto itself = NewItem("kn95");
  itself.mutable_item()->add_substitutes(ItemName("kn95"));
  EXPECT_EQ(ReasonOf(Record(itself).status()), "SUBSTITUTE_FOR_ITSELF");
  auto twice = NewItem("kn95");
  for (int i = 0; i < 2; ++i) {
    twice.mutable_item()->add_substitutes(ItemName("n95"));
  }
  EXPECT_EQ(ReasonOf(Record(twice).status()), "LISTED_TWICE");
  auto unknown = NewItem("kn95");
  unknown.mutable_item()->add_substitutes(ItemName("p100"));
  EXPECT_EQ(ReasonOf(Record(unknown).status()), "ITEM_NOT_FOUND");
  auto many = NewItem("kn95");
  for (int i = 0; i <= limits::kMaxSubstitutes; ++i) {
    many.mutable_item()->add_substitutes(ItemName(Concat("item-", i)));
  }
  EXPECT_EQ(ReasonOf(Record(many).status()), "TOO_MANY_ELEMENTS");
  auto change = Change("gloves");
  change.mutable_item()->add_substitutes(ItemName("p100"));
  EXPECT_EQ(ReasonOf(Record(change).status()), "ITEM_NOT_FOUND");
  auto nobody = Change("n95");
  nobody.set_name(ItemName("nobody"));
  EXPECT_EQ(ReasonOf(Record(nobody).status()), "ITEM_NOT_FOUND");
}

TEST_P(CatalogueTest, AStandardIsShownOnTheDaysItHolds) {
  auto request = NewItem("kn95");
  const auto add = [&](const std::string& text, absl::CivilDay from,
                       absl::CivilDay until) {
    auto& standard = *request.mutable_item()->add_standards();
    standard.set_text(text);
    const auto set = [](absl::CivilDay day, google::type::Date& date) {
      date.set_year(static_cast<int32_t>(day.year()));
      date.set_month(day.month());
      date.set_day(day.day());
    };
    set(from, *standard.mutable_valid_from());
    set(until, *standard.mutable_valid_until());
  };
  add("GB 2626-2006", kSunday - 100, kMonday);
  add("GB 2626-2019", kTuesday, kThursday);
  request.mutable_item()->add_standards()->set_text("GB 32610");
  ASSERT_TRUE(Record(request).ok());
  const auto texts_at = [&](absl::CivilDay day, int hour) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_time() = At(day, hour);
    std::string texts;
    const v1::Item item = Item("kn95", as_of);
    for (const auto& standard : item.standards()) {
      texts += standard.text() + ";";
    }
    return texts;
  };
  EXPECT_EQ(texts_at(kMonday, 23), "GB 2626-2006;GB 32610;");
  // Midnight in the county, not in Greenwich.
  EXPECT_EQ(texts_at(kTuesday, 0), "GB 2626-2019;GB 32610;");
  EXPECT_EQ(texts_at(kThursday + 1, 0), "GB 32610;");
  EXPECT_EQ(Item("kn95").standards_size(), 3);
}

TEST_P(CatalogueTest, ItemsAreListedByCategoryAndKind) {
  auto ventilator = NewItem("ventilator");
  ventilator.mutable_item()->set_kind(v1::Item::KIND_DURABLE);
  ventilator.mutable_item()->set_category("器械");
  ASSERT_TRUE(Record(ventilator).ok());
  auto thermometer = NewItem("thermometer");
  thermometer.mutable_item()->set_category("器械");
  ASSERT_TRUE(Record(thermometer).ok());
  v1::ListItemsRequest request;
  request.set_category("器械");
  EXPECT_THAT(Listed(request), ElementsAre("thermometer", "ventilator"));
  request.set_kind(v1::Item::KIND_DURABLE);
  EXPECT_THAT(Listed(request), ElementsAre("ventilator"));
  request.set_category("防护用品");
  EXPECT_THAT(Listed(request), IsEmpty());
  EXPECT_THAT(Listed({}),
              ElementsAre("gloves", "n95", "thermometer", "ventilator"));
}

// A sheet of items: each alone, or all or none, the refused one named.
TEST_P(CatalogueTest, OfASheetWithOneTwiceNothingIsLeft) {
  TellOfBatch(supplies_.service(), {"BatchCreateItems", NewItem("kn95"),
                                    NewItem("n95"), "NAME_TAKEN"});
  auto stale = Change("n95");
  stale.set_revision(7);
  TellOfBatch(supplies_.service(),
              {"BatchUpdateItems", Change("gloves"), stale, "ITEM_CHANGED"});
}

// In one sheet, an item may stand for one above it.
TEST_P(CatalogueTest, ASubstituteStandsInTheSameSheet) {
  const auto first = NewItem("kn95");
  auto second = NewItem("p100");
  second.mutable_item()->add_substitutes(ItemName("kn95"));
  const auto sheet =
      SendBatch(supplies_.service(), "BatchCreateItems", {&first, &second},
                testing::AllOrNothing::kYes, "clerk");
  EXPECT_THAT(OutcomesOf(sheet), ElementsAre("done", "done"));
}

TEST(CatalogueShape, ABatchIsOpenToWhomItsWriteIsOpen) {
  rpc::MethodTable methods = SuppliesMethods({});
  // A quarantine is a facility's own affair, its batch the headquarters'
  // recall; so are a shipment, and its batch how they share out, and a stock
  // level, and its batch what they plan.
  std::erase_if(methods, [](const rpc::Method& method) {
    const std::string& service = method.descriptor->service()->name();
    return service == "LotService" || service == "NeedService" ||
           service == "ShipmentService";
  });
  EXPECT_EQ(testing::ExpectBatchesOpenAsTheirWrites(methods), 4);
}

}  // namespace
}  // namespace epiledger::supplies
