#include "services/gateway/picture_figures.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "google/protobuf/descriptor.h"
#include "services/gateway/shortage.h"

namespace epiledger::gateway {
namespace {

using command::v1::Change;
using command::v1::ChangedFigure;
using google::type::Money;
using readiness::v1::FacilitySummary;
using readiness::v1::InPlace;
using supplies::v1::FacilityStock;
using supplies::v1::Supply;
using Balance = funding::v1::Allocation::Balance;
using Purpose = funding::v1::CountySummary::PurposeSummary;

ChangedFigure NotKnown() {
  ChangedFigure value;
  value.set_absence(ChangedFigure::ABSENCE_NOT_KNOWN);
  return value;
}

ChangedFigure Number(int64_t number) {
  ChangedFigure value;
  value.set_number(number);
  return value;
}

void AddPartial(std::initializer_list<Change::Kind> kinds,
                PictureFigures& picture) {
  for (const Change::Kind kind : kinds) picture.partial.emplace(kind, "");
}

// --- Money.

struct DocumentFigure {
  const char* name;
  const Money& (Balance::*amount)() const;
};
constexpr DocumentFigure kDocumentFigures[] = {
    {"allocated", &Balance::allocated}, {"available", &Balance::available},
    {"held", &Balance::held},           {"prepaid", &Balance::prepaid},
    {"accrued", &Balance::accrued},     {"paid", &Balance::paid},
    {"frozen", &Balance::frozen},       {"recalled", &Balance::recalled}};

struct PurposeFigure {
  const char* name;
  const Money& (Purpose::*amount)() const;
};
constexpr PurposeFigure kPurposeFigures[] = {{"available", &Purpose::available},
                                             {"bound", &Purpose::bound},
                                             {"paid", &Purpose::paid}};

// All money is known: what an answer leaves out is none.
ChangedFigure Amount(const Money& amount) {
  ChangedFigure value;
  *value.mutable_amount() = amount;
  value.mutable_amount()->set_currency_code("CNY");
  return value;
}

void AddMoney(const funding::v1::CountySummary& summary,
              PictureFigures& picture) {
  if (summary.documents_size() < summary.document_count()) {
    AddPartial({Change::KIND_DOCUMENT}, picture);
  }
  if (summary.purposes_size() < summary.purpose_count()) {
    AddPartial({Change::KIND_PURPOSE}, picture);
  }
  for (const auto& document : summary.documents()) {
    for (const DocumentFigure& figure : kDocumentFigures) {
      picture.figures[{Change::KIND_DOCUMENT, "", document.name(),
                       figure.name}] = {
          Amount((document.total().*figure.amount)()), "", document.number()};
    }
  }
  for (const Purpose& purpose : summary.purposes()) {
    for (const PurposeFigure& figure : kPurposeFigures) {
      picture.figures[{Change::KIND_PURPOSE, "", purpose.purpose(),
                       figure.name}] = {Amount((purpose.*figure.amount)()), "",
                                        purpose.display_name()};
    }
  }
}

// --- Goods.

ChangedFigure BandOf(const FacilityStock& stock) {
  ChangedFigure value = NotKnown();
  if (stock.knowledge() != supplies::v1::KNOWLEDGE_UNKNOWN &&
      stock.supply().band() != Supply::BAND_UNKNOWN) {
    value.set_band(stock.supply().band());
  }
  return value;
}

void AddReadTime(const FacilityStock& stock, ChangedFigure& value) {
  if (!stock.has_last_count_time()) return;
  *value.mutable_read_time() = stock.last_count_time();
}

using Names = std::map<std::string, std::string>;

void AddStocks(const supplies::v1::CountySummary& summary, const Stocks& stocks,
               const Names& names, PictureFigures& picture) {
  Names items;
  for (const auto& item : summary.items()) {
    items.emplace(item.item(), item.display_name());
  }
  const auto called = [](const Names& by_name, const std::string& name) {
    const auto found = by_name.find(name);
    return found == by_name.end() ? "" : found->second;
  };
  for (const auto& stock : stocks) {
    ChangedFigure band = BandOf(*stock);
    AddReadTime(*stock, band);
    const Figure figure{band, called(names, stock->facility()),
                        called(items, stock->item())};
    picture.figures[{Change::KIND_STOCK_BAND, stock->facility(), stock->item(),
                     ""}] = figure;
    // Whether what is not known is short is not known.
    if (!IsShortage(*stock) && !band.has_absence()) continue;
    Figure& shortage = picture.figures[{Change::KIND_SHORTAGE,
                                        stock->facility(), stock->item(), ""}];
    shortage = figure;
    if (!band.has_absence()) shortage.value.set_number(stock->free());
  }
}

void AddRequests(const supplies::v1::CountySummary& summary, const Names& names,
                 PictureFigures& picture) {
  Figure& count = picture.figures[{Change::KIND_REQUEST_COUNT, "", "", ""}];
  if (!summary.has_unanswered()) {
    count.value = NotKnown();
    return AddPartial({Change::KIND_REQUEST}, picture);
  }
  const auto& unanswered = summary.unanswered();
  count.value = Number(unanswered.total());
  if (unanswered.requisitions_size() < unanswered.total()) {
    AddPartial({Change::KIND_REQUEST}, picture);
  }
  for (const auto& requisition : unanswered.requisitions()) {
    const std::string facility =
        requisition.name().substr(0, requisition.name().find("/requisitions/"));
    Figure& figure =
        picture
            .figures[{Change::KIND_REQUEST, facility, requisition.name(), ""}];
    *figure.value.mutable_time() = requisition.create_time();
    *figure.value.mutable_read_time() = requisition.create_time();
    const auto name = names.find(facility);
    if (name != names.end()) figure.display_name = name->second;
    figure.subject_display_name = requisition.reason();
  }
}

// --- Readiness.

// The report that was filed last.
Figure ReportOf(const FacilitySummary& facility) {
  Figure figure{NotKnown(), facility.display_name(), ""};
  for (const auto* const status : {&facility.today(), &facility.last_due()}) {
    if (status->revision() == 0) continue;
    *figure.value.mutable_date() = status->report_date();
    *figure.value.mutable_read_time() = status->receive_time();
    return figure;
  }
  if (facility.has_report()) {
    *figure.value.mutable_date() = facility.report().report_date();
    *figure.value.mutable_read_time() = facility.report().receive_time();
  }
  return figure;
}

// Nothing for what does not apply.
std::optional<ChangedFigure> ReadingOf(const type::v1::Reading& reading) {
  if (reading.absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return std::nullopt;
  }
  ChangedFigure value = NotKnown();
  if (reading.reading_case() == type::v1::Reading::kValue) {
    value.set_number(reading.value());
  }
  if (reading.has_time()) *value.mutable_read_time() = reading.time();
  return value;
}

std::optional<ChangedFigure> PlaceOf(const InPlace& place) {
  if (place.absent_reason() == type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return std::nullopt;
  }
  ChangedFigure value = NotKnown();
  if (place.answer_case() == InPlace::kState) value.set_in_place(place.state());
  if (place.has_time()) *value.mutable_read_time() = place.time();
  return value;
}

void AddPlacesSaid(const FacilitySummary& facility, PictureFigures& picture) {
  const auto& places = facility.report().four_in_place();
  const auto& reflection = *places.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(places, &fields);
  for (const auto* const field : fields) {
    const auto value = PlaceOf(
        static_cast<const InPlace&>(reflection.GetMessage(places, field)));
    if (!value.has_value()) continue;
    picture.figures[{Change::KIND_FOUR_IN_PLACE, facility.facility(), "",
                     field->name()}] = {*value, facility.display_name(), ""};
  }
}

void AddFacilityReport(const FacilitySummary& facility,
                       PictureFigures& picture) {
  const bool owes = facility.has_today() || facility.has_last_due();
  if (owes || facility.has_report()) {
    picture.figures[{Change::KIND_REPORT, facility.facility(), "", ""}] =
        ReportOf(facility);
  }
  if (owes && !facility.has_report()) {
    picture.partial.emplace(Change::KIND_INDICATOR, facility.facility());
    picture.partial.emplace(Change::KIND_FOUR_IN_PLACE, facility.facility());
  }
  for (const auto& reading : facility.report().readings()) {
    const auto value = ReadingOf(reading.reading());
    if (!value.has_value()) continue;
    picture.figures[{Change::KIND_INDICATOR, facility.facility(),
                     reading.indicator(), ""}] = {*value,
                                                  facility.display_name(), ""};
  }
  AddPlacesSaid(facility, picture);
}

void AddFindingsOf(const readiness::v1::CountySummary& summary,
                   PictureFigures& picture) {
  if (!summary.has_findings()) {
    return AddPartial({Change::KIND_FINDING, Change::KIND_FINDING_COUNT},
                      picture);
  }
  const readiness::v1::OpenFindings& findings = summary.findings();
  for (const auto& [name, number] :
       {std::pair("open", findings.open()),
        std::pair("fixed", findings.fixed()),
        std::pair("overdue", findings.overdue())}) {
    picture.figures[{Change::KIND_FINDING_COUNT, "", "", name}].value =
        Number(number);
  }
  if (findings.findings_size() < findings.open() + findings.fixed()) {
    AddPartial({Change::KIND_FINDING}, picture);
  }
  for (const readiness::v1::OpenFinding& open : findings.findings()) {
    Figure& figure = picture.figures[{Change::KIND_FINDING, open.facility(),
                                      open.finding().name(), ""}];
    figure.value.set_finding_state(open.finding().state());
    figure.display_name = open.display_name();
    figure.subject_display_name = open.finding().description();
  }
}

void AddReadiness(const readiness::v1::CountySummary& summary,
                  PictureFigures& picture) {
  for (const FacilitySummary& facility : summary.facilities()) {
    AddFacilityReport(facility, picture);
  }
  for (const readiness::v1::OverdueReport& overdue : summary.overdue()) {
    Figure& figure =
        picture
            .figures[{Change::KIND_REPORT_OVERDUE, overdue.facility(), "", ""}];
    *figure.value.mutable_date() = overdue.missing_from();
    *figure.value.mutable_read_time() = overdue.overdue_since();
    figure.display_name = overdue.display_name();
  }
  for (const readiness::v1::IndicatorTotal& total : summary.indicators()) {
    const auto add = [&](const char* name, ChangedFigure value) {
      picture.figures[{Change::KIND_INDICATOR_TOTAL, "", total.name(), name}]
          .value = std::move(value);
    };
    add("total", total.has_value() ? Number(total.value()) : NotKnown());
    add("known", Number(total.known()));
  }
  AddFindingsOf(summary, picture);
}

Names FacilityNames(const readiness::v1::CountySummary* readiness) {
  Names names;
  if (readiness == nullptr) return names;
  for (const FacilitySummary& facility : readiness->facilities()) {
    names.emplace(facility.facility(), facility.display_name());
  }
  return names;
}

}  // namespace

ChangedFigure PictureFigures::ValueOf(const FigureKey& key) const {
  const auto found = figures.find(key);
  if (found != figures.end()) return found->second.value;
  if (partial.contains({key.kind, ""}) ||
      partial.contains({key.kind, key.facility})) {
    return NotKnown();
  }
  ChangedFigure value;
  value.set_absence(ChangedFigure::ABSENCE_NOT_THERE);
  return value;
}

PictureFigures FiguresOf(const Parts& parts, const Sight& sight) {
  PictureFigures picture;
  const auto* const money =
      SummaryOf<funding::v1::CountySummary>(SourceId::kFunding, parts);
  const auto* const goods =
      SummaryOf<supplies::v1::CountySummary>(SourceId::kSupplies, parts);
  const auto* const readiness =
      SummaryOf<readiness::v1::CountySummary>(SourceId::kReadiness, parts);
  if (sight.money && money != nullptr) AddMoney(*money, picture);
  if (money == nullptr) {
    AddPartial({Change::KIND_DOCUMENT, Change::KIND_PURPOSE}, picture);
  }
  if (sight.supplies_by_facility && goods != nullptr) {
    const Names names = FacilityNames(sight.readiness ? readiness : nullptr);
    AddStocks(*goods, StocksOf(parts), names, picture);
    AddRequests(*goods, names, picture);
  }
  if (goods == nullptr) {
    AddPartial({Change::KIND_STOCK_BAND, Change::KIND_SHORTAGE,
                Change::KIND_REQUEST, Change::KIND_REQUEST_COUNT},
               picture);
  }
  if (sight.readiness && readiness != nullptr) {
    AddReadiness(*readiness, picture);
  }
  if (readiness == nullptr) {
    AddPartial({Change::KIND_REPORT, Change::KIND_REPORT_OVERDUE,
                Change::KIND_INDICATOR, Change::KIND_FOUR_IN_PLACE,
                Change::KIND_INDICATOR_TOTAL, Change::KIND_FINDING,
                Change::KIND_FINDING_COUNT},
               picture);
  }
  return picture;
}

}  // namespace epiledger::gateway
