#include "services/journal/export_file.h"

#include <optional>
#include <string_view>

#include "services/journal/checkpoint_line.h"
#include "services/journal/export_line.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::journal {
namespace {

class ExportReader {
 public:
  ExportReader(std::istream& in,
               absl::FunctionRef<absl::Status(const BookName&)> on_book,
               OnExportedEntry on_entry)
      : in_(in), on_book_(on_book), on_entry_(on_entry) {}

  absl::StatusOr<ExportEnd> Run() {
    absl::Status status = Next();
    if (status.ok()) status = TakeHeader();
    if (status.ok()) status = Next();
    while (status.ok() && line_.substr(0, kEntry.size()) == kEntry) {
      status = TakeEntry();
      if (status.ok()) status = Next();
    }
    while (status.ok() && line_.substr(0, kAccount.size()) == kAccount) {
      status = TakeAccount();
      if (status.ok()) status = Next();
    }
    if (status.ok()) status = TakeCheckpoint();
    if (status.ok() && in_.peek() != std::istream::traits_type::eof()) {
      ++number_;
      status = Wrong("there is more after the checkpoint");
    }
    if (!status.ok()) return status;
    return std::move(end_);
  }

 private:
  static constexpr std::string_view kEntry = R"({"sequence":)";
  static constexpr std::string_view kAccount = R"({"account":)";

  [[nodiscard]] absl::Status Wrong(std::string_view what) const {
    return absl::DataLossError(Concat("line ", number_, ": ", what));
  }

  // The next line into `line_`.
  absl::Status Next() {
    ++number_;
    buffer_.resize(limits::kMaxExportLineBytes);
    in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    if (in_.eof() || in_.fail()) {
      return Wrong(in_.eof() ? "the file ends before its checkpoint"
                             : "longer than a line of an export can be");
    }
    line_ = {buffer_.data(), static_cast<size_t>(in_.gcount()) - 1};
    return absl::OkStatus();
  }

  absl::Status TakeHeader() {
    ExportLine line(line_);
    line.Expect(R"({"format":"epiledger-export-1","book":)");
    const std::string name = line.Text();
    end_.book.service = line.Expect(",\"service\":").Text();
    end_.book.county = line.Expect(",\"county\":").Text();
    end_.book.kind = line.Expect(",\"kind\":").Text();
    incarnation_ = line.Expect(",\"incarnation\":").Hex(sizeof(Incarnation));
    line.Expect("}");
    if (!line.IsWhole() || name != end_.book.ResourceName()) {
      return Wrong("not the first line of an export");
    }
    return on_book_(end_.book);
  }

  absl::Status TakeEntry() {
    ExportLine line(line_);
    StoredEntry entry;
    entry.sequence = line.Expect(kEntry).Number();
    entry.hash = ToArray<Hash>(line.Expect(",\"hash\":").Hex(sizeof(Hash)));
    entry.frame = line.Expect(",\"frame\":").Base64();
    line.Expect("}");
    if (!line.IsWhole()) return Wrong("not an entry of an export");
    const absl::StatusOr<Frame> frame = DecodeFrame(entry.frame);
    if (!frame.ok()) return Wrong(std::string(frame.status().message()));
    Head& head = end_.head;
    if (frame->book != end_.book || entry.sequence != head.sequence + 1 ||
        frame->sequence != entry.sequence ||
        entry.hash != ChainHash(head.hash, entry.frame)) {
      return Wrong("an entry that does not follow the one before");
    }
    entry.record_time = frame->record_time;
    head = {0, frame->incarnation, entry.sequence, entry.hash,
            frame->record_time};
    return on_entry_(entry, *frame);
  }

  absl::Status TakeAccount() {
    ExportLine line(line_);
    const std::string account = line.Expect(kAccount).Text();
    const std::string unit = line.Expect(",\"unit\":").Text();
    const int64_t balance = line.Expect(",\"balance\":").Number();
    line.Expect("}");
    const bool ascends =
        end_.balances.empty() || end_.balances.rbegin()->first < account;
    if (!line.IsWhole() || !ascends) return Wrong("not the next account");
    end_.balances.emplace_hint(end_.balances.end(), account,
                               std::pair(unit, balance));
    return absl::OkStatus();
  }

  absl::Status TakeCheckpoint() {
    const std::optional<StatedCheckpoint> stated = ReadCheckpointLine(line_);
    if (!stated.has_value()) {
      return Wrong("neither an account nor a checkpoint");
    }
    if (end_.head.sequence == 0) return Wrong("a book without entries");
    if (stated->head != end_.head ||
        incarnation_ != View(stated->head.incarnation)) {
      return Wrong("a checkpoint of another entry");
    }
    end_.public_key = stated->public_key;
    const absl::Status is_signed = CheckSigned(end_.book, *stated);
    return is_signed.ok() ? is_signed : Wrong(std::string(is_signed.message()));
  }

  std::istream& in_;
  const absl::FunctionRef<absl::Status(const BookName&)> on_book_;
  const OnExportedEntry on_entry_;
  std::string buffer_;
  std::string_view line_;
  int64_t number_ = 0;
  // Of the header.
  std::string incarnation_;
  ExportEnd end_;
};

}  // namespace

absl::StatusOr<BookName> ReadBookOfExport(std::istream& in) {
  BookName found;
  const absl::Status status =
      ExportReader(
          in,
          [&found](const BookName& book) {
            found = book;
            return absl::CancelledError("the rest is not read");
          },
          [](const StoredEntry&, const Frame&) { return absl::OkStatus(); })
          .Run()
          .status();
  if (!absl::IsCancelled(status)) return status;
  return found;
}

absl::StatusOr<ExportEnd> ReadExport(
    std::istream& in, absl::FunctionRef<absl::Status(const BookName&)> on_book,
    OnExportedEntry on_entry) {
  return ExportReader(in, on_book, on_entry).Run();
}

}  // namespace epiledger::journal
