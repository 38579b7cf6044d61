// The language that is shown.
import { chosenLanguage, keepChoice } from "./chosen.ts";
import type { Language, Text } from "./texts.ts";

class Choice {
  #current = $state<Language>(chosenLanguage());

  get current(): Language {
    return this.#current;
  }

  choose(language: Language): void {
    this.#current = language;
    keepChoice(language);
    document.documentElement.lang = language;
  }
}

export const language = new Choice();

/** A text as the person reads it. */
export function say<Figures extends unknown[]>(text: Text<Figures>, ...figures: Figures): string {
  return text[language.current](...figures);
}
