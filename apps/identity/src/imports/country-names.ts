import { COUNTRIES } from '../countries/countries.data';

const names = new Intl.DisplayNames('en', { type: 'region' });
const codes = new Map(
  [...COUNTRIES.keys()].flatMap((code) => [
    [code.toLowerCase(), code],
    [(names.of(code) ?? code).toLowerCase(), code],
  ]),
);

/** The code of a country by its code or its English name; undefined if there is none: none is ever made. */
export const countryCode = (text: string): string | undefined => codes.get(text.trim().toLowerCase());
