/** A text that says something, on as many lines as it likes. */
export const SAYS_SOMETHING = /^[^\0]*[^\s\0][^\0]*$/u;

/** A text that says something on one line, and so may stand in a header. */
export const ONE_LINE = /^(?=.*\S)[^\p{Cc}]*$/u;
