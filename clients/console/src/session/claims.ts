// Claims: what a token says of its bearer. The console only reads them, to
// show each person what they may do; the services judge.

export const ROLES = ["finance", "hospital", "warehouse", "headquarters", "supervision", "town", "auditor",
  "operator"] as const;
export type Role = (typeof ROLES)[number];

export interface Claims {
  /** Opaque subject id. */
  subject: string;
  /** Empty: not bound to a county. */
  county: string;
  /** Empty: not bound to a facility. */
  facility: string;
  roles: Role[];
  /** When the token ends, in milliseconds since 1970. */
  expires: number;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The claims of a token, or nothing where it is none. */
export function readClaims(token: string): Claims | undefined {
  const middle = token.split(".")[1];
  if (middle === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(middle.replaceAll("-", "+").replaceAll("_", "/")),
      (letter) => letter.charCodeAt(0));
    const said = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const roles = Array.isArray(said["roles"]) ? said["roles"] : [];
    if (text(said["sub"]) === "" || typeof said["exp"] !== "number") return undefined;
    return {
      subject: text(said["sub"]),
      county: text(said["county"]),
      facility: text(said["facility"]),
      roles: ROLES.filter((role) => roles.includes(role)),
      expires: said["exp"] * 1000,
    };
  } catch {
    return undefined;
  }
}

/** Whose data on the device it is. */
export function ownerOf(claims: Claims): string {
  return `${claims.county}/${claims.subject}`;
}
