import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, type RawJson, requireVersion, ValidationFailed } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { COUNTRIES } from '../countries/countries.data';
import { nationalFaults, type NationalPart, touchesNationalPart } from '../countries/country.domain';
import { CustomerNotFound } from '../customers/customers.problems';
import { lockCustomer, lockOpenCustomer } from '../customers/lock-customer';
import { FormsService } from '../forms/forms.service';
import { mergeOwnValues } from '@clientele/forms';
import { Address } from './address.entity';
import type { CreateAddressBody, EditAddressBody } from './addresses.bodies';
import { AddressNotFound } from './addresses.problems';
import { ownCustomer, readAddress } from './addresses.queries';
import type { AddressView } from './addresses.views';

type Defaults = Pick<EditAddressBody, 'defaultDelivery' | 'defaultInvoice'>;

/** Changes addresses. The customer is locked meanwhile, so that it keeps one default of each kind. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly forms: FormsService,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    caller: Principal,
    customerId: string,
    body: CreateAddressBody,
  ): Promise<RawJson<AddressView>> {
    checkCountry(body);
    return once(async (tx) => {
      if (caller.kind === 'contact' && caller.customerId !== customerId) throw new CustomerNotFound();
      const { shopId } = await lockOpenCustomer(tx, caller.shopId, customerId);
      await this.forms.check(tx, 'address', { shopId, customerIds: [customerId] }, body);
      const isFirst = !(await tx.existsBy(Address, { customerId }));
      const defaults = {
        defaultDelivery: isFirst || body.defaultDelivery,
        defaultInvoice: isFirst || body.defaultInvoice,
      };
      const [id, now] = [newId(), this.clock.now()];

      await clearDefaults(tx, customerId, defaults, now);
      await tx.insert(Address, {
        ...{ ...body, ...defaults, id, shopId, customerId, custom: mergeOwnValues({}, body.custom) },
        ...{ createdAt: now, updatedAt: now, version: 1 },
      });
      await this.audit.add(tx, caller, {
        ...deedOn({ id, customerId }, 'addresses.create'),
        after: { ...body, ...defaults },
      });
      return readAddress(tx, caller, id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    fields: EditAddressBody,
  ): Promise<RawJson<AddressView>> {
    return this.db.transaction(async (tx) => {
      const address = await lockAddress(tx, caller, id);
      requireVersion(address.version, version);
      if (touchesNationalPart(fields)) checkCountry({ ...address, ...fields });
      await this.forms.check(
        tx,
        'address',
        { shopId: address.shopId, customerIds: [address.customerId] },
        fields,
        'change',
      );
      const [now, custom] = [this.clock.now(), mergeOwnValues(address.custom, fields.custom)];

      await clearDefaults(tx, address.customerId, fields, now);
      await tx.update(Address, id, { ...fields, custom, version: version + 1, updatedAt: now });
      await this.audit.add(tx, caller, {
        ...deedOn(address, 'addresses.edit'),
        ...changesOf<object>(address, { ...fields, custom }),
      });
      return readAddress(tx, caller, id);
    });
  }

  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const address = await lockAddress(tx, caller, id);
      await tx.delete(Address, { id });
      await this.audit.add(tx, caller, { ...deedOn(address, 'addresses.remove'), before: address });
    });
  }
}

const deedOn = ({ id, customerId }: Pick<Address, 'id' | 'customerId'>, operation: string): Deed => ({
  ...{ operation, resource: { type: 'addresses', id }, customerId },
});

function checkCountry(address: NationalPart): void {
  const country = COUNTRIES.get(address.country);
  const errors = country ? nationalFaults(address, country) : [];
  if (errors.length > 0) throw new ValidationFailed({ errors });
}

async function lockAddress(tx: Tx, caller: Principal, id: string): Promise<Address> {
  const customerId = ownCustomer(caller);
  const mine = { id, shopId: caller.shopId, ...(customerId === undefined ? {} : { customerId }) };
  const found = await tx.findOneBy(Address, mine);
  if (!found) throw new AddressNotFound();
  await lockCustomer(tx, caller.shopId, found.customerId);
  const address = await tx.findOne(Address, { where: mine, lock: { mode: 'pessimistic_write' } });
  if (!address) throw new AddressNotFound();
  return address;
}

/** Makes room for new defaults. The addresses that lose the place have changed, too. */
async function clearDefaults(tx: Tx, customerId: string, wanted: Defaults, now: Date): Promise<void> {
  for (const field of ['defaultDelivery', 'defaultInvoice'] as const) {
    if (!wanted[field]) continue;
    await tx.update(
      Address,
      { customerId, [field]: true },
      { [field]: false, version: () => 'version + 1', updatedAt: now },
    );
  }
}
