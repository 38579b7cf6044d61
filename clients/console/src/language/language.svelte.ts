// The language that is shown: Chinese until a person says English.
import type { Language, Text } from "./texts.ts";

const KEY = "epiledger-language";

class Choice {
  #current = $state<Language>(localStorage.getItem(KEY) === "en" ? "en" : "zh");

  get current(): Language {
    return this.#current;
  }

  choose(language: Language): void {
    this.#current = language;
    localStorage.setItem(KEY, language);
    document.documentElement.lang = language;
  }
}

export const language = new Choice();

/** A text as the person reads it. */
export function say<Figures extends unknown[]>(text: Text<Figures>, ...figures: Figures): string {
  return text[language.current](...figures);
}
