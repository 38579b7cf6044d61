// Schemas: the messages that the books keep under their collections. Those that
// are not here are kept by the services for themselves.
import type { DescMessage } from "@bufbuild/protobuf";
import { AllocationChangeSchema } from "$calls/oversight/epiledger/funding/v1/allocation_change_pb.ts";
import { AppropriationAdjustmentSchema } from "$calls/oversight/epiledger/funding/v1/appropriation_adjustment_pb.ts";
import { ArrivalSchema } from "$calls/oversight/epiledger/funding/v1/arrival_pb.ts";
import { CarryOverSchema } from "$calls/oversight/epiledger/funding/v1/carry_over_pb.ts";
import { AccrualSchema, CommitmentSchema, RefundSchema } from "$calls/oversight/epiledger/funding/v1/commitment_pb.ts";
import { DisbursementSchema } from "$calls/oversight/epiledger/funding/v1/disbursement_pb.ts";
import { AllocationDocumentSchema, AllocationSchema, AppropriationSchema, FundSchema, PaymentSchema, PurposeSchema }
  from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { LiabilitySchema } from "$calls/oversight/epiledger/funding/v1/liability_pb.ts";
import { PeriodSchema } from "$calls/oversight/epiledger/funding/v1/period_pb.ts";
import { ApprovalLimitsSchema, ProposalSchema } from "$calls/oversight/epiledger/funding/v1/proposal_pb.ts";
import { TreasuryMatchSchema, TreasuryStatementSchema } from "$calls/oversight/epiledger/funding/v1/reconciliation_pb.ts";
import { ReversalSchema } from "$calls/oversight/epiledger/funding/v1/reversal_pb.ts";
import { GenesisSchema } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { BulletinSchema } from "$calls/oversight/epiledger/readiness/v1/bulletin_pb.ts";
import { DrillSchema } from "$calls/oversight/epiledger/readiness/v1/drill_pb.ts";
import { DutyPostSchema, ShiftSchema } from "$calls/oversight/epiledger/readiness/v1/duty_pb.ts";
import { FindingSchema } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { FormSchema, IndicatorSchema } from "$calls/oversight/epiledger/readiness/v1/form_pb.ts";
import { InspectionSchema } from "$calls/oversight/epiledger/readiness/v1/inspection_pb.ts";
import { PlanSchema } from "$calls/oversight/epiledger/readiness/v1/plan_pb.ts";
import { ReportScheduleSchema, ReportSchema } from "$calls/oversight/epiledger/readiness/v1/readiness_pb.ts";
import { FacilitySchema, OrganizationSchema, SubjectSchema, TokenSchema } from "$calls/oversight/epiledger/readiness/v1/register_pb.ts";
import { SubjectProposalSchema } from "$calls/oversight/epiledger/readiness/v1/subject_proposal_pb.ts";
import { EquipmentUnitSchema } from "$calls/oversight/epiledger/supplies/v1/equipment_pb.ts";
import { EssentialListSchema } from "$calls/oversight/epiledger/supplies/v1/essential_list_pb.ts";
import { FairShareSchema } from "$calls/oversight/epiledger/supplies/v1/fair_share_pb.ts";
import { LotQuarantineSchema } from "$calls/oversight/epiledger/supplies/v1/lot_pb.ts";
import { StockLevelSchema } from "$calls/oversight/epiledger/supplies/v1/need_pb.ts";
import { RequisitionSchema } from "$calls/oversight/epiledger/supplies/v1/requisition_pb.ts";
import { ShipmentReceiptSchema, ShipmentSchema } from "$calls/oversight/epiledger/supplies/v1/shipment_pb.ts";
import { LotRecordSchema } from "$calls/oversight/epiledger/supplies/v1/supplies_event_pb.ts";
import { CountSchema, ItemSchema, MovementSchema, StoreSchema, SupplySettingsSchema, TaskSchema }
  from "$calls/oversight/epiledger/supplies/v1/supplies_pb.ts";

const FUNDING: Record<string, DescMessage> = {
  fund: FundSchema, purpose: PurposeSchema, appropriation: AppropriationSchema, "appropriation-adjustment": AppropriationAdjustmentSchema,
  document: AllocationDocumentSchema, allocation: AllocationSchema, "allocation-change": AllocationChangeSchema, "carry-over": CarryOverSchema,
  payment: PaymentSchema, commitment: CommitmentSchema, accrual: AccrualSchema, refund: RefundSchema, disbursement: DisbursementSchema,
  liability: LiabilitySchema, reversal: ReversalSchema, arrival: ArrivalSchema, proposal: ProposalSchema, "approval-limits": ApprovalLimitsSchema,
  period: PeriodSchema, "treasury-statement": TreasuryStatementSchema, "treasury-match": TreasuryMatchSchema,
};

const SUPPLIES: Record<string, DescMessage> = {
  item: ItemSchema, store: StoreSchema, movement: MovementSchema, count: CountSchema, task: TaskSchema, settings: SupplySettingsSchema,
  lot: LotRecordSchema, "lot-quarantine": LotQuarantineSchema, "equipment-unit": EquipmentUnitSchema, requisition: RequisitionSchema,
  shipment: ShipmentSchema, "shipment-receipt": ShipmentReceiptSchema, "fair-share": FairShareSchema, "essential-list": EssentialListSchema,
  "stock-level": StockLevelSchema,
};

const READINESS: Record<string, DescMessage> = {
  organization: OrganizationSchema, facility: FacilitySchema, subject: SubjectSchema, token: TokenSchema, proposal: SubjectProposalSchema,
  report: ReportSchema, "report-schedule": ReportScheduleSchema, indicator: IndicatorSchema, form: FormSchema, plan: PlanSchema, drill: DrillSchema,
  inspection: InspectionSchema, finding: FindingSchema, "duty-post": DutyPostSchema, shift: ShiftSchema, bulletin: BulletinSchema,
};

/** Every book begins with it. */
const ANY: Record<string, DescMessage> = { county: GenesisSchema };

export const SCHEMAS: Record<string, Record<string, DescMessage>> = { funding: { ...ANY, ...FUNDING }, supplies: { ...ANY, ...SUPPLIES }, readiness: { ...ANY, ...READINESS } };
