// What a browser has and Node.js does not: the choice of a language is kept in it.
import { vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
