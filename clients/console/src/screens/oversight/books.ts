// Books: the journals that an auditor reads, one of each service.

export const BOOKS = ["funding", "supplies", "readiness"] as const;
export type Book = (typeof BOOKS)[number];

/** The book that an address names; that of money where it names none. */
export function bookNamed(named: string): Book {
  return BOOKS.find((one) => one === named) ?? "funding";
}
