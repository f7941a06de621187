import { loadSettings } from '@clientele/config';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { BareConfig } from './bare.config';
import { addCartRoutes } from './carts';
import { addCustomerRoutes } from './customers';
import { addOverviewRoute } from './overview';
import { addPriceRoute } from './prices';

/**
 * The limit that the services are compared with: Fastify and `pg` in one process, the same prepared statements on the
 * same databases, the least arithmetic that fills them; nobody is authenticated, nothing validated.
 */
async function main(): Promise<void> {
  const config = loadSettings(BareConfig);
  // As the services have it.
  const options = '-c plan_cache_mode=force_generic_plan';
  const poolOf = (connectionString: string) => new Pool({ connectionString, max: config.poolSize, options });
  const fastify = Fastify();
  fastify.get('/health/ready', async () => ({ status: 'ready' }));
  const identity = poolOf(config.identityUrl);
  await addCustomerRoutes(fastify, identity, config.identityUrl);
  const orders = new Pool({
    ...{ connectionString: config.ordersUrl, max: config.poolSize },
    ...{ pipeline: true, options },
  });
  addPriceRoute(fastify, orders);
  addCartRoutes(fastify, orders);
  addOverviewRoute(fastify, {
    identity,
    groups: poolOf(config.groupsUrl),
    orders,
    support: poolOf(config.supportUrl),
  });
  process.on('SIGTERM', () => process.exit(0));
  await fastify.listen({ port: config.port, host: '127.0.0.1' });
}

void main();
