import { DEFAULT_SHOP_ID, ORDERS_OVERVIEW_PARTS, SUPPORT_OVERVIEW_PARTS } from '@clientele/contracts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { storedMember } from '../../apps/groups/src/memberships/current-member.queries';
import { ownOverview } from '../../apps/identity/src/overviews/overview.queries';
import { overviewParts as ofOrders } from '../../apps/orders/src/overviews/overview.queries';
import { overviewParts as ofSupport } from '../../apps/support/src/overviews/overview.queries';

interface Pools {
  readonly identity: Pool;
  readonly groups: Pool;
  readonly orders: Pool;
  readonly support: Pool;
}

/** All parts of an overview, straight from the four databases and one after the other in one answer. */
export function addOverviewRoute(
  fastify: FastifyInstance,
  { identity, groups, orders, support }: Pools,
): void {
  const today = new Date().toISOString().slice(0, 10);
  fastify.get<{ Params: { id: string } }>('/v1/customers/:id/overview', async ({ params: { id } }) => {
    const read = async (
      pool: Pool,
      { name, sql }: { readonly name: string; readonly sql: string },
      ...more: readonly unknown[]
    ): Promise<unknown> => {
      const { rows } = await pool.query({ name, text: sql, values: [DEFAULT_SHOP_ID, id, ...more] });
      return rows[0];
    };
    return Promise.all([
      read(identity, ownOverview, today),
      read(groups, storedMember),
      read(orders, ofOrders, ORDERS_OVERVIEW_PARTS, true),
      read(support, ofSupport, SUPPORT_OVERVIEW_PARTS),
    ]);
  });
}
