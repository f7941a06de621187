import { Audit, changesOf } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { type FieldError, newId, type Principal } from '@clientele/contracts';
import { Database, statement, type Tx, violates } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ProductUnknown } from '../prices/prices.problems';
import { contradictionsIn } from './voucher-check.domain';
import { VoucherCode } from './voucher-code.entity';
import { readCode } from './voucher-code.domain';
import { Voucher } from './voucher.entity';
import { lockVoucher } from './voucher-locking';
import type { SwitchVoucherBody, VoucherBody } from './vouchers.bodies';
import { GroupUnknown, VoucherCodeTaken, VoucherNotValid } from './vouchers.problems';
import { VouchersQueries } from './vouchers.queries';
import type { VoucherView } from './vouchers.views';

// Locked, so that a group that goes meanwhile finds the voucher.
const lockGroups = statement<{ id: string }>(
  'vouchers-lock-groups',
  `SELECT id FROM known_groups WHERE shop_id = $1 AND id = ANY ($2::uuid[]) AND deleted_at IS NULL ORDER BY id FOR SHARE`,
);

/** Changes vouchers. Carts follow when they are looked at next. */
@Injectable()
export class VouchersService {
  constructor(
    private readonly db: Database,
    private readonly queries: VouchersQueries,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, body: VoucherBody): Promise<RawJson<VoucherView>> {
    return once(async (tx) => {
      const columns = await check(tx, caller, body);
      const [id, now] = [newId(), this.clock.now()];
      await tx
        .insert(Voucher, {
          ...{ ...columns, id, shopId: caller.shopId, restOfOrderId: null, restOfVoucherId: null },
          ...{ version: 1, createdAt: now, updatedAt: now, deletedAt: null },
        })
        .catch(explain);
      await keepCode(tx, caller, id, body.code);
      return this.queries.get(caller, id, tx);
    });
  }

  /** Carts that hold it show what it takes off from now on. */
  replace(caller: Principal, id: string, version: number, body: VoucherBody): Promise<RawJson<VoucherView>> {
    return this.db.transaction(async (tx) => {
      // Groups before vouchers, as where a group goes.
      const columns = await check(tx, caller, body);
      const voucher = await lockVoucher(tx, caller, id);
      requireVersion(voucher.version, version);
      return this.change(tx, caller, voucher, 'vouchers.replace', async () => {
        await keepCode(tx, caller, id, body.code);
        return columns;
      });
    });
  }

  /** Needs no version: who wants it off does not care what else was changed. */
  switch(caller: Principal, id: string, changes: SwitchVoucherBody): Promise<RawJson<VoucherView>> {
    return this.db.transaction(async (tx) => {
      const voucher = await lockVoucher(tx, caller, id);
      return this.change(tx, caller, voucher, 'vouchers.switch', () => Promise.resolve(changes));
    });
  }

  /** It leaves all carts; its codes are free again. Orders keep what it took off. */
  delete(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const { version } = await lockVoucher(tx, caller, id);
      const before = await this.viewOf(tx, caller, id);
      const now = this.clock.now();
      await tx.delete(VoucherCode, { voucherId: id });
      await tx.update(Voucher, id, { deletedAt: now, updatedAt: now, version: version + 1 });
      await this.audit.add(tx, caller, { ...deedOn(id, 'vouchers.delete'), before });
    });
  }

  private async change(
    tx: Tx,
    caller: Principal,
    { id, version }: Voucher,
    operation: string,
    decide: () => Promise<Partial<Voucher>>,
  ): Promise<RawJson<VoucherView>> {
    const before = await this.viewOf(tx, caller, id);
    const changes = { ...(await decide()), version: version + 1, updatedAt: this.clock.now() };
    await tx.update(Voucher, id, changes).catch(explain);
    const after = await this.viewOf(tx, caller, id);
    await this.audit.add(tx, caller, {
      ...deedOn(id, operation),
      ...changesOf<object>({ ...before, ...UNTOLD }, { ...after, ...UNTOLD }),
    });
    return this.queries.get(caller, id, tx);
  }

  private async viewOf(tx: Tx, caller: Principal, id: string): Promise<Record<string, unknown>> {
    return JSON.parse((await this.queries.get(caller, id, tx)).text) as Record<string, unknown>;
  }
}

/** What counts changes says nothing of them. */
const UNTOLD = { version: 0, updatedAt: '' };

const deedOn = (id: string, operation: string) => ({ operation, resource: { type: 'vouchers', id } });

async function check(tx: Tx, { shopId }: Principal, body: VoucherBody) {
  const errors = contradictionsIn(body);
  if (errors.length > 0) throw new VoucherNotValid({ errors });
  const known = new Set((await lockGroups.rows(tx, [shopId, body.groupIds])).map(({ id }) => id));
  const unknown = body.groupIds.flatMap((id, i) => (known.has(id) ? [] : [unknownGroup(i)]));
  if (unknown.length > 0) throw new GroupUnknown({ errors: unknown });
  return columnsOf(body);
}

const unknownGroup = (i: number): FieldError => ({
  ...{ pointer: `/groupIds/${i}`, code: 'group-unknown', message: 'There is no such group.' },
});

function columnsOf(body: VoucherBody) {
  const { code: _, minimum, amount, ...fields } = body;
  return {
    ...{ startsOn: null, endsOn: null, quantity: null, quantityPerCustomer: null, customerId: null },
    ...{ percent: null, giftProductId: null, ...fields },
    ...{ amount: amount?.amount ?? null, currency: amount?.currency ?? null },
    amountTaxIncluded: amount?.taxIncluded ?? null,
    ...{ minimumAmount: minimum?.amount ?? null, minimumCurrency: minimum?.currency ?? null },
    minimumTaxIncluded: minimum?.taxIncluded ?? null,
  };
}

async function keepCode(
  tx: Tx,
  { shopId }: Principal,
  voucherId: string,
  given: string | null | undefined,
): Promise<void> {
  const code = given ? readCode(given) : null;
  const own = await tx.findOneBy(VoucherCode, { voucherId, singleUse: false });
  if ((own?.code ?? null) === code) return;
  if (own) await tx.delete(VoucherCode, { shopId, code: own.code });
  if (code === null) return;
  await tx
    .insert(VoucherCode, { shopId, voucherId, code, singleUse: false, customerId: null })
    .catch(explain);
}

function explain(error: unknown): never {
  if (violates(error, 'voucher_codes_pkey')) throw new VoucherCodeTaken();
  if (violates(error, 'vouchers_gift_product_id_fkey'))
    throw new ProductUnknown({
      errors: [wrong('/giftProductId', 'product-unknown', 'There is no such product.')],
    });
  if (violates(error, 'vouchers_used_check'))
    throw new VoucherNotValid({
      errors: [wrong('/quantity', 'less-than-used', 'It was used more often already.')],
    });
  throw error;
}

const wrong = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
