// Office: the calls of this view. What says how things are called is remembered
// on the device; figures are asked anew, so that no old one is taken for today's.
import { create } from "@bufbuild/protobuf";
import { TraceService } from "$calls/finance/epiledger/command/v1/trace_service_pb.ts";
import { AgeService } from "$calls/finance/epiledger/funding/v1/age_service_pb.ts";
import type { AgedMoney_Stage } from "$calls/finance/epiledger/funding/v1/age_pb.ts";
import { AllocationChangeService } from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import { ArrivalService } from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { Arrival_State } from "$calls/finance/epiledger/funding/v1/arrival_pb.ts";
import { CarryOverService } from "$calls/finance/epiledger/funding/v1/carry_over_service_pb.ts";
import { CommitmentService } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { DisbursementService } from "$calls/finance/epiledger/funding/v1/disbursement_service_pb.ts";
import { CountySummary_DocumentSummarySchema, CountySummarySchema, FundingService, type CountySummary_DocumentSummary } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import type { Allocation, StatementLine } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { ListOrder } from "$calls/finance/epiledger/funding/v1/list_pb.ts";
import { LiabilityService } from "$calls/finance/epiledger/funding/v1/liability_service_pb.ts";
import type { Proposal, Proposal_State } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { ProposalService } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { ReportService } from "$calls/finance/epiledger/funding/v1/report_service_pb.ts";
import { ReversalService } from "$calls/finance/epiledger/funding/v1/reversal_service_pb.ts";
import { SubjectProposal_State } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";
import { SubjectProposalService } from "$calls/finance/epiledger/readiness/v1/subject_proposal_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { asOfField, isNow, NOW, type AskedMoment, type Moment } from "$src/format/as_of.ts";
import type { Day } from "$src/format/day.ts";
import { clientOf } from "$src/rpc/client.ts";
import { allPages, wholeAnswer } from "$src/rpc/pages.ts";
import { fresh, type Remembered } from "$src/rpc/remembered.ts";
import type { Role } from "$src/session/claims.ts";
import type { Names } from "./names.ts";
import { kept, PAGE, readNames } from "./naming.ts";

export { PAGE };
/** Lines on one page of a statement or list. */
export const LINES = 50;

function onDay(day: Day | undefined): { asOf?: AskedMoment } {
  return day ? { asOf: { effective: { case: "effectiveDate", value: day } } } : {};
}

export class Office {
  readonly desk: Desk;
  readonly funding;
  readonly purchases;
  readonly proposing;
  readonly arriving;
  readonly granting;
  readonly reversing;
  readonly changing;
  readonly carrying;
  readonly #ages;
  readonly #disbursements;
  readonly #reports;
  readonly #liabilities;
  readonly #traces;

  constructor(desk: Desk) {
    this.desk = desk;
    this.funding = clientOf(FundingService, desk.transport);
    this.purchases = clientOf(CommitmentService, desk.transport);
    this.proposing = clientOf(ProposalService, desk.transport);
    this.arriving = clientOf(ArrivalService, desk.transport);
    this.granting = clientOf(SubjectProposalService, desk.transport);
    this.changing = clientOf(AllocationChangeService, desk.transport);
    this.carrying = clientOf(CarryOverService, desk.transport);
    this.reversing = clientOf(ReversalService, desk.transport);
    this.#disbursements = clientOf(DisbursementService, desk.transport);
    this.#ages = clientOf(AgeService, desk.transport);
    this.#reports = clientOf(ReportService, desk.transport);
    this.#liabilities = clientOf(LiabilityService, desk.transport);
    this.#traces = clientOf(TraceService, desk.transport);
  }

  /** Whether this person records money; others of this view look, and headquarters
   * decides what waits for a second person. */
  get records(): boolean {
    return this.#isOf("finance");
  }

  get decides(): boolean {
    return this.records || this.#isOf("headquarters");
  }

  /** Whether this person may read who may do what; headquarters decides it. */
  get seesRoles(): boolean {
    return ["headquarters", "supervision", "auditor"].some((role) => this.#isOf(role as Role));
  }

  get grants(): boolean {
    return this.#isOf("headquarters");
  }

  #isOf(role: Role): boolean {
    return this.desk.claims.roles.includes(role);
  }

  /** How everything is called. */
  names(): Promise<Remembered<Names>> {
    return readNames(this.desk, this.funding, this.seesRoles);
  }

  /** The county's money; now it is remembered, with its age. */
  summary(moment: Moment) {
    const ask = () => this.funding.getCountySummary({ name: this.desk.county, ...asOfField(moment) });
    return isNow(moment) ? kept(this.desk, "summary", CountySummarySchema, ask) : fresh(ask());
  }

  /** All documents with their totals: those that found no room in the summary
   * are asked for one by one. */
  async documentTotals(told: readonly CountySummary_DocumentSummary[], moment: Moment): Promise<CountySummary_DocumentSummary[]> {
    const known = new Set(told.map((one) => one.name));
    const ask = (pageToken: string) =>
      this.funding.listAllocationDocuments({ parent: this.desk.county, pageSize: PAGE, pageToken, ...asOfField(moment) });
    const rest = (await allPages(ask, (answer) => answer.allocationDocuments)).filter((one) => !known.has(one.name) && one.reversedBy === "");
    const all = [...told];
    for (const { name } of rest) {
      const { issuer, number, title, total } = await this.funding.getAllocationDocument({ name, ...asOfField(moment) });
      all.push(create(CountySummary_DocumentSummarySchema, { name, issuer, number, title, ...(total && { total }) }));
    }
    return all;
  }

  allocations(document: string, moment: Moment) {
    const ask = (pageToken: string) =>
      this.funding.listAllocations({ parent: this.desk.county, document, pageSize: PAGE, pageToken, ...asOfField(moment) });
    return fresh(allPages(ask, (told) => told.allocations));
  }

  allocation(name: string, day?: Day) {
    return fresh(this.funding.getAllocation({ name, ...onDay(day) }));
  }

  /** Other allocations that money for a purpose could come from, the most first. */
  allocationsFor(purpose: string) {
    return this.funding.listAllocations({ parent: this.desk.county, purpose, pageSize: LINES });
  }

  /** All there are, for a sheet may name any. */
  allAllocations(): Promise<Allocation[]> {
    return allPages((pageToken) => this.funding.listAllocations({ parent: this.desk.county, pageSize: PAGE, pageToken }), (told) => told.allocations);
  }

  limits() {
    return fresh(this.proposing.getApprovalLimits({ name: `${this.desk.county}/approvalLimits` }));
  }

  payments(allocation: string, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.funding.listPayments({ parent: this.desk.county, allocation, pageSize, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  disbursements(allocation: string, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#disbursements.listDisbursements({ parent: this.desk.county, allocation, pageSize, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  liabilities(debtor: string, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#liabilities.listLiabilities({ parent: this.desk.county, debtor, pageSize, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  payment(name: string, moment: Moment) {
    return fresh(this.funding.getPayment({ name, ...asOfField(moment) }));
  }

  /** What was given back of a payment. */
  refunds(payment: string, moment: Moment) {
    const ask = (pageToken: string) => this.purchases.listRefunds({ parent: this.desk.county, payment, pageSize: PAGE, pageToken, ...asOfField(moment) });
    return allPages(ask, (told) => told.refunds);
  }

  /** The line that was recorded first of those in a statement that `isIt`. */
  async firstLine(account: string, isIt: (line: StatementLine) => boolean): Promise<StatementLine | undefined> {
    const ask = async (token: string) => (await this.statement(account, NOW, token, PAGE)).value;
    const found = (await allPages(ask, (told) => told.statementLines)).filter(isIt);
    return found.reduce<StatementLine | undefined>((first, line) => (!first || line.sequence < first.sequence ? line : first), undefined);
  }

  /** Money that waits, the longest first. */
  aged(stage: AgedMoney_Stage, minimumDays: bigint, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#ages.listAgedMoney({ parent: this.desk.county, stage, minimumDays, pageSize, pageToken, order: ListOrder.EARLIEST, ...asOfField(moment) }));
  }

  /** Invoices that stand paid more than once, by whomever they are, the largest
   * first. */
  duplicates(moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#reports.listDuplicateInvoices({ parent: this.desk.county, anyPayee: true, pageSize, pageToken, order: ListOrder.LARGEST, ...asOfField(moment) }));
  }

  statement(account: string, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.funding.listStatementLines({ parent: this.desk.county, account, pageSize, pageToken, ...asOfField(moment) }));
  }

  orders(allocation: string, openOnly: boolean, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.purchases.listCommitments({ parent: this.desk.county, allocation, openOnly, pageSize, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  /** At the end of a day; absent: now. */
  orderOn(name: string, day?: Day) {
    return fresh(this.purchases.getCommitment({ name, ...onDay(day) }));
  }

  order(name: string, moment: Moment = NOW) {
    return fresh(this.purchases.getCommitment({ name, ...asOfField(moment) }));
  }

  proposals(state: Proposal_State, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.proposing.listProposals({ parent: this.desk.county, state, pageSize, pageToken, order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  roleProposals(isOpenOnly: boolean, moment: Moment) {
    const state = isOpenOnly ? SubjectProposal_State.OPEN : SubjectProposal_State.UNSPECIFIED;
    const ask = (pageToken: string) => this.granting.listSubjectProposals({ parent: this.desk.county, state, pageSize: PAGE, pageToken, ...asOfField({ day: "", known: moment.known }) });
    return fresh(allPages(ask, (told) => told.subjectProposals));
  }

  /** Learns what orders are called. */
  async nameOrders(orders: readonly string[], names: Names): Promise<void> {
    const unknown = [...new Set(orders)].filter((order) => order !== "" && names.told(order) === undefined);
    await Promise.all(unknown.map(async (name) => names.setOrder(await this.purchases.getCommitment({ name }))));
  }

  /** Learns what the orders and liabilities are called that these pay for. */
  async nameWhatIsPaid(proposals: readonly Proposal[], names: Names): Promise<void> {
    const payments = proposals.flatMap(({ write }) => (write.case === "payment" ? [write.value] : []));
    const orders = new Set([...payments.map((one) => one.commitment),
      ...proposals.flatMap(({ write }) => (write.case === "carryOver" ? write.value.commitments : []))]);
    await this.nameOrders([...orders], names);
    if (payments.every((one) => one.liability === "" || names.told(one.liability) !== undefined)) return;
    const ask = (pageToken: string) => this.#liabilities.listLiabilities({ parent: this.desk.county, pageSize: PAGE, pageToken });
    for (const one of await allPages(ask, (told) => told.liabilities)) names.set(one.name, [one.creditor, one.reason].join(" · "));
  }

  exceptions(moment: Moment) {
    return fresh(wholeAnswer((pageToken) => this.arriving.listArrivals({ parent: this.desk.county, state: Arrival_State.OPEN, pageSize: PAGE, pageToken,
      ...asOfField(moment) }), (told) => told.arrivals));
  }

  trace(document: string, moment: Moment, pageToken: string, pageSize = LINES) {
    return fresh(this.#traces.traceFunding({ parent: this.desk.county, document, pageSize, pageToken, ...asOfField(moment) }));
  }
}
