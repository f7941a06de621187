import type { CustomerMerged, DomainEvent } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';

/** A customer becomes part of another. */
export interface Merge {
  readonly id: string;
  readonly shopId: string;
  readonly fromId: string;
  readonly intoId: string;
}

/** Something that customers have. */
export interface Belongings {
  /** Gives what one customer has to the other, and remembers it under the merge. */
  move(tx: Tx, merge: Merge): Promise<void>;
  /** Gives back what is remembered and is still with the survivor. */
  putBack(tx: Tx, merge: Merge): Promise<void>;
}

// Two merges that touch each other must not pass unseen; there are few of them.
const takeTurns = statement('merges-take-turns', "SELECT pg_advisory_xact_lock(hashtext('customer-merges'))");

const keep = statement(
  'merges-keep',
  `INSERT INTO known_merges (id, shop_id, from_id, into_id, undone) VALUES ($1, $2, $3, $4, false)
   ON CONFLICT (id) DO NOTHING RETURNING id`,
);

const keepUndone = statement(
  'merges-keep-undone',
  `INSERT INTO known_merges (id, shop_id, from_id, into_id, undone) VALUES ($1, $2, $3, $4, true)
   ON CONFLICT (id) DO UPDATE SET undone = true`,
);

const COLUMNS = `id, shop_id AS "shopId", from_id AS "fromId", into_id AS "intoId"`;

const onwards = statement<Merge & Record<string, unknown>>(
  'merges-onwards',
  `SELECT DISTINCT ON (from_id) ${COLUMNS} FROM known_merges WHERE from_id = ANY ($1::uuid[]) AND NOT undone
   ORDER BY from_id, id DESC`,
);

const undoneInto = statement<Merge & Record<string, unknown>>(
  'merges-undone-into',
  `SELECT ${COLUMNS} FROM known_merges WHERE into_id = $1 AND undone ORDER BY id`,
);

/** Moves all that customers have when they are merged, and back. */
export class Merges {
  constructor(private readonly belongings: readonly Belongings[]) {}

  /** Does what a merge says; nothing if it is known, or was undone before it was heard of. */
  async merge(tx: Tx, merge: Merge): Promise<void> {
    await takeTurns.rows(tx);
    if (await keep.first(tx, valuesOf(merge))) await this.move(tx, merge);
  }

  /** Takes a merge back. */
  async undo(tx: Tx, merge: Merge): Promise<void> {
    await takeTurns.rows(tx);
    await keepUndone.rows(tx, valuesOf(merge));
    await this.putBack(tx, merge);
  }

  /** Lets what came for customers after they were merged go after them. */
  async follow(tx: Tx, ...customerIds: readonly string[]): Promise<void> {
    for (const merge of await onwards.rows(tx, [customerIds])) await this.move(tx, merge);
  }

  // On to the survivor of the survivor. The set ends a round trip: a merge and its reverse, told before the undoing between.
  private async move(tx: Tx, merge: Merge, done: ReadonlySet<string> = new Set()): Promise<void> {
    if (done.has(merge.id)) return;
    for (const belongings of this.belongings) await belongings.move(tx, merge);
    const next = await onwards.first(tx, [[merge.intoId]]);
    if (next) await this.move(tx, next, new Set([...done, merge.id]));
  }

  // What an earlier merge brought, undone while a later one had it, goes all the way back.
  private async putBack(tx: Tx, merge: Merge, done: ReadonlySet<string> = new Set()): Promise<void> {
    if (done.has(merge.id)) return;
    for (const belongings of this.belongings) await belongings.putBack(tx, merge);
    for (const earlier of await undoneInto.rows(tx, [merge.fromId]))
      await this.putBack(tx, earlier, new Set([...done, merge.id]));
  }
}

const valuesOf = ({ id, shopId, fromId, intoId }: Merge): string[] => [id, shopId, fromId, intoId];

/** What an event says of a merge. */
export const mergeOf = ({
  shopId,
  data: { mergeId: id, fromId, intoId },
}: DomainEvent<CustomerMerged>): Merge => ({
  ...{ id, shopId, fromId, intoId },
});
