// Limits: every bound the services keep, in one place, a sentence each.
#ifndef EPILEDGER_SERVICES_LIMITS_H_
#define EPILEDGER_SERVICES_LIMITS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

namespace epiledger::limits {

// --- storage ---

// Rows one INSERT carries at most.
inline constexpr size_t kMaxRowsPerStatement = 1000;
// Keys one IN list carries at most; below the thousand at which MariaDB turns
// a list into a temporary table.
inline constexpr size_t kMaxKeysPerStatement = 512;
// Placeholders one statement has at most on MySQL (error 1390 beyond).
inline constexpr size_t kMysqlMaxPlaceholders = 65535;
// Placeholders one statement has at most on SQLite (its compiled-in limit).
inline constexpr size_t kSqliteMaxPlaceholders = 32766;
// Rows one INSERT carries on SQLite, a power of two; more do not make it
// faster.
inline constexpr size_t kSqliteRowsPerStatement = 16;
// Bytes of statements that wait to be sent to MySQL in one packet; the
// server's default `max_allowed_packet` is 16 MiB.
inline constexpr size_t kMaxPacketBytes = 1u << 20;
// A longer text or bytes value is sent to MySQL as a parameter, not written
// into the statement.
inline constexpr size_t kMaxLiteralBytes = 64u << 10;
// Prepared statements one connection keeps; the least recently used goes first.
inline constexpr size_t kMaxPreparedStatements = 128;
// Times a write transaction is tried before ABORTED is returned.
inline constexpr int kMaxWriteAttempts = 10;
// A write transaction is not tried again once this time has passed.
inline constexpr absl::Duration kMaxWriteRetryTime = absl::Seconds(10);
// The pause before the second try; it doubles with each further one.
inline constexpr absl::Duration kFirstWriteBackoff = absl::Milliseconds(2);
// No pause between tries is longer than this.
inline constexpr absl::Duration kMaxWriteBackoff = absl::Milliseconds(250);
// Pages of 4 KiB in SQLite's write-ahead log at which it is copied back into
// the file; fewer would write hot pages more often.
inline constexpr int kWalCheckpointPages = 16000;
// Pages after which the copying is tried again when a reader held it up.
inline constexpr int kWalCheckpointStepPages = 4000;
// Pages from which new readers wait so that the log can start anew.
inline constexpr int kWalMaxPages = 64000;
// How long writers wait for readers to finish when the log is that long.
inline constexpr absl::Duration kWalReaderWait = absl::Milliseconds(100);
// The log file is cut to this many bytes when it starts anew.
inline constexpr int64_t kWalKeptBytes = int64_t{80} << 20;
// Page cache of SQLite's writing connection, in KiB.
inline constexpr int kSqliteWriterCacheKibibytes = 8192;
// Page cache of each of SQLite's reading connections, in KiB: one item over 300
// stores looks at some 600 pages.
inline constexpr int kSqliteReaderCacheKibibytes = 4096;
// Connections all SQLite files of one store have open together, of up to three
// open files each.
inline constexpr int kSqliteMaxConnections = 256;
// Characters in a database's name.
inline constexpr size_t kMaxDatabaseNameLength = 100;
// Characters in the schema of a store's URL, as MySQL names schemas.
inline constexpr size_t kMaxSchemaLength = 64;
// Bytes of a password in its file.
inline constexpr size_t kMaxPasswordLength = 1024;
// How long a process that starts waits for another one's migrations, in
// seconds.
inline constexpr int kMigrationTurnSeconds = 60;

// An offline command waits for the store this long: one statement of it may
// read or delete a whole book.
inline constexpr absl::Duration kOfflineTimeout = absl::Minutes(30);

// Bytes of one line of an export: an entry with all movements it may have.
inline constexpr size_t kMaxExportLineBytes = size_t{64} << 20;

// --- ledger ---

// Entries a rebuild folds in memory before it writes what came of them.
inline constexpr int64_t kEntriesPerRebuild = 1000;
// Largest amount of one movement, of any balance and of an int64 field that
// states no maximum, in fen or base units: 10^15 fen are ten million million
// yuan, and sums of two stay far inside int64.
inline constexpr int64_t kMaxAmount = 1'000'000'000'000'000;
// Movements of one entry that have a number on disk, so that it never changes.
inline constexpr int64_t kMovementsPerEntry = 65'536;
// Movements of one entry that are recorded; a command that would make more is
// answered ENTRY_TOO_LARGE. One less than there are numbers, as it always was.
inline constexpr int64_t kMaxMovements = 65'535;
// Parts of timelines that one statement loads; each is a branch of its UNION.
inline constexpr size_t kTimelinesPerStatement = 32;
// Parents whose children one statement loads; each is a branch of its UNION.
inline constexpr size_t kParentsPerStatement = 32;
// Bytes of a resource's key, the width of its column.
inline constexpr size_t kMaxResourceKeyLength = 255;
// Findings that a verification of a book tells; more of them say nothing new.
inline constexpr size_t kMaxFindings = 100;

// --- Requests: what a field may hold (rpc/validate) ---

// Longest id in a resource name, in bytes.
inline constexpr size_t kMaxIdLength = 63;
// Longest string or bytes field that states no length of its own, in bytes;
// longer ones may also hold line breaks and tabs.
inline constexpr size_t kDefaultTextLength = 1'000;
// Most elements of a list in a request; also of a batch that is accepted all
// or none, which one transaction holds.
inline constexpr int kMaxListElements = 1'000;
// Most ids in one resource name.
inline constexpr size_t kMaxNameParts = 8;
// Messages within messages of a request in which personal fields are looked
// for; none of ours is as deep, and those that hold themselves must end.
inline constexpr int kMaxRequestDepth = 8;
// First and last year of a civil date.
inline constexpr int kFirstYear = 1949;
inline constexpr int kLastYear = 2199;
// Most bad fields named in one answer; checking stops there.
inline constexpr size_t kMaxViolations = 20;
// Longest piece of a request repeated in an error, in bytes.
inline constexpr size_t kMaxExcerpt = 60;

// --- Calls (rpc/server, rpc/dispatch) ---

// Largest request, in bytes, a batch included: the answer to a write is what
// was sent with the names of its parts, and must stay below the 4 MiB that a
// client takes by default.
inline constexpr size_t kMaxRequestBytes = size_t{3} << 20;
// Answers of a batch's elements, in bytes; those beyond it are told when their
// ids are sent again. The errors that say so stay within the rest of 4 MiB.
inline constexpr size_t kMaxBatchAnswerBytes = size_t{7} << 19;
// Largest response, in bytes.
inline constexpr size_t kMaxResponseBytes = size_t{16} << 20;
// Most calls in flight in one process; more are answered OVERLOADED.
inline constexpr int kMaxCallsInFlight = 4'096;
// Deadline of a call whose client states none.
inline constexpr absl::Duration kDefaultDeadline = absl::Seconds(15);
// Longest deadline of a unary call; a later one is brought forward to this.
inline constexpr absl::Duration kMaxDeadline = absl::Seconds(60);
// Longest life of a server stream; the client reconnects.
inline constexpr absl::Duration kMaxStreamLife = absl::Hours(1);
// Streams of one server that write at the same time: what is under way costs
// memory, and more would not send faster.
inline constexpr size_t kMaxWritesAtATime = 32;
// After so long a write no longer keeps others from beginning.
inline constexpr absl::Duration kMaxWriteTurn = absl::Milliseconds(250);
// Most messages waiting in a server stream whose client reads too slowly.
inline constexpr size_t kMaxStreamBacklog = 64;
// When a client that found the server overloaded should come back.
inline constexpr absl::Duration kOverloadRetry = absl::Milliseconds(200);
// Most refusals and denials of one person in kRefusalWindow.
inline constexpr size_t kMaxRefusals = 60;
inline constexpr absl::Duration kRefusalWindow = absl::Minutes(1);
// Most persons whose refusals are counted at a time; the one longest without
// a refusal is forgotten first.
inline constexpr size_t kMaxRefusalSubjects = 10'000;
// Largest error details in an answer, in bytes; they travel in headers.
inline constexpr size_t kMaxErrorDetails = 4'096;

// --- Connections (rpc/server) ---

// Most streams of one connection at a time.
inline constexpr int kMaxStreamsPerConnection = 1'024;
// Largest metadata of a call, in bytes; holds a token of kMaxTokenLength.
inline constexpr int kMaxMetadataBytes = 16 << 10;
// A connection without traffic is probed after the first and closed after the
// second when no answer comes.
inline constexpr absl::Duration kKeepaliveTime = absl::Seconds(60);
inline constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(20);
// Pings closer together than this are a reason to close the connection.
inline constexpr absl::Duration kMinPingInterval = absl::Seconds(10);
// A connection without calls is closed after this.
inline constexpr absl::Duration kMaxConnectionIdle = absl::Minutes(30);
// Longest TLS handshake.
inline constexpr absl::Duration kHandshakeTimeout = absl::Seconds(10);
// A lost connection is made anew after the first, and then after twice as long
// each time, up to the second: a service that is back is used at once.
inline constexpr absl::Duration kFirstReconnect = absl::Milliseconds(100);
inline constexpr absl::Duration kMaxReconnect = absl::Seconds(1);
// How often certificate files are looked at for a renewal.
inline constexpr absl::Duration kCertificateRefresh = absl::Seconds(60);

// --- Tokens (rpc/token) ---

// Longest person's token, in bytes.
inline constexpr size_t kMaxTokenLength = 4'096;
// Most verified tokens remembered.
inline constexpr size_t kMaxCachedTokens = 10'000;
// How far a signer's clock may be ahead of ours.
inline constexpr absl::Duration kTokenClockSkew = absl::Seconds(30);
// How often the key files are looked at for a change.
inline constexpr absl::Duration kKeyRefresh = absl::Seconds(1);
// Most public keys of the key set.
inline constexpr size_t kMaxTokenKeys = 100;

// Lines a minute that Protobuf writes to the log at most; what strangers send
// decides how many there would be.
inline constexpr int kMaxLibraryLinesPerMinute = 10;

// --- Denials ---

// Most resource names kept of one denial.
inline constexpr size_t kMaxDenialNames = 10;

// --- Lists (rpc/page_token) ---

// Longest cursor of a service in a page token, in bytes; the token must fit
// into a field of kDefaultTextLength.
inline constexpr size_t kMaxCursorLength = 600;

// --- host ---

// Threads of one kind a service may be told to start.
inline constexpr int kMaxThreads = 64;
// Reads that wait for a thread at most.
inline constexpr size_t kMaxQueuedReads = 4096;
// Calls in flight have this long to end when a service stops.
inline constexpr absl::Duration kDrainGrace = absl::Seconds(15);
// A stopping service answers calls as long as they come, this long at most.
inline constexpr absl::Duration kDrainNotice = absl::Seconds(2);
// When none has come for this long, those sent before the stop have arrived, on
// busy cores as well.
inline constexpr absl::Duration kDrainQuiet = absl::Milliseconds(250);
// When a caller of a stopping service should come back.
inline constexpr absl::Duration kStoppingRetry = absl::Seconds(1);

// When a caller whose book or store was busy should come back.
inline constexpr absl::Duration kBusyRetry = absl::Milliseconds(200);
// A denial that could not be recorded within this time is given up, and
// counted.
inline constexpr absl::Duration kDenialTimeToRecord = absl::Seconds(30);
// A county's offset from UTC, in minutes: what the world's zones span.
inline constexpr int kMinZoneOffsetMinutes = -720;
inline constexpr int kMaxZoneOffsetMinutes = 840;

// Lines of a page when a request does not say.
inline constexpr int kDefaultPageSize = 100;
// Lines of a page at most.
inline constexpr int kMaxPageSize = 1000;

// Resources after which one List call looks no further; a filter or day that
// fits few of them then gives a short page and a token to go on with.
inline constexpr int64_t kMaxListScan = 10'000;
// Entries one ListEntries call looks at, or refusals one ListRefusals call; a
// filter that fits few of them then gives a short page and a place to go on.
inline constexpr int64_t kMaxEntriesScanned = 10'000;
// The same where each refusal has to be opened, to see what it speaks of.
inline constexpr int64_t kMaxRefusalsOpened = 1'000;
// Bytes of entries or resources a page of a list carries before it ends.
inline constexpr size_t kMaxPageBytes = 1u << 20;

// --- funding ---

// Entries that the refusal of a reversal names; more of them follow when these
// are reversed.
inline constexpr size_t kMaxNamedEntries = 10;

// Payments that one search, or one reconciliation, goes through: all of a
// county in some tenths of a second. A county with more exports its book.
inline constexpr int64_t kMaxPaymentsSearched = 200'000;
// Resources a list without an order counts and adds up, once, for its first
// page: some hundredths of a second. With more its totals are unknown.
inline constexpr int64_t kMaxResourcesCounted = 50'000;
// Places that one answer tells of goods in, some two megabytes of it; asked for
// fewer lines at a time there are fewer.
inline constexpr int kMaxTracedPlaces = 10'000;
// Appropriations that are told of where money is traced back.
inline constexpr int kMaxAppropriationsTraced = 1'000;
// Resources a list in an order sorts, for each of its pages.
inline constexpr int64_t kMaxResourcesSorted = 200'000;
// Lines of shipments that one answer about conservation tells of: some MiB.
inline constexpr int kMaxConservationShipments = 10'000;
// Allocations whose figures are kept in memory, over all counties: some tens of
// MiB. The lists of a county with more read them anew each time.
inline constexpr size_t kMaxAllocationsKept = 30'000;
// Points of one county's book that they are kept of, for its pages and for
// readers that began earlier; points share what did not change between them.
inline constexpr size_t kMaxAllocationBooksKept = 8;
// Entries that what is kept is brought on by; after more it is read anew, which
// then costs less.
inline constexpr int64_t kMaxEntriesReadOn = 5'000;
// Resources that a service keeps between summaries, of all counties together,
// some 100 MB.
inline constexpr size_t kMaxResourcesKept = 100'000;
// Stocks of facilities that supplies keeps between summaries, of all counties
// together: two large ones, some 60 MB.
inline constexpr size_t kMaxStocksKept = 60'000;
// Bytes of an answer that is no page: the rest is left out, and counted. A
// client takes 4 MiB by default.
inline constexpr size_t kMaxAnswerBytes = 3u << 20;
// Bytes of the allocations in a county's summary, which the gateway keeps, and
// sends with those of supplies and readiness in one answer.
inline constexpr size_t kMaxSummaryBytes = 1u << 20;
// Bytes of its funds, of its documents without their allocations, and of its
// purposes, each.
inline constexpr size_t kMaxSummaryKindBytes = 256u << 10;
// Payments of one invoice that the list of duplicates shows.
inline constexpr int kMaxDuplicatesShown = 100;
// Months that one answer sets budget against actual for.
inline constexpr int64_t kMaxBudgetMonths = 36;
// Days that may lie between a line of the treasury and our payment of the same
// amount and payee, where a request does not say: a week with its weekend.
inline constexpr int64_t kMatchDays = 5;
// Open lines of orders that one carry-over takes along: each order becomes a
// part of its entry.
inline constexpr size_t kMaxCarriedLines = 1'000;
// Open proposals that wait for money of one allocation at most: their list is
// written anew with each.
inline constexpr int kMaxOpenProposals = 100;
// Holds that a refusal names; the largest are those worth asking about.
inline constexpr size_t kMaxHoldsNamed = 5;

// --- readiness ---

// When a report is due where the county states nothing, in minutes after the
// beginning of its day: 10:00.
inline constexpr int64_t kDefaultDueMinutes = 600;
// A report is due at the latest when two days have gone by; at the first
// instant of a day that day's last but one is not yet over.
inline constexpr int kMaxDueDays = 3;
// Versions a form has at most: one resource holds them all.
inline constexpr int kMaxFormVersions = 40;
// Questions one version of a form asks at most.
inline constexpr int kMaxFormQuestions = 100;
// Days that totals of reports are asked over at most: two months.
inline constexpr int64_t kMaxTotalDays = 62;
// Days before the first day asked about in which a value of a facility that has
// not reported since is looked for.
inline constexpr int64_t kMaxStaleDays = 31;
// Lines one answer of totals has at most, some megabytes.
inline constexpr int64_t kMaxTotalLines = 10'000;
// Overdue reports that one answer lists, with whom to phone.
inline constexpr int kMaxOverdueListed = 1'000;
// A token's life when a request does not say; the longest stands in the rule
// of IssueTokenRequest.
inline constexpr absl::Duration kTokenLifetime = absl::Hours(12);
// Life of the first operator's token, long enough to set up a county.
inline constexpr absl::Duration kFirstTokenLifetime = absl::Hours(24 * 30);
// How long a change of the register waits for a second person: over a weekend.
inline constexpr absl::Duration kSubjectProposalLife = absl::Hours(72);
// How often a service asks for revoked tokens; with kRevocationTimeout below
// the minute in which a revocation must hold everywhere.
inline constexpr absl::Duration kRevocationPoll = absl::Seconds(15);
// How long it waits for the answer.
inline constexpr absl::Duration kRevocationTimeout = absl::Seconds(5);

// How often a service that follows another asks for what is new: what arrived
// stands in the funds within a second.
inline constexpr absl::Duration kFollowPoll = absl::Milliseconds(250);
// How long it waits for an answer, and what came of an entry for its decision.
inline constexpr absl::Duration kFollowTimeout = absl::Seconds(10);
// Entries it asks for at once.
inline constexpr int kFollowedPage = 500;
// Of entries that concern nobody so many pass before one of its own says so:
// after a restart no more are read again.
inline constexpr int64_t kMostUnnoted = 1'000;

// --- gateway ---

// A service that could not be reached is worth another try after this.
inline constexpr absl::Duration kUpstreamRetry = absl::Seconds(1);
// How often a service is asked whether a county's book has moved.
inline constexpr absl::Duration kFeedInterval = absl::Milliseconds(250);
// With many counties less often: one question each this long, all in all.
inline constexpr absl::Duration kFeedSpacing = absl::Milliseconds(4);
// However many counties there are, each service is heard of this often.
inline constexpr absl::Duration kFeedHeartbeat = absl::Seconds(5);
// Pause between questions of a feed that writes wake again and again.
inline constexpr absl::Duration kFeedPause = absl::Milliseconds(20);
// That pause in times of how long the last question took, so that summaries
// of a large county take half of a thread at most.
inline constexpr int kFeedRest = 1;
// How long a feed waits for an answer.
inline constexpr absl::Duration kFeedTimeout = absl::Seconds(4);
// When a service that gave nothing is asked again.
inline constexpr absl::Duration kFeedRetry = absl::Seconds(1);
// Figures that change with time alone are asked for again after this.
inline constexpr absl::Duration kSummaryRefresh = absl::Seconds(10);
// A part of a picture is stale when its service was last heard of longer ago.
inline constexpr absl::Duration kFeedStale = absl::Seconds(15);
// Counties a gateway keeps pictures of; the services are asked about others.
inline constexpr size_t kMaxCounties = 1'000;
// Shortages an overview lists.
inline constexpr int64_t kMaxShortages = 500;
// Reasons an overview tells of one dimension; a facility's picture has all.
inline constexpr int kMaxReasonsShown = 5;
// Problems that a ranking lists of one facility; all count.
inline constexpr size_t kMaxProblemsShown = 50;
// Streams that watch pictures at a time, in one gateway: every office of a
// large county, and each holds a place among the calls in flight.
inline constexpr size_t kMaxWatchers = 1'000;
// Who watches a picture hears of it this often though nothing changes.
inline constexpr absl::Duration kWatchHeartbeat = absl::Seconds(4);
// How often a watched picture is looked at for what time alone changes.
inline constexpr absl::Duration kWatchInterval = absl::Milliseconds(500);
// Pause between a county's pictures, for each watcher: others' calls need time.
inline constexpr absl::Duration kWatchSpacing = absl::Microseconds(200);
// A stream whose client has not taken a message for so long is cut off.
inline constexpr absl::Duration kMaxWriteWait = absl::Seconds(30);
// How long after a change a picture is written to its file.
inline constexpr absl::Duration kPictureSave = absl::Seconds(2);
// How often it is written for its feed times alone.
inline constexpr absl::Duration kFeedTimeSave = absl::Minutes(1);
// Denials on their way to readiness at a time; more are only logged.
inline constexpr int kMaxDenialsReported = 100;
// How long readiness has to record one.
inline constexpr absl::Duration kDenialTimeout = absl::Seconds(10);
// Rows a table of a bulletin lists; it says how many more there are.
inline constexpr int kMaxBulletinRows = 100;
// Documents whose goods are traced for a bulletin, one after the other; it says
// how many more there are.
inline constexpr int kMaxBulletinTraces = 20;
// How long pandoc may take for one document.
inline constexpr absl::Duration kPandocTime = absl::Seconds(10);
// Threads that render bulletins.
inline constexpr int kBulletinThreads = 2;
// Bulletins that wait for one at most.
inline constexpr size_t kMaxQueuedBulletins = 32;

// --- web: the HTTPS port of the gateway ---

// Browsers connected at a time; more are cut off.
inline constexpr int kMaxWebConnections = 256;
// Bytes of a request's line and headers; holds a token of kMaxTokenLength.
inline constexpr uint32_t kMaxWebHeaderBytes = 16u << 10;
// How long the handshake may take, and the first request's headers: who sends
// them byte by byte is cut off.
inline constexpr absl::Duration kWebRequestTime = absl::Seconds(10);
// How long an answer may take to be made and read.
inline constexpr absl::Duration kWebAnswerTime = absl::Seconds(20);
// How long a connection may wait for its next request; a page asks every 10 s.
inline constexpr absl::Duration kWebIdleTime = absl::Seconds(30);
// Pause before more is accepted when a connection could not be.
inline constexpr absl::Duration kWebAcceptPause = absl::Milliseconds(100);

// --- book ---

// What is entered may lie so far ahead: clocks differ, plans are no facts.
inline constexpr absl::Duration kMaxAhead = absl::Minutes(5);
// Commands one transaction decides at most; more make its latency long and
// its rate no higher. Those that are accepted all or none are fewer.
inline constexpr size_t kMaxCommandsPerBatch = 2048;
// Batches in a row that must have found the head of their book as this process
// left it, and no id that was decided before, until one begins without asking
// for them: where several processes write one book, or clients send again what
// they sent, trust costs more than it saves.
inline constexpr int kUndisturbedBatches = 8;
// Commands of one book that wait at most; beyond it a caller is sent away.
inline constexpr size_t kMaxQueuedCommands = 16'384;
// Accounts and resources all books keep in memory between batches, shared out
// evenly: room for a county of 300 stores with 100 lines each, some 100 MB.
inline constexpr size_t kMaxCachedState = 500'000;
// One book may keep so many, however many others there are.
inline constexpr size_t kMinCachedState = 60'000;
// The clock may be this far behind a book's last entry; beyond it writes stop,
// for record times must not run away from the world.
inline constexpr absl::Duration kMaxClockBehind = absl::Seconds(2);
// The clock may differ from the time that has passed by this much between two
// batches, either way; a jump beyond it is an entry.
inline constexpr absl::Duration kMaxClockJump = absl::Seconds(60);
// Ids of one book whose outcome is in doubt that are remembered; beyond it the
// oldest is forgotten.
inline constexpr size_t kMaxIdsInDoubt = 16'384;
// Times a batch is tried on a new connection when nothing was committed.
inline constexpr int kConnectionAttempts = 3;
// The pause before a batch is tried on a new connection.
inline constexpr absl::Duration kReconnectPause = absl::Milliseconds(50);

// --- readiness ---

// Revisions of a plan, steps of a finding, requirements of a post: its resource
// holds them all, and is written anew with each.
inline constexpr int kMaxSteps = 200;
// Stretches of a day that one requirement of a post states: two for every hour.
inline constexpr int kMaxDutyHours = 48;
// The longest shift: a weekend with its nights; a stretch of time looks so far
// back for those that reach into it.
inline constexpr absl::Duration kMaxShift = absl::Hours(72);
// The longest stretch that one question about the roster asks for: a month.
inline constexpr absl::Duration kMaxDutyWindow = absl::Hours(31 * 24);
// Findings that the county's picture lists, the most urgent first; all count.
inline constexpr size_t kMaxFindingsShown = 100;
// Bytes of all renderings of one bulletin: its entry holds them, and what reads
// an entry takes 4 MiB.
inline constexpr size_t kMaxBulletinBytes = size_t{2} << 20;
// Bytes of one rendering; stands in the rule of StoredRendering, too.
inline constexpr size_t kMaxRenderingBytes = size_t{512} << 10;

// --- supplies ---

// Items an essential list asks for at most: all that a hospital keeps.
inline constexpr int kMaxEssentialLines = 200;
// Most pieces in one line of a count or movement, or of an order and what
// arrives of it; stands in the rules of these fields, too.
inline constexpr int64_t kMaxPieces = 10'000'000'000;
// A count that changes by more than this factor must be confirmed.
inline constexpr int64_t kMaxUnconfirmedChange = 5;
// What is told of one line that moved since its sheet was drawn: a count of
// 1,000 lines that all moved still fits into its answer.
inline constexpr int kMaxMovedShown = 5;
// Items that may be named in place of one: each is looked up when it is
// recorded, and nobody tries the twenty-first.
inline constexpr int kMaxSubstitutes = 20;
// Changes of state of one unit of equipment: its resource holds them all, and
// is written anew with each.
inline constexpr int kMaxStateChanges = 500;
// Parts of one shipment that were told of: its resource holds them all.
inline constexpr int kMaxSettlements = 5'000;
// Unanswered requests in a county's picture, the oldest first; all count.
inline constexpr size_t kMaxUnansweredShown = 100;
// Days of one history of stock: a leap year, which a chart can still show.
inline constexpr int kMaxHistoryDays = 366;
// Days of a history where the first one is not named.
inline constexpr int kHistoryDays = 30;

// --- operations ---

// How often a service looks whether its store answers.
inline constexpr absl::Duration kStoreCheck = absl::Seconds(2);
// Threads that answer whoever reads the figures.
inline constexpr int kScrapeThreads = 2;
// How long such a reader may take.
inline constexpr absl::Duration kScrapeTime = absl::Seconds(5);
// Bytes of one text in a line of the log; what is longer is cut off.
inline constexpr size_t kMaxLogText = 2'000;
// Characters of the token that lets read them, at least: not to be guessed.
inline constexpr size_t kMinScrapeToken = 32;

}  // namespace epiledger::limits

#endif  // EPILEDGER_SERVICES_LIMITS_H_
