// What XML cannot hold, what its readers change, and what would be read as one of these (ECMA-376, ST_Xstring).
const NOT_PLAIN = /(?![\t\n])\p{Cc}|[\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/gu;
const ESCAPED = /_x([\dA-Fa-f]{4})_/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The text of a cell as XLSX holds it. */
export const toXmlText = (text: string): string =>
  text
    .replaceAll(
      NOT_PLAIN,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replaceAll(/[&<>]/g, (character) => ENTITIES[character] ?? character);

/** The text of a cell that an XML parser has read. */
export const fromXmlText = (text: string): string =>
  text.replaceAll(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
