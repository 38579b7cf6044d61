// A book into which entries are written that no service writes: well hashed,
// counted and folded, so that only what they say can give them away.
#ifndef EPILEDGER_SERVICES_BOOK_FORGED_BOOK_H_
#define EPILEDGER_SERVICES_BOOK_FORGED_BOOK_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "services/book/write_path_fixture.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
#include "services/ledger/state.h"

namespace epiledger::book {

class ForgedBook : public WritePath {
 protected:
  void SetUp() override {
    WritePath::SetUp();
    ASSERT_TRUE(Run(Genesis()).ok());
  }

  journal::Head Head() {
    journal::Head head;
    const absl::Status status =
        books_->Read(Name(), [&head](ledger::Snapshot& snapshot) {
          head = snapshot.head();
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return head;
  }

  // The next entry after `head`, accepted and without a fault.
  static journal::Frame Next(const journal::Head& head) {
    journal::v1::Effects effects;
    effects.add_resources()->set_collection("thing");
    journal::Frame frame;
    frame.book = Name();
    frame.incarnation = head.incarnation;
    frame.sequence = head.sequence + 1;
    frame.record_time = head.record_time + absl::Microseconds(1);
    frame.key = {"clerk", Concat("forged-", frame.sequence)};
    frame.method = "test.Write";
    frame.event_type = journal::kEffectsType;
    frame.event = effects.SerializeAsString();
    return frame;
  }

  // Writes `frame` after `head`, which becomes what the book then ends with.
  static void Append(storage::WriteTransaction& transaction,
                     const journal::Frame& frame, journal::Head& head) {
    const std::string bytes = journal::EncodeFrame(frame);
    const journal::StoredEntry entry = {frame.sequence, frame.record_time,
                                        journal::ChainHash(head.hash, bytes),
                                        bytes};
    ASSERT_TRUE(
        journal::Append(transaction, head.book, {entry}, {frame.key}).ok());
    Fold(transaction, frame, head.book);
    if (!frame.accepted()) {
      ASSERT_TRUE(journal::AppendRefusals(transaction, head.book,
                                          {journal::RefusedEntry::Of(frame)})
                      .ok());
    }
    journal::Head to = head;
    to.sequence = frame.sequence;
    to.hash = entry.hash;
    to.record_time = frame.record_time;
    ASSERT_TRUE(journal::MoveHead(transaction, head, to).ok());
    to.incarnation = frame.incarnation;
    ASSERT_EQ(
        transaction
            .Execute("UPDATE journal_head SET incarnation = ? "
                     "WHERE book = ?",
                     {storage::Value::Bytes(journal::View(to.incarnation)),
                      storage::Value::Integer(to.book)})
            .value(),
        1);
    head = to;
  }

  // What the verifier says of the book with what `forge` wrote, which is then
  // taken back. A book it cannot even read is a finding as well.
  std::vector<std::string> FindingsAfter(
      const std::function<void(storage::WriteTransaction&)>& forge) {
    std::vector<std::string> findings;
    const absl::Status status = books_->DatabaseOf(Name()).value()->Write(
        [&](storage::WriteTransaction& transaction) {
          forge(transaction);
          const auto report = ledger::Verify(transaction, Name());
          findings = report.ok() ? report->findings
                                 : std::vector<std::string>{
                                       std::string(report.status().message())};
          return absl::CancelledError("taken back");
        });
    EXPECT_TRUE(absl::IsCancelled(status)) << status;
    return findings;
  }

  // The same with one entry, which `change` makes of a faultless one.
  std::vector<std::string> FindingsOf(
      const std::function<void(journal::Frame& frame)>& change) {
    journal::Head head = Head();
    return FindingsAfter([&](storage::WriteTransaction& transaction) {
      journal::Frame frame = Next(head);
      change(frame);
      Append(transaction, frame, head);
    });
  }

 private:
  // As far as the ledger takes it: what breaks its rules is in no table, which
  // is then one finding more.
  static void Fold(storage::WriteTransaction& transaction,
                   const journal::Frame& frame, int64_t book) {
    journal::v1::Effects effects;
    if (!frame.accepted() || !effects.ParseFromString(frame.event)) return;
    ledger::State state;
    state.Begin(transaction, book);
    if (!state.Apply(effects, frame.sequence).ok()) return;
    ASSERT_TRUE(state.Flush(transaction).ok());
  }
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_FORGED_BOOK_H_
