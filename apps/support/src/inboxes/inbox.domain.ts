/** A text of a resource per language, as one is needed where no language is known: English, or the first. */
export const anyOf = (texts: Readonly<Record<string, string>>): string =>
  texts['en'] ?? Object.values(texts)[0] ?? '';
