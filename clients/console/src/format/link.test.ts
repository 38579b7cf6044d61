import { expect, test } from "vitest";
import { addressOf, followed, link, linkOf } from "./link.ts";

test("an address is what it was when it is read again, whatever stands in it", () => {
  const address = { parts: ["facility", "a/b?c#d", "100%"], marks: { known: "2026-11-30T08:00", view: "headquarters", find: "N95 & <b>" } };
  expect(addressOf(linkOf(address))).toEqual(address);
  expect(linkOf({ parts: ["money"], marks: { kind: "" } })).toBe(link("money"));
});

test("a fragment that somebody garbled opens what can be read of it", () => {
  expect(addressOf("")).toEqual({ parts: [], marks: {} });
  expect(addressOf("#/a//%E0%A4%A/?x=")).toEqual({ parts: ["a", "%E0%A4%A"], marks: {} });
});

test("the view and the past point go along to the next screen, a filter does not", () => {
  const before = addressOf("#/changes?view=headquarters&known=2026-11-30T08:00&kind=3");
  expect(followed(before, addressOf("#/money"))).toEqual({ parts: ["money"], marks: { view: "headquarters", known: "2026-11-30T08:00" } });
});

test("a link into another view says its own", () => {
  const before = addressOf("#/?view=headquarters&known=2026-11-30T08:00");
  expect(followed(before, addressOf("#/document/d1?view=finance"))).toEqual({ parts: ["document", "d1"], marks: { view: "finance" } });
});
