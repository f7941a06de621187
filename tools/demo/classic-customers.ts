import { parse } from 'csv-parse/sync';

/** A row of the classic customer export. */
interface ClassicRow {
  readonly Title: string;
  readonly 'Last name': string;
  readonly 'First Name': string;
  readonly 'Email address': string;
  readonly Enabled: string;
  readonly 'News.': string;
  readonly 'Opt.': string;
  readonly Registration: string;
  readonly 'Last visit': string;
}

/** A customer as `POST /v1/customers` takes it. */
export interface CustomerToImport {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly titleId?: string;
  readonly enabled: boolean;
  readonly newsletter: boolean;
  readonly partnerOffers: boolean;
  readonly registeredAt: string;
  readonly lastVisitAt?: string;
}

/**
 * Reads `ID;Title;Last name;First Name;Email address;Age;Enabled;News.;Opt.;Registration;Last visit;`. The id and the age
 * are left: we give numbers of our own, and an age says no birthday. Times are UTC.
 */
export function readClassicCustomers(csv: string, titleIds: ReadonlyMap<string, string>): CustomerToImport[] {
  const rows: ClassicRow[] = parse(csv, { delimiter: ';', columns: true, bom: true, skip_empty_lines: true });
  return rows.map((row) => ({
    firstName: row['First Name'],
    lastName: row['Last name'],
    email: row['Email address'],
    titleId: titleIds.get(row.Title),
    enabled: row.Enabled === '1',
    newsletter: row['News.'] === '1',
    partnerOffers: row['Opt.'] === '1',
    registeredAt: instant(row.Registration),
    lastVisitAt: row['Last visit'] === '' ? undefined : instant(row['Last visit']),
  }));
}

const instant = (text: string): string => `${text.replace(' ', 'T')}.000Z`;
