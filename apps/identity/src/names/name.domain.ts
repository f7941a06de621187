const CHARACTERS = /^[\p{L}\p{M} '’\-‐.]+$/u;
const LETTER = /\p{L}/u;
/** A dot abbreviates a word; within one it would make an address of the web. */
const DOT_WITHIN = /\.(?! |$)/u;

/**
 * Tells whether `text` can be the name of a person: letters of any script, marks, spaces, hyphens, apostrophes, and
 * dots that end a word; 1 to 255 characters.
 */
export const isName = (text: string): boolean =>
  text.length <= 255 && CHARACTERS.test(text) && LETTER.test(text) && !DOT_WITHIN.test(text);
