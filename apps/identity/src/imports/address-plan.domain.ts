import type { Country } from '../countries/countries.data';
import { nationalFaults, touchesNationalPart } from '../countries/country.domain';
import type { Change } from './contact-plan.domain';
import type { Mistake } from './column.domain';
import { type FormCheck, type ImportMode, type Outcome, taskFor } from './import-outcome.domain';
import { changed, differing } from './own-fields.domain';
import type { Fields } from './rows.domain';

/** An address as it is, or as the rows so far have made it. */
export interface KnownAddress extends Readonly<Record<string, unknown>> {
  readonly id: string;
  readonly customerId: string;
  readonly alias: string;
  readonly country: string;
  readonly defaultDelivery: boolean;
  readonly defaultInvoice: boolean;
  readonly version: number;
}

/** A row: whose address it is, and what it says of it. */
export interface AddressRow {
  readonly customerId: string;
  readonly alias: string;
  readonly fields: Fields;
}

const NEEDED = ['firstName', 'lastName', 'line1', 'city', 'country'] as const;
const DEFAULTS = ['defaultDelivery', 'defaultInvoice'] as const;

/** What rows are held to. */
export interface AddressRules {
  readonly mode: ImportMode;
  readonly check: FormCheck;
  readonly countries: ReadonlyMap<string, Country>;
}

/** Decides about rows one after the other, each on what those before have made. */
export class AddressPlan {
  readonly addresses = new Map<string, Change<KnownAddress>>();
  private readonly byCustomer = new Map<string, Map<string, KnownAddress>>();

  constructor(
    private readonly rules: AddressRules,
    known: readonly KnownAddress[],
    private readonly newId: () => string,
  ) {
    for (const address of known) this.ofCustomer(address.customerId).set(address.alias, address);
  }

  /** What becomes of a row. A row with a mistake changes nothing. */
  add({ customerId, alias, fields }: AddressRow): Outcome {
    const others = this.ofCustomer(customerId);
    const before = others.get(alias);
    const task = taskFor(before !== undefined, this.rules.mode, 'address');
    if (typeof task === 'object') return task;
    const missing = NEEDED.find((field) => !before && typeof fields[field] !== 'string');
    if (missing) return { column: missing, code: 'missing', message: 'A new address needs it.' };

    const changes = before ? differing(before, fields) : changed({}, fields);
    if (before && Object.keys(changes).length === 0) return 'unchanged';
    const after = changed(before ?? this.newAddress(customerId, alias, others.size === 0), changes);
    const fault = !before || touchesNationalPart(changes) ? this.nationalFault(after) : undefined;
    const refusal = fault ?? this.rules.check(changes, before ? 'change' : 'whole', [customerId]);
    if (refusal) return refusal;
    for (const place of DEFAULTS) if (after[place]) this.clear(customerId, place);
    this.take(before, after);
    return before ? 'updated' : 'created';
  }

  private newAddress(customerId: string, alias: string, isFirst: boolean): KnownAddress {
    const places = { defaultDelivery: isFirst, defaultInvoice: isFirst };
    return { id: this.newId(), customerId, alias, country: '', ...places, version: 0 };
  }

  private nationalFault(address: KnownAddress): Mistake | undefined {
    const country = this.rules.countries.get(address.country);
    const [fault] = country ? nationalFaults(address, country) : [];
    return fault && { column: fault.pointer.slice(1), code: fault.code, message: fault.message };
  }

  /** Makes room for another default. */
  private clear(customerId: string, place: (typeof DEFAULTS)[number]): void {
    for (const address of this.ofCustomer(customerId).values())
      if (address[place]) this.take(address, { ...address, [place]: false });
  }

  private take(before: KnownAddress | undefined, after: KnownAddress): void {
    const earlier = this.addresses.get(after.id);
    this.addresses.set(after.id, { before: earlier ? earlier.before : before, after });
    this.ofCustomer(after.customerId).set(after.alias, after);
  }

  private ofCustomer(id: string): Map<string, KnownAddress> {
    const known = this.byCustomer.get(id) ?? new Map<string, KnownAddress>();
    this.byCustomer.set(id, known);
    return known;
  }
}
