import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { ListCustomersQuery } from '../../apps/identity/src/customers/customers.bodies';
import { CustomersQueries, readCustomer } from '../../apps/identity/src/customers/customers.queries';
import { IdentityConfig } from '../../apps/identity/src/identity.config';
import { OPERATOR } from '../operations/principals';
import { heard } from './heard';

const JSON_TYPE = 'application/json; charset=utf-8';

/** One customer with addresses and groups; a list by the beginning of the e-mail. */
export async function addCustomerRoutes(fastify: FastifyInstance, pool: Pool, url: string): Promise<void> {
  const byId = await heard(url, (db) => readCustomer(db, DEFAULT_SHOP_ID, DEFAULT_SHOP_ID, new Date()));
  fastify.get<{ Params: { id: string } }>('/v1/customers/:id', async ({ params }, reply) => {
    const { rows } = await pool.query<{ view: string }>({
      ...byId,
      values: [DEFAULT_SHOP_ID, params.id, byId.values[2]],
    });
    void reply.header('content-type', JSON_TYPE);
    return rows[0]?.view;
  });

  const list = await heard(url, (db) =>
    new CustomersQueries(db, new Clock(), new IdentityConfig()).list(
      OPERATOR,
      Object.assign(new ListCustomersQuery(), { email: 'a', limit: 20 }),
    ),
  );
  fastify.get<{ Querystring: { email: string } }>('/v1/customers', async ({ query }, reply) => {
    const values = list.values.map((value) => (value === 'a' ? query.email : value));
    const { rows } = await pool.query<{ view: string; cursor: string }>({ ...list, values });
    void reply.header('content-type', JSON_TYPE);
    return `{"items":[${rows.map(({ view }) => view).join(',')}]}`;
  });
}
