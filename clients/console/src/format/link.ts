// Addresses of screens: the words between the slashes of the fragment.

/** `#/facility/people-hospital`. */
export function link(...parts: string[]): string {
  return `#/${parts.map(encodeURIComponent).join("/")}`;
}
