import { expect, test } from "vitest";
import { Session } from "./session.svelte.ts";
import { signInLink, trade } from "./sign_in.ts";

const session = new Session({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined } as unknown as Storage);

const TOKEN = `x.${Buffer.from(JSON.stringify({ sub: "s-201", exp: Date.now() / 1000 + 600, roles: ["hospital"] })).toString("base64url")}.y`;
const SLOWLY = { reason: "TOO_MANY_REFUSALS", message: "请 20 秒后再试。" };

test.each([
  [200, JSON.stringify({ token: TOKEN }), undefined],
  [200, JSON.stringify({ token: "nothing" }), "no-token"],
  [200, "{}", "not-now"],
  [404, JSON.stringify({ reason: "SIGN_IN_LINK_UNKNOWN", message: "…" }), "link-unknown"],
  [429, JSON.stringify(SLOWLY), { said: SLOWLY.message }],
  [400, JSON.stringify({ reason: "MALFORMED", message: "格式不对" }), { said: "格式不对" }],
  [502, "<html>Bad Gateway</html>", "not-now"],
  [503, JSON.stringify({ message: "somebody else's" }), "not-now"],
])("an answer of %i to a sign-in link reads as what it is: %s", async (status, body, problem) => {
  const send: typeof fetch = async (_, options) => {
    expect(new Headers(options?.headers).get("accept-language")).toBe("zh");
    return new Response(body, { status });
  };
  expect(await session.signIn(trade("code", "zh", send))).toEqual(problem);
});

test("without a line there is none", async () => {
  const send: typeof fetch = async () => { throw new TypeError("Failed to fetch"); };
  expect(await session.signIn(trade("code", "zh", send))).toBe("no-line");
});

test.each([
  ["#/sign-in/a-b_c?role=finance", { code: "a-b_c", role: "finance" }],
  ["#/sign-in/a%3D?role=astronomer", { code: "a=", role: undefined }],
  ["#/sign-in/a=", { code: "a=", role: undefined }],
  ["#/sign-in", undefined],
  ["#/sign-in/a/b", undefined],
  ["#/count/pharmacy?role=finance", undefined],
])("%s is read as a link that it is", (fragment, link) => {
  expect(signInLink(fragment)).toEqual(link);
});
