import { describe, expect, test } from "vitest";
import { ownerOf, readClaims } from "./claims.ts";

function token(claims: unknown): string {
  return `x.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.y`;
}

describe("a token", () => {
  test("tells who, where and until when", () => {
    const claims = readClaims(token({ sub: "s-201", county: "990101", facility: "people-hospital", roles: ["hospital"], exp: 1_800_000_000 }));
    expect(claims).toEqual({ subject: "s-201", county: "990101", facility: "people-hospital", roles: ["hospital"], expires: 1_800_000_000_000 });
    expect(ownerOf(claims!)).toBe("990101/s-201");
  });
  test("with roles of a later version grants none of them here", () => {
    expect(readClaims(token({ sub: "s", exp: 1, roles: ["astronomer", "town"] }))?.roles).toEqual(["town"]);
  });
  test("that is none tells nothing", () => {
    for (const text of ["", "a.b.c", "nothing", token({ sub: "s" }), token({ exp: 1 }), token(null)]) {
      expect(readClaims(text)).toBeUndefined();
    }
  });
});
