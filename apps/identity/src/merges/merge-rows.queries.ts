import { statement, type Tx } from '@clientele/database';
import { movedRows } from '@clientele/merging';

/** `(customer)`: its default addresses. */
export const defaultAddresses = statement<{ delivery: string | null; invoice: string | null }>(
  'merges-default-addresses',
  `SELECT (SELECT id FROM addresses WHERE customer_id = $1 AND default_delivery) AS delivery,
          (SELECT id FROM addresses WHERE customer_id = $1 AND default_invoice) AS invoice`,
);

/** `(customer, delivery, invoice)`: makes addresses that came back the defaults that they were. */
export const restoreDefaults = statement(
  'merges-restore-defaults',
  `UPDATE addresses SET default_delivery = coalesce(id = $2, false), default_invoice = coalesce(id = $3, false)
   WHERE customer_id = $1 AND id IN ($2, $3)`,
);

const links = statement<{ id: string }>(
  'merges-moved-links',
  `SELECT row_id AS id FROM merged_rows WHERE merge_id = $1 AND table_name = 'contact_links'`,
);

/** `(erased customers)`: what merges remember of their data. */
export const forgetValues = statement(
  'merges-forget-values',
  `UPDATE customer_merges SET given = '{}', replaced = '{}' WHERE from_id = ANY ($1) OR into_id = ANY ($1)`,
);

/** Links that are with the survivor by a merge. */
export const movedLinks = async (tx: Tx, mergeId: string): Promise<string[]> =>
  (await links.rows(tx, [mergeId])).map(({ id }) => id);

const NAMES: Readonly<Record<string, string>> = {
  contact_links: 'contacts',
  customer_notes: 'notes',
  graphical_profiles: 'graphicalProfiles',
  documents: 'documents',
  addresses: 'addresses',
  visits: 'visits',
  pages: 'pages',
  sales_team_responsibilities: 'salesTeams',
};

/** What is with the survivor by a merge, by names that people know. */
export async function movedHere(tx: Tx, mergeId: string): Promise<Record<string, number>> {
  const moved = await movedRows(tx, mergeId);
  return Object.fromEntries(
    Object.entries(moved).flatMap(([table, count]) => {
      const name = NAMES[table];
      return name === undefined ? [] : [[name, count] as const];
    }),
  );
}
