import { newId } from '@clientele/contracts';
import { Audit, changesOf, type Deed } from '@clientele/audit';
import type { Tx } from '@clientele/database';
import { type EndedJob, type JobHandler, RunsJobs } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { COUNTRIES } from '../countries/countries.data';
import { addressColumns } from './address-columns.domain';
import { AddressPlan, type AddressRow, type KnownAddress } from './address-plan.domain';
import { addressesOf, clearDefaults, putAddresses } from './addresses-import.queries';
import type { Column, Mistake } from './column.domain';
import type { Change } from './contact-plan.domain';
import { countryCode } from './country-names';
import type { KnownCustomer } from './customer-plan.domain';
import { knownCustomers } from './customers-import.queries';
import { formCheck } from './form-check';
import type { ImportInput, ImportJob } from './import-job';
import { ImportRun } from './import-run.service';
import type { ImportContext, ImportPlan, ImportTarget } from './import-target';
import { formOf, withOwn } from './own-fields.domain';
import { ownerField } from './person-columns.domain';
import type { Fields, Row, RowKey } from './rows.domain';

/** Imports addresses, found by their customer and what the customer calls them. */
@Injectable()
@RunsJobs('addresses-import')
export class AddressesImport implements JobHandler, ImportTarget {
  readonly form = 'address';
  // Of a customer that is locked all addresses are: who plans later waits there.
  readonly plansAhead = true;

  constructor(
    private readonly runs: ImportRun,
    private readonly audit: Audit,
  ) {}

  run(job: ImportJob): Promise<void> {
    return this.runs.run(job, this);
  }

  ended(tx: Tx, job: EndedJob<ImportInput>): Promise<void> {
    return this.runs.ended(tx, job);
  }

  columns(match: string): readonly Column[] {
    return addressColumns(match);
  }

  neededColumns(match: string): readonly string[] {
    return [ownerField(match), 'alias'];
  }

  keysOf(fields: Fields, match: string): readonly RowKey[] {
    const [owner, alias] = [fields[ownerField(match)], fields['alias']];
    return typeof owner === 'string' && typeof alias === 'string'
      ? [{ field: 'alias', key: `address ${owner.toLowerCase()} ${alias}` }]
      : [];
  }

  async plan(tx: Tx, context: ImportContext, rows: readonly Row[]): Promise<ImportPlan> {
    const customers = await knownCustomers(tx, context, rows, ownerField(context.match));
    const read = rows.map((row) => addressRow(row, context, customers));
    const ids = [...new Set([...customers.values()].map(({ id }) => id))];
    const known = (await addressesOf.rows(tx, [ids])).map(({ address, custom }) => withOwn(address, custom));
    const check = await formCheck(tx, 'address', context, ids);
    const plan = new AddressPlan({ mode: context.mode, check, countries: COUNTRIES }, known, newId);
    const outcomes = read.map((row) => ('code' in row ? row : plan.add(row)));
    return { outcomes, write: (same) => this.write(same, context, [...plan.addresses.values()]) };
  }

  private async write(
    tx: Tx,
    { actor, shopId, now }: ImportContext,
    changes: readonly Change<KnownAddress>[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const written = JSON.stringify(changes.map(({ after }) => formOf(after)));
    await clearDefaults.rows(tx, [written]);
    await putAddresses.rows(tx, [shopId, written, now]);
    await this.audit.add(tx, { ...actor, shopId }, ...changes.map(deedOf));
  }
}

const deedOf = ({
  before,
  after: { id, customerId, version: _version, ...fields },
}: Change<KnownAddress>): Deed => ({
  operation: 'imports.addresses',
  resource: { type: 'addresses', id },
  customerId,
  ...(before ? changesOf<object>(formOf(before), formOf(fields)) : { after: formOf(fields) }),
});

function addressRow(
  { row, fields }: Row,
  { match }: ImportContext,
  customers: ReadonlyMap<number, KnownCustomer>,
): AddressRow | Mistake {
  const owner = ownerField(match);
  const { [owner]: whose, alias, country, ...rest } = fields;
  const customer = customers.get(row);
  if (typeof whose !== 'string')
    return { column: owner, code: 'missing', message: 'Addresses belong to customers.' };
  if (!customer)
    return { column: owner, code: 'customer-not-found', message: 'There is no such open customer.' };
  if (typeof alias !== 'string')
    return { column: 'alias', code: 'missing', message: 'Addresses are matched by it.' };
  const code = typeof country === 'string' ? countryCode(country) : undefined;
  if (typeof country === 'string' && code === undefined)
    return { column: 'country', code: 'country-unknown', message: `There is no country ${country}.` };
  return {
    customerId: customer.id,
    alias,
    fields: { ...rest, ...(code !== undefined && { country: code }) },
  };
}
