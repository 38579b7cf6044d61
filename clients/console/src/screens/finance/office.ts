// Office: the calls of this view. What says how things are called is remembered
// on the device; figures are asked anew, so that no old one is taken for today's.
import type { DescMessage, MessageShape } from "@bufbuild/protobuf";
import { TraceService } from "$calls/finance/epiledger/command/v1/trace_service_pb.ts";
import { ArrivalService } from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { Arrival_State } from "$calls/finance/epiledger/funding/v1/arrival_pb.ts";
import { CommitmentService } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { CountySummarySchema, FundingService, ListAllocationDocumentsResponseSchema, ListFundsResponseSchema,
  ListPurposesResponseSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import type { Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { ListOrder } from "$calls/finance/epiledger/funding/v1/list_pb.ts";
import { ProposalService } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { ListFacilitiesResponseSchema, RegisterService }
  from "$calls/finance/epiledger/readiness/v1/register_service_pb.ts";
import { ListItemsResponseSchema, SuppliesService }
  from "$calls/finance/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { asOfField, isNow, type Moment } from "$src/format/as_of.ts";
import type { Day } from "$src/format/day.ts";
import { clientOf } from "$src/rpc/client.ts";
import { fresh, remembered, type Remembered } from "$src/rpc/remembered.ts";
import { Names } from "./names.ts";

/** The most that one answer lists. */
const PAGE = 1000;
/** Lines on one page of a statement or list. */
export const LINES = 50;

export class Office {
  readonly desk: Desk;
  readonly funding;
  readonly purchases;
  readonly proposing;
  readonly arriving;
  readonly #register;
  readonly #supplies;
  readonly #traces;

  constructor(desk: Desk) {
    this.desk = desk;
    this.funding = clientOf(FundingService, desk.transport);
    this.purchases = clientOf(CommitmentService, desk.transport);
    this.proposing = clientOf(ProposalService, desk.transport);
    this.arriving = clientOf(ArrivalService, desk.transport);
    this.#register = clientOf(RegisterService, desk.transport);
    this.#supplies = clientOf(SuppliesService, desk.transport);
    this.#traces = clientOf(TraceService, desk.transport);
  }

  /** Whether this person records money; others of this view look, and headquarters
   * decides what waits for a second person. */
  get records(): boolean {
    return this.desk.claims.roles.includes("finance");
  }

  get decides(): boolean {
    return this.records || this.desk.claims.roles.includes("headquarters");
  }

  #remembered<Schema extends DescMessage>(key: string, schema: Schema,
      ask: () => Promise<MessageShape<Schema>>): Promise<Remembered<MessageShape<Schema>>> {
    return remembered(this.desk.database, this.desk.owner, `finance/${key}`, schema, ask);
  }

  /** How everything is called. */
  async names(): Promise<Remembered<Names>> {
    const all = { parent: this.desk.county, pageSize: PAGE };
    const [documents, purposes, funds, facilities, items] = await Promise.all([
      this.#remembered("documents", ListAllocationDocumentsResponseSchema,
        () => this.funding.listAllocationDocuments({ ...all, order: ListOrder.LATEST })),
      this.#remembered("purposes", ListPurposesResponseSchema, () => this.funding.listPurposes(all)),
      this.#remembered("funds", ListFundsResponseSchema, () => this.funding.listFunds(all)),
      this.#remembered("facilities", ListFacilitiesResponseSchema, () => this.#register.listFacilities(all)),
      this.#remembered("items", ListItemsResponseSchema, () => this.#supplies.listItems(all)),
    ]);
    const catalogue = { documents: documents.value.allocationDocuments, purposes: purposes.value.purposes,
      funds: funds.value.funds, facilities: facilities.value.facilities, items: items.value.items };
    return { ...documents, value: new Names(catalogue) };
  }

  /** The county's money; now it is remembered, with its age. */
  summary(moment: Moment) {
    const ask = () => this.funding.getCountySummary({ name: this.desk.county, ...asOfField(moment) });
    return isNow(moment) ? this.#remembered("summary", CountySummarySchema, ask) : fresh(ask());
  }

  allocations(document: string, moment: Moment) {
    return fresh(this.funding.listAllocations({ parent: this.desk.county, document, pageSize: PAGE, ...asOfField(moment) }));
  }

  allocation(name: string, day?: Day) {
    return this.funding.getAllocation({ name, ...(day && { asOf: { effective: { case: "effectiveDate" as const, value: day } } }) });
  }

  /** Other allocations that money for a purpose could come from, the most first. */
  allocationsFor(purpose: string) {
    return this.funding.listAllocations({ parent: this.desk.county, purpose, pageSize: LINES });
  }

  /** All there are, for a sheet may name any. */
  async allAllocations(): Promise<Allocation[]> {
    const all: Allocation[] = [];
    for (let pageToken = "";;) {
      const page = await this.funding.listAllocations({ parent: this.desk.county, pageSize: PAGE, pageToken });
      all.push(...page.allocations);
      if (page.nextPageToken === "") return all;
      pageToken = page.nextPageToken;
    }
  }

  limits() {
    return this.proposing.getApprovalLimits({ name: `${this.desk.county}/approvalLimits` });
  }

  payments(allocation: string, moment: Moment, pageToken: string) {
    return fresh(this.funding.listPayments({ parent: this.desk.county, allocation, pageSize: LINES, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  statement(account: string, moment: Moment, pageToken: string) {
    return fresh(this.funding.listStatementLines({ parent: this.desk.county, account, pageSize: LINES, pageToken, ...asOfField(moment) }));
  }

  orders(allocation: string, openOnly: boolean, moment: Moment, pageToken: string) {
    return fresh(this.purchases.listCommitments({ parent: this.desk.county, allocation, openOnly, pageSize: LINES, pageToken,
      order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  order(name: string) {
    return fresh(this.purchases.getCommitment({ name }));
  }

  proposals(moment: Moment) {
    return fresh(this.proposing.listProposals({ parent: this.desk.county, pageSize: LINES, order: ListOrder.LATEST, ...asOfField(moment) }));
  }

  exceptions(moment: Moment) {
    return fresh(this.arriving.listArrivals({ parent: this.desk.county, state: Arrival_State.OPEN, pageSize: PAGE, ...asOfField(moment) }));
  }

  trace(document: string, moment: Moment, pageToken: string) {
    return fresh(this.#traces.traceFunding({ parent: this.desk.county, document, pageSize: LINES, pageToken, ...asOfField(moment) }));
  }
}
