// Names of resources in parts. Pure.

/** The last word of a resource's name: its id. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** `counties/c/facilities/f` of whatever belongs to it; empty where nothing does. */
export function facilityOf(name: string): string {
  return /^counties\/[^/]+\/facilities\/[^/]+/.exec(name)?.[0] ?? "";
}
