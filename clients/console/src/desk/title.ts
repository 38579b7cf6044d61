// Title: what the browser calls a page, after its own heading, so that tabs,
// the way back and a reader tell one screen from another.

function headingOf(content: HTMLElement): string {
  return content.querySelector("h1")?.textContent?.trim() ?? "";
}

/** `heading · product`; the content's label says it to whoever is put there. Until
 * the function that it gives is called. */
export function followHeading(content: HTMLElement, product: string): () => void {
  const tell = () => {
    const heading = headingOf(content);
    const title = heading === "" ? product : `${heading} · ${product}`;
    if (document.title !== title) document.title = title;
    if (heading === "") content.removeAttribute("aria-label");
    else if (content.getAttribute("aria-label") !== heading) content.setAttribute("aria-label", heading);
  };
  const observer = new MutationObserver(tell);
  observer.observe(content, { childList: true, subtree: true, characterData: true });
  tell();
  return () => observer.disconnect();
}
