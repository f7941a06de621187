import { iso31661, iso31662 } from 'iso-3166';
// The package's own front only answers yes or no; the API tells the patterns.
import { POSTCODE_REGEXES } from 'postcode-validator/lib/cjs/postcode-regexes';
import { needsIdentification, needsPostcode, needsRegion } from './country-needs';

/** A part of a country that stands in addresses: a state, a province, a county. */
export interface Region {
  /** ISO 3166-2. */
  readonly code: string;
  readonly name: string;
}

/** What is asked of an address in a country. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  /** Matches postcodes as a whole; null where there are none, or none known. Case does not matter. */
  readonly postcodePattern: string | null;
  readonly postcodeNeeded: boolean;
  readonly regionNeeded: boolean;
  readonly identificationNeeded: boolean;
  /** The smallest parts that ISO knows. */
  readonly regions: readonly Region[];
}

// Post to armed forces goes to three regions that are no part of any land.
const FORCES: readonly Region[] = [
  { code: 'US-AA', name: 'Armed Forces Americas' },
  { code: 'US-AE', name: 'Armed Forces Europe' },
  { code: 'US-AP', name: 'Armed Forces Pacific' },
];

const regionsOf = regionsByCountry();

/** Every country of ISO 3166, by its code. */
export const COUNTRIES: ReadonlyMap<string, Country> = new Map(
  iso31661.map(({ alpha2 }) => [alpha2, countryOf(alpha2)]),
);

function countryOf(code: string): Country {
  return {
    code,
    postcodePattern: POSTCODE_REGEXES.get(code)?.source ?? null,
    postcodeNeeded: needsPostcode(code),
    regionNeeded: needsRegion(code),
    identificationNeeded: needsIdentification(code),
    regions: regionsOf.get(code) ?? [],
  };
}

function regionsByCountry(): ReadonlyMap<string, readonly Region[]> {
  const parents = new Set(iso31662.map(({ parent }) => parent));
  const found = new Map<string, Region[]>([['US', [...FORCES]]]);
  for (const { code, name } of iso31662) {
    if (parents.has(code)) continue;
    const country = code.slice(0, 2);
    const regions = found.get(country) ?? [];
    regions.push({ code, name });
    found.set(country, regions);
  }
  for (const regions of found.values()) regions.sort((a, b) => (a.code < b.code ? -1 : 1));
  return found;
}
