/** A part of a country that stands in addresses: a state, a province, a county. */
export class RegionView {
  /** ISO 3166-2. */
  code: string;
  name: string;
}

/** What is asked of an address in a country. */
export class CountryView {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** In the caller's language. */
  name: string;
  /** Regular expression for a whole postcode, whatever its case; null where none is known. */
  postcodePattern: string | null;
  /** Whether addresses there need a postcode. */
  postcodeNeeded: boolean;
  /** Whether addresses there need a region. */
  regionNeeded: boolean;
  /** Whether addresses there need the number of the person or company. */
  identificationNeeded: boolean;
  /** To choose from; an address may name a region in other words. */
  regions: RegionView[];
}

export class CountriesView {
  /** In the alphabetical order of the language. */
  items: CountryView[];
  /** Always null: the list is one page. */
  nextCursor: string | null;
}
