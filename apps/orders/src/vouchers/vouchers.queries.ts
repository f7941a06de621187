import { CustomerNotChosen } from '@clientele/auth';
import { Clock } from '@clientele/config';
import { type Principal, shopAt } from '@clientele/contracts';
import { Database, instantSql, type PageDefinition, statement, type Tx } from '@clientele/database';
import { RawJson, readRawPage } from '@clientele/http';
import { isSeen, limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { customerOf } from '../carts/cart-access.domain';
import { OrdersConfig } from '../orders.config';
import { RULE } from './cart-vouchers.queries';
import { readCode } from './voucher-code.domain';
import { highlighted, usableBy } from './usable-vouchers.queries';
import type { ListVouchersQuery } from './vouchers.bodies';
import { VoucherNotFound } from './vouchers.problems';
import type { MyVouchersView, VouchersPageView, VoucherView } from './vouchers.views';

const VIEW = `json_build_object(${RULE},
  'description', v.description, 'automatic', v.automatic, 'active', v.active, 'highlighted', v.highlighted,
  'code', (SELECT k.code FROM voucher_codes k WHERE k.voucher_id = v.id AND NOT k.single_use),
  'startsOn', v.starts_on, 'endsOn', v.ends_on, 'quantity', v.quantity, 'quantityPerCustomer', v.quantity_per_customer,
  'used', v.used, 'customerId', v.customer_id, 'groupIds', v.group_ids, 'segmentIds', v.segment_ids,
  'restOfOrderId', v.rest_of_order_id, 'createdAt', ${instantSql('v.created_at')},
  'updatedAt', ${instantSql('v.updated_at')}, 'version', v.version)::text`;

const byId = statement<{ view: string; version: number }>(
  'vouchers-by-id',
  `SELECT ${VIEW} AS view, v.version FROM vouchers v WHERE v.shop_id = $1 AND v.id = $2 AND v.deleted_at IS NULL`,
);

const PAGE: PageDefinition = {
  sortable: {
    createdAt: { sql: 'v.created_at', type: 'timestamptz' },
    priority: { sql: 'v.priority', type: 'integer' },
    endsOn: { sql: 'v.ends_on', type: 'date', nullable: true },
    used: { sql: 'v.used', type: 'integer' },
  },
  defaultSort: '-createdAt',
  key: { sql: 'v.id', type: 'uuid' },
};

/** Reads vouchers. */
@Injectable()
export class VouchersQueries {
  constructor(
    private readonly db: Database,
    private readonly config: OrdersConfig,
    private readonly clock: Clock,
  ) {}

  /** One voucher. */
  async get({ shopId }: Principal, id: string, on: Database | Tx = this.db): Promise<RawJson<VoucherView>> {
    const row = await byId.first(on, [shopId, id]);
    if (!row) throw new VoucherNotFound();
    return new RawJson(row.view, row.version);
  }

  /** The highlighted ones that the contact's customer can use by now at the shop it is at. */
  async mine(caller: Principal): Promise<RawJson<MyVouchersView>> {
    const customerId = customerOf(caller);
    if (customerId === null) throw new CustomerNotChosen();
    const values = [caller.shopId, customerId, this.clock.now(), this.config.shopTimeZone, shopAt(caller)];
    return new RawJson((await highlighted.first(this.db, values))?.view ?? '{"items":[]}');
  }

  /** A page of vouchers: those of nobody in particular, and those of customers whom the caller sees. */
  list(caller: Principal, query: ListVouchersQuery): Promise<RawJson<VouchersPageView>> {
    const parameters: unknown[] = [caller.shopId];
    const bind = (value: unknown): string => `$${parameters.push(value)}`;
    const where = ['v.shop_id = $1', 'v.deleted_at IS NULL'];
    const conditions: [(value: string) => string, unknown][] = [
      [
        (code) =>
          `v.id IN (SELECT k.voucher_id FROM voucher_codes k WHERE k.shop_id = $1 AND k.code = ${code})`,
        query.code && readCode(query.code),
      ],
      [
        (q) => `EXISTS (SELECT FROM jsonb_each_text(v.name) n WHERE strpos(lower(n.value), ${q}) > 0)`,
        query.q?.toLowerCase(),
      ],
      [(active) => `v.active = ${active}`, query.active],
      [(automatic) => `v.automatic = ${automatic}`, query.automatic],
      [(highlighted) => `v.highlighted = ${highlighted}`, query.highlighted],
      [(customer) => `v.customer_id = ${customer}`, query.customerId],
      [(group) => `${group} = ANY (v.group_ids)`, query.groupId],
      [(segment) => `${segment} = ANY (v.segment_ids)`, query.segmentId],
    ];
    for (const [condition, value] of conditions) if (value !== undefined) where.push(condition(bind(value)));
    if (query.usableBy !== undefined)
      where.push(
        usableBy(
          ...(['$1', bind(query.usableBy), bind(this.clock.now())] as const),
          ...([bind(this.config.shopTimeZone), 'NULL'] as const),
        ),
      );
    const employeeId = limitedTo(caller);
    if (employeeId !== undefined) {
      const employee = bind(employeeId);
      where.push(`(v.customer_id IS NULL OR ${isSeen('v.customer_id', employee)})`);
      if (query.usableBy !== undefined) where.push(isSeen(`${bind(query.usableBy)}::uuid`, employee));
    }
    const matches = `FROM vouchers v WHERE ${where.join(' AND ')}`;
    return readRawPage(this.db, { page: PAGE, view: VIEW, matches }, query, parameters);
  }
}
