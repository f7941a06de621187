import type { Schema } from '@clientele/database';
import { IdempotencyKeyRow } from './idempotency-key.entity';
import { CreateHttp1760000000001 } from './migrations/1760000000001-create-http';
import { RateLimitRow } from './rate-limit.entity';

/** The tables of the HTTP conventions, which every service has in its database. */
export const httpSchema: Schema = {
  entities: [IdempotencyKeyRow, RateLimitRow],
  migrations: [CreateHttp1760000000001],
};
