// What a person chose, on this device: Chinese until they say English.
import type { Language } from "./texts.ts";

const KEY = "epiledger-language";

export function chosenLanguage(): Language {
  return localStorage.getItem(KEY) === "en" ? "en" : "zh";
}

export function keepChoice(language: Language): void {
  localStorage.setItem(KEY, language);
}
