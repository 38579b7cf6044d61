import { create } from "@bufbuild/protobuf";
import { beforeAll, expect, test } from "vitest";
import { Role, RoleSchema } from "$calls/finance/epiledger/auth/v1/access_pb.ts";
import { SubjectProposal_Kind, SubjectProposal_KindSchema, SubjectProposalSchema } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";

const COUNTY = "counties/990101";
let said: (more: object) => string;

beforeAll(async () => {
  const [{ Names }, { roleDetails, roleWillDo }] = await Promise.all([import("../names.ts"), import("./role_words.ts")]);
  const names = new Names({ documents: [], purposes: [], funds: [], facilities: [], items: [] });
  names.set(`${COUNTY}/facilities/people-hospital`, "示范县人民医院");
  names.setPersons([{ name: `${COUNTY}/subjects/s-1`, displayName: "王会计" }]);
  said = (more) => {
    const proposal = create(SubjectProposalSchema, { subject: `${COUNTY}/subjects/s-1`, ...more });
    return [roleWillDo(proposal, names), ...roleDetails(proposal, names).map(({ name, value }) => `${name} ${value}`)].join("\n");
  };
}, 60_000);

test.each([
  ["a new person", { kind: SubjectProposal_Kind.ENLISTMENT, subject: `${COUNTY}/subjects/s-3`, after: { roles: [Role.HOSPITAL], facility: `${COUNTY}/facilities/people-hospital` } },
    "登记 一位新人员，角色：医疗机构\n改后角色 医疗机构\n改后单位 示范县人民医院"],
  ["other roles", { kind: SubjectProposal_Kind.CHANGE, before: { roles: [Role.AUDITOR] }, after: { roles: [Role.FINANCE, Role.HEADQUARTERS] } },
    "将 王会计 的角色改为：财政、指挥部\n现有角色 审计\n现任职单位 不限单位\n改后角色 财政、指挥部\n改后单位 不限单位"],
  ["a token", { kind: SubjectProposal_Kind.TOKEN, displayName: "赵主任", after: { roles: [Role.HEADQUARTERS] }, lifetimeSeconds: 172_800n },
    "为 赵主任 签发登录凭证，角色：指挥部\n改后角色 指挥部\n改后单位 不限单位\n凭证有效期 2 天"],
])("%s", (_, proposal, text) => expect(said(proposal)).toBe(text));

test("there are words for every kind and every role", () => {
  for (const { number } of SubjectProposal_KindSchema.values) expect(said({ kind: number })).not.toContain("undefined");
  for (const { number } of RoleSchema.values.filter((one) => one.number !== 0)) {
    expect(said({ kind: SubjectProposal_Kind.CHANGE, after: { roles: [number] } })).not.toMatch(/undefined|改为：(无角色)?$/m);
  }
});
