#include "services/journal/export_file.h"

#include <algorithm>
#include <string_view>

#include "services/journal/checkpoint.h"
#include "services/journal/export_line.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::journal {
namespace {

template <typename Array>
Array ToArray(const std::string& bytes) {
  Array array{};
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

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
    ExportLine line(line_);
    Head stated;
    const std::string book = line.Expect(R"({"checkpoint":{"book":)").Text();
    stated.incarnation = ToArray<Incarnation>(
        line.Expect(",\"incarnation\":").Hex(sizeof(Incarnation)));
    stated.sequence = line.Expect(",\"sequence\":").Number();
    stated.hash = ToArray<Hash>(line.Expect(",\"hash\":").Hex(sizeof(Hash)));
    stated.record_time =
        absl::FromUnixMicros(line.Expect(",\"record_time\":").Number());
    (void)line.Expect(",\"key_id\":").Hex(kKeyIdSize);
    end_.public_key = line.Expect(",\"public_key\":").Hex(kPublicKeySize);
    const std::string signature =
        line.Expect(",\"signature\":").Hex(kSignatureSize);
    line.Expect("}}");
    if (!line.IsWhole()) return Wrong("neither an account nor a checkpoint");
    if (end_.head.sequence == 0) return Wrong("a book without entries");
    if (book != end_.book.ResourceName() || stated != end_.head ||
        incarnation_ != View(stated.incarnation)) {
      return Wrong("a checkpoint of another entry");
    }
    return VerifySignature(end_.public_key, CheckpointText(end_.book, stated),
                           signature)
               ? absl::OkStatus()
               : Wrong("a checkpoint that its key did not sign");
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
