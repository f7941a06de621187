import type { FieldError } from '@clientele/contracts';
import type { Country } from './countries.data';

/** The part of an address that depends on its country. */
export interface NationalPart {
  readonly country: string;
  readonly postcode?: string | null;
  readonly region?: string | null;
  readonly identificationNumber?: string | null;
}

const NATIONAL = ['country', 'postcode', 'region', 'identificationNumber'] as const;

/** Whether a change touches what depends on the country. An old address may be put right in other respects. */
export const touchesNationalPart = (changes: Partial<NationalPart>): boolean =>
  NATIONAL.some((field) => changes[field] !== undefined);

/** What an address lacks, or has wrong, for its country. */
export function nationalFaults(address: NationalPart, country: Country): FieldError[] {
  const { postcode, region, identificationNumber } = address;
  return [
    ...(country.postcodeNeeded && !postcode ? [needed('postcode', country)] : []),
    ...(postcode && !isPostcode(postcode, country) ? [wrongPostcode(country)] : []),
    ...(country.regionNeeded && !region ? [needed('region', country)] : []),
    ...(region && !isRegion(region, country) ? [unknownRegion(country)] : []),
    ...(country.identificationNeeded && !identificationNumber
      ? [needed('identificationNumber', country)]
      : []),
  ];
}

const isPostcode = (postcode: string, { postcodePattern }: Country): boolean =>
  postcodePattern === null || new RegExp(postcodePattern, 'i').test(postcode);

// What looks like a code must be one; a name is taken as it is, as names have many spellings.
const isRegion = (region: string, { code, regions }: Country): boolean =>
  !region.toUpperCase().startsWith(`${code}-`) ||
  regions.some((known) => known.code === region.toUpperCase());

const needed = (field: string, { code }: Country): FieldError => ({
  pointer: `/${field}`,
  code: 'needed-in-country',
  message: `Addresses in ${code} need ${field}.`,
});

const wrongPostcode = ({ code, postcodePattern }: Country): FieldError => ({
  pointer: '/postcode',
  code: 'postcode',
  message: `Postcodes in ${code} look like ${postcodePattern}.`,
});

const unknownRegion = ({ code }: Country): FieldError => ({
  pointer: '/region',
  code: 'region',
  message: `There is no such region in ${code}; /v1/countries lists them.`,
});
