import { Audit } from '@clientele/audit';
import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { Contact } from '../contacts/contact.entity';
import { Customer } from '../customers/customer.entity';
import { Title } from './title.entity';
import { ReplacementUnknown, TitleInUse, TitleNotFound } from './titles.problems';

// In the order of ids, so that two deletions do not wait for each other. Whoever is about to give somebody the title
// waits for us, and finds that it is gone.
const lock = statement<{ id: string; version: number }>(
  'titles-lock',
  'SELECT id, version FROM titles WHERE shop_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR UPDATE',
);

const BATCH = 10_000;

// In steps: all customers of a shop in one statement would exceed the time that a statement has.
const retitleCustomers = statement<{ id: string }>(
  'titles-replace-of-customers',
  `UPDATE customers SET title_id = $2, version = version + 1, updated_at = $3
   WHERE id = ANY (ARRAY(SELECT id FROM customers WHERE title_id = $1 LIMIT ${BATCH})) RETURNING id`,
);
const retitleContacts = statement<{ id: string }>(
  'titles-replace-of-contacts',
  `UPDATE contacts SET title_id = $2, version = version + 1
   WHERE id = ANY (ARRAY(SELECT id FROM contacts WHERE title_id = $1 LIMIT ${BATCH})) RETURNING id`,
);

/** Deletes titles; whoever has one gets another in the same transaction. */
@Injectable()
export class TitleDeletionService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  remove(caller: Principal, id: string, version: number, replaceWith?: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const locked = await lock.rows(tx, [caller.shopId, [id, replaceWith ?? id]]);
      const title = locked.find((one) => one.id === id);
      if (!title) throw new TitleNotFound();
      requireVersion(title.version, version);
      if (replaceWith === undefined) await requireUnused(tx, id);
      else if (locked.length < 2) throw new ReplacementUnknown();
      else await this.replace(tx, id, replaceWith);
      const before = await tx.findOneByOrFail(Title, { id });
      await tx.delete(Title, { id });
      await this.audit.add(tx, caller, {
        ...{ operation: 'titles.remove', resource: { type: 'titles', id } },
        ...{ before, after: { replaceWith } },
      });
    });
  }

  private async replace(tx: Tx, id: string, by: string): Promise<void> {
    const now = this.clock.now();
    await inBatches(() => retitleCustomers.rows(tx, [id, by, now]));
    await inBatches(() => retitleContacts.rows(tx, [id, by]));
  }
}

async function requireUnused(tx: Tx, titleId: string): Promise<void> {
  const customers = await tx.countBy(Customer, { titleId });
  const contacts = await tx.countBy(Contact, { titleId });
  if (customers + contacts > 0) throw new TitleInUse({ customers, contacts });
}

async function inBatches(step: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await step()).length === BATCH);
}
