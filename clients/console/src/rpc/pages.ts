// All pages of a list. Their tokens hold them to one point of the book, so that
// nothing is there twice, and nothing is left out.

interface Page {
  nextPageToken: string;
}

/** The elements of all pages, in order. */
export async function allPages<Answer extends Page, Element>(
    ask: (pageToken: string) => Promise<Answer>, of: (answer: Answer) => readonly Element[]): Promise<Element[]> {
  const all: Element[] = [];
  for (let pageToken = "";;) {
    const answer = await ask(pageToken);
    all.push(...of(answer));
    if (answer.nextPageToken === "") return all;
    pageToken = answer.nextPageToken;
  }
}

/** The first answer with what all other pages list behind its own. */
export async function wholeAnswer<Answer extends Page, Element>(
    ask: (pageToken: string) => Promise<Answer>, of: (answer: Answer) => Element[]): Promise<Answer> {
  const whole = await ask("");
  for (let { nextPageToken } = whole; nextPageToken !== "";) {
    const next = await ask(nextPageToken);
    of(whole).push(...of(next));
    ({ nextPageToken } = next);
  }
  whole.nextPageToken = "";
  return whole;
}

const AT_ONCE = 4;

/** Asks for each, a few at a time; the answers in order. */
export async function fewAtOnce<Asked, Answer>(all: readonly Asked[], ask: (one: Asked) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE) answers.push(...await Promise.all(all.slice(from, from + AT_ONCE).map(ask)));
  return answers;
}
