// Clerk: the calls of this view, each read remembered on the device.
import { clientOf } from "$src/rpc/client.ts";
import { type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { FormService } from "$calls/hospital/epiledger/readiness/v1/form_service_pb.ts";
import { FormSchema, type Form } from "$calls/hospital/epiledger/readiness/v1/form_pb.ts";
import { ListReportStatusesResponseSchema, ListReportsResponseSchema, ReadinessService }
  from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import { FacilitySchema } from "$calls/hospital/epiledger/readiness/v1/register_pb.ts";
import { ListFacilitiesResponseSchema, RegisterService }
  from "$calls/hospital/epiledger/readiness/v1/register_service_pb.ts";
import { CountSheetSchema, type CountSheet } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { CountSheetService } from "$calls/hospital/epiledger/supplies/v1/count_sheet_service_pb.ts";
import { ListShipmentsRequest_Choice, ListShipmentsResponseSchema, ShipmentService }
  from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import { ListItemsResponseSchema, ListStoresResponseSchema, SuppliesService }
  from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { addDays, isoDay, millisOf, type Day } from "$src/format/day.ts";
import { remembered, type Remembered } from "$src/rpc/remembered.ts";

/** No list of one facility's is longer. */
const PAGE = 1000;

export class Clerk {
  readonly desk: Desk;
  readonly supplies;
  readonly sheets;
  readonly shipping;
  readonly register;
  readonly forms;
  readonly readiness;

  constructor(desk: Desk) {
    this.desk = desk;
    this.supplies = clientOf(SuppliesService, desk.transport);
    this.sheets = clientOf(CountSheetService, desk.transport);
    this.shipping = clientOf(ShipmentService, desk.transport);
    this.register = clientOf(RegisterService, desk.transport);
    this.forms = clientOf(FormService, desk.transport);
    this.readiness = clientOf(ReadinessService, desk.transport);
  }

  /** Whether this person keeps goods; a town's clerk does not. */
  get keepsGoods(): boolean {
    return this.desk.claims.roles.some((role) => role === "hospital" || role === "warehouse");
  }

  #remembered<Schema extends DescMessage>(key: string, schema: Schema,
      ask: () => Promise<MessageShape<Schema>>): Promise<Remembered<MessageShape<Schema>>> {
    return remembered(this.desk.database, this.desk.owner, key, schema, ask);
  }

  facility() {
    return this.#remembered("facility", FacilitySchema, () => this.register.getFacility({ name: this.desk.facility }));
  }

  async facilities() {
    const read = await this.#remembered("facilities", ListFacilitiesResponseSchema,
      () => this.register.listFacilities({ parent: this.desk.county, pageSize: PAGE }));
    this.desk.learn(read.value.facilities);
    return read;
  }

  async stores() {
    const read = await this.#remembered("stores", ListStoresResponseSchema,
      () => this.supplies.listStores({ parent: this.desk.facility, pageSize: PAGE }));
    this.desk.learn(read.value.stores);
    return read;
  }

  async items() {
    const read = await this.#remembered("items", ListItemsResponseSchema,
      () => this.supplies.listItems({ parent: this.desk.county, pageSize: PAGE }));
    this.desk.learn(read.value.items);
    return read;
  }

  /** A sheet of all that a store has or ever had, or of one item. */
  async sheet(store: string, isBlind: boolean, item?: string) {
    const read = await this.#remembered(`sheet/${isBlind ? "blind" : "open"}/${store}/${item ?? ""}`, CountSheetSchema,
      () => this.sheets.getCountSheet({ name: store, isBlind, items: item ? [item] : [] }));
    this.learnItems(read.value);
    return read;
  }

  /** What the items of a sheet are called, also of one that was kept with what is typed. */
  learnItems({ lines }: CountSheet): void {
    this.desk.learn(lines.map((line) => ({ ...line, name: line.item })));
  }

  /** How the reports for a day stand; of the facility alone, which is all that
   * a clerk sees. Tells the desk what time it is. */
  async statuses(day: Day | undefined) {
    const key = day ? isoDay(day) : "today";
    const read = await this.#remembered(`statuses/${key}`, ListReportStatusesResponseSchema,
      () => this.readiness.listReportStatuses({ parent: this.desk.county, ...(day ? { reportDate: day } : {}) }));
    if (!read.away && read.value.judgeTime) this.desk.learnTime(millisOf(read.value.judgeTime));
    return read;
  }

  /** The reports of the eight days up to a day. */
  reports(day: Day) {
    return this.#remembered(`reports/${isoDay(day)}`, ListReportsResponseSchema, () => this.readiness.listReports({
      parent: this.desk.facility, fromDate: addDays(day, -8), toDate: day, pageSize: PAGE }));
  }

  async form(name: string): Promise<Remembered<Form>> {
    const read = await this.#remembered(`form/${name}`, FormSchema, () => this.forms.getForm({ name }));
    this.desk.learn(read.value.versions.flatMap((version) =>
      version.questions.flatMap(({ indicator, rules }) => (rules ? [{ ...rules, name: indicator }] : []))));
    return read;
  }

  arriving() {
    return this.#remembered("arriving", ListShipmentsResponseSchema, () => this.shipping.listShipments({
      parent: this.desk.county, to: this.desk.facility, choice: ListShipmentsRequest_Choice.IN_TRANSIT, pageSize: PAGE }));
  }

  leaving() {
    return this.#remembered("leaving", ListShipmentsResponseSchema, () => this.shipping.listShipments({
      parent: this.desk.county, from: this.desk.facility, choice: ListShipmentsRequest_Choice.WAITING, pageSize: PAGE }));
  }

  /** What left here and is on its way, there or back. */
  sent() {
    return this.#remembered("sent", ListShipmentsResponseSchema, () => this.shipping.listShipments({
      parent: this.desk.county, from: this.desk.facility, choice: ListShipmentsRequest_Choice.IN_TRANSIT, pageSize: PAGE }));
  }
}
