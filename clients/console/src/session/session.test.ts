import { expect, test } from "vitest";
import { Session } from "./session.svelte.ts";

const session = new Session({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined } as unknown as Storage);

const TOKEN = `x.${Buffer.from(JSON.stringify({ sub: "s-201", exp: Date.now() / 1000 + 600, roles: ["hospital"] })).toString("base64url")}.y`;
const SLOWLY = { reason: "TOO_MANY_REFUSALS", message: "请 20 秒后再试。" };

test.each([
  [200, JSON.stringify({ token: TOKEN }), undefined],
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
  expect(await session.signIn("code", "zh", send)).toEqual(problem);
});

test("without a line there is none", async () => {
  expect(await session.signIn("code", "zh", async () => { throw new TypeError("Failed to fetch"); })).toBe("no-line");
});
