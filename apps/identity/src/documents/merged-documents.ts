import { statement } from '@clientele/database';
import { type Belongings, rowsOf } from '@clientele/merging';

// The survivor may come to have more than its quota: what is there stays.
const count = statement(
  'document-usages-count',
  `INSERT INTO document_usages (owner_id, bytes)
   SELECT o.id, (SELECT coalesce(sum(size), 0) FROM documents WHERE customer_id = o.id)
   FROM unnest($1::uuid[]) AS o (id) ORDER BY o.id
   ON CONFLICT (owner_id) DO UPDATE SET bytes = excluded.bytes`,
);

const documents = rowsOf('documents', { set: 'version = version + 1' });

/** Documents of customers that are merged, and the room they take. */
export const mergedDocuments: Belongings = {
  move: async (tx, merge) => {
    await documents.move(tx, merge);
    await count.rows(tx, [[merge.fromId, merge.intoId]]);
  },
  putBack: async (tx, merge) => {
    await documents.putBack(tx, merge);
    await count.rows(tx, [[merge.fromId, merge.intoId]]);
  },
};
