import { Audit } from '@clientele/audit';
import type { Principal } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { CustomerUnknown } from '../segments/segments.problems';
import { keepTags } from './facts.queries';
import type { TagsBody } from './tags.bodies';
import type { TagsView } from './tags.views';

const lock = statement<TagsView & Record<string, unknown>>(
  'customer-facts-lock-tags',
  'SELECT tags FROM customer_facts WHERE shop_id = $1 AND customer_id = $2 FOR NO KEY UPDATE',
);

/** Keeps what other systems say of customers. */
@Injectable()
export class Tags {
  constructor(
    private readonly db: Database,
    private readonly audit: Audit,
  ) {}

  replace(caller: Principal, { customerId, tags }: TagsBody): Promise<TagsView> {
    return this.db.transaction(async (tx) => {
      const before = await lock.first(tx, [caller.shopId, customerId]);
      if (!before) throw new CustomerUnknown();
      const after = { tags: tags.toSorted() };
      await keepTags.rows(tx, [customerId, after.tags]);
      await this.audit.add(tx, caller, {
        ...{ operation: 'customerTags.replace', resource: { type: 'segments' }, customerId, before, after },
      });
      return after;
    });
  }
}
