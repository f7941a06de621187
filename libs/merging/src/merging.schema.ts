import type { Schema } from '@clientele/database';
import { KnownMerge } from './known-merge.entity';
import { MergedRow } from './merged-row.entity';
import { CreateMerges1764000000740 } from './migrations/1764000000740-create-merges';

/** The memory of merges, for services that keep something of customers. */
export const mergingSchema: Schema = {
  entities: [KnownMerge, MergedRow],
  migrations: [CreateMerges1764000000740],
};
