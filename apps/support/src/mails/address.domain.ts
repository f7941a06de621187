import { defineProblem } from '@clientele/contracts';

/** What could be taken for more than one address, or for a header, is not an address. */
const SPECIAL = String.raw`\s\p{Cc}<>,;:"()[\]\\@`;

/** Exactly one address: a local part and a domain, without quoting, comments or control characters. */
export const ADDRESS = new RegExp(`^[^${SPECIAL}]{1,64}@[^${SPECIAL}]{1,253}$`, 'u');

/** The text is not exactly one e-mail address. */
export class AddressNotValid extends defineProblem(
  'invalid',
  'address-not-valid',
  'This is not an e-mail address',
) {}

/** The address as it may stand in a header or an envelope; throws `AddressNotValid` for anything else. */
export function oneAddress(text: string): string {
  if (!ADDRESS.test(text)) throw new AddressNotValid();
  return text;
}

/** What follows the @. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** A text as it may stand in a header: on one line, without control characters. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
