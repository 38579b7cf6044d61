#include "services/journal/checkpoint_line.h"

#include "services/journal/checkpoint.h"
#include "services/journal/export_line.h"

namespace epiledger::journal {

std::optional<StatedCheckpoint> ReadCheckpointLine(std::string_view text) {
  ExportLine line(text);
  StatedCheckpoint stated;
  stated.book = line.Expect(R"({"checkpoint":{"book":)").Text();
  stated.head.incarnation = ToArray<Incarnation>(
      line.Expect(",\"incarnation\":").Hex(sizeof(Incarnation)));
  stated.head.sequence = line.Expect(",\"sequence\":").Number();
  stated.head.hash = ToArray<Hash>(line.Expect(",\"hash\":").Hex(sizeof(Hash)));
  stated.head.record_time =
      absl::FromUnixMicros(line.Expect(",\"record_time\":").Number());
  stated.key_id = line.Expect(",\"key_id\":").Hex(kKeyIdSize);
  stated.public_key = line.Expect(",\"public_key\":").Hex(kPublicKeySize);
  stated.signature = line.Expect(",\"signature\":").Hex(kSignatureSize);
  line.Expect("}}");
  if (!line.IsWhole()) return std::nullopt;
  return stated;
}

absl::Status CheckSigned(const BookName& book, const StatedCheckpoint& stated) {
  if (stated.book != book.ResourceName()) {
    return absl::DataLossError("a checkpoint of another book");
  }
  if (stated.key_id != KeyIdOf(stated.public_key)) {
    return absl::DataLossError(
        "a checkpoint with a key id that is not its key's");
  }
  return VerifySignature(stated.public_key, CheckpointText(book, stated.head),
                         stated.signature)
             ? absl::OkStatus()
             : absl::DataLossError("a checkpoint that its key did not sign");
}

}  // namespace epiledger::journal
