// What a person typed for a bulletin, and the message it becomes.

export interface Draft {
  title: string;
  number: string;
  organizationNote: string;
  nextSteps: string;
  /** The bulletin it takes the place of; empty: none. */
  replaces: string;
}

export function emptyDraft(title: string): Draft {
  return { title, number: "", organizationNote: "", nextSteps: "", replaces: "" };
}

/** As the services take it: without blanks around. */
export function bulletinOf(draft: Draft): Draft {
  return {
    title: draft.title.trim(),
    number: draft.number.trim(),
    organizationNote: draft.organizationNote.trim(),
    nextSteps: draft.nextSteps.trim(),
    replaces: draft.replaces,
  };
}

/** What a downloaded file is called: nothing in it that a file's name may not have. */
export function fileName(title: string, date: string, extension: string): string {
  const name = `${date} ${title}`.replace(/[\u0000-\u001f/\\:*?"<>|]/g, " ").replace(/\s+/g, " ").trim().slice(0, 80);
  return `${name}.${extension}`;
}
