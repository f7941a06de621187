// Without what looks like something else, and without vowels, so that no words come about.
const CHARACTERS = 'BCDFGHJKMNPRSTVWXZ23456789';

/** How many characters a code has that is made here: too many to be guessed. */
const LENGTH = 12;

/** A code that nobody can guess. `random(n)` gives a whole number below n. */
export const newCode = (random: (below: number) => number, prefix = ''): string =>
  prefix + Array.from({ length: LENGTH }, () => CHARACTERS[random(CHARACTERS.length)]).join('');

/** A code as it is stored, from how somebody may write it. */
export const readCode = (text: string): string => text.trim().toUpperCase();
