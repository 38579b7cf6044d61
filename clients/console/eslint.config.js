import svelte from "eslint-plugin-svelte";
import typescript from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

export default typescript.config(
  { ignores: ["generated/**", "dist/**", "node_modules/**"] },
  ...typescript.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: typescript.parser, svelteConfig } },
  },
  {
    rules: {
      // Text reaches the page as text, and nothing is inline: the address's policy
      // would block it, and a county's words are not ours to run.
      "svelte/no-at-html-tags": "error",
      "svelte/no-inline-styles": "error",
      "svelte/no-target-blank": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-restricted-properties": ["error",
        { property: "innerHTML", message: "text goes in as text" },
        { property: "outerHTML", message: "text goes in as text" },
        { property: "insertAdjacentHTML", message: "text goes in as text" },
        { object: "document", property: "write", message: "text goes in as text" }],
      // Tokens and what was typed go to their rooms, not to a console.
      "no-console": "error",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_+$", argsIgnorePattern: "^_" }],
      // A snippet without arguments stands where others have one.
      "svelte/no-useless-children-snippet": "off",
      // Routes are fragments; there is no router to resolve them.
      "svelte/no-navigation-without-resolve": "off",
    },
  },
);
