// Record: what an accepted request does to the notes.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_RECORD_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_RECORD_H_

#include <cstdint>

#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/notes.h"
#include "tests/models/supplies/requests.h"

namespace epiledger::goods {

// Notes an accepted request as the entry `sequence`; what its answer tells.
Figures Record(const Request& request, int64_t sequence, Notes& notes);

// A refused request is an entry, too.
void RecordRefused(int64_t sequence, Notes& notes);

// --- The parts of it, one for each request.

Figures RecordOne(const Move& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Count& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Quarantine& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Release& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const MakeShipment& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Pick& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Ship& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const CancelShipment& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Arrival& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const TakeBack& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Requisition& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const Grant& asked, int64_t sequence, Notes& notes);
Figures RecordOne(const RejectRequisition& asked, int64_t sequence,
                  Notes& notes);
Figures RecordOne(const CancelRequisition& asked, int64_t sequence,
                  Notes& notes);

// --- What several have in common.

// The line is so from that entry on; late surpluses open and end tasks.
void NoteLine(const LineName& name, Line line, int64_t sequence, Notes& notes);

// A task more of that name; they are told together.
void AddTask(const TaskName& task, int64_t amount, int64_t sequence,
             Notes& notes);

// What was held back and is there no longer, now that the line changed.
void TellBroken(const LineName& name, int64_t sequence, Notes& notes,
                Figures& told);

// Makes a shipment, which holds goods back; its label.
std::string NoteShipment(const MakeShipment& asked,
                         const std::string& requisition, int64_t sequence,
                         Notes& notes);
// It does not go, and holds nothing back.
void EndShipment(const std::string& label, int64_t sequence, Notes& notes);
// Closes the requisition that a shipment answers, where it was the last one.
void CloseWhereOver(const std::string& shipment, int64_t sequence,
                    Notes& notes);

// What was done to the first count at or after `from`.
void TellNextCount(const Line& before, const Line& after, int from,
                   const std::string& told_of, Figures& told);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_RECORD_H_
