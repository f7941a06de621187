import { arrayText } from '@clientele/database';
import type { Client } from 'pg';
import { hasWaited, NEWEST_TOLD } from './bulk';
import type { Unpublished } from './publisher';

/** How many events are told at once. */
export const BATCH = 500;
/** How many rows are taken note of at once. */
export const NOTED = 200;

const AGGREGATE = `CASE WHEN events = 1 THEN event #>> '{aggregate,id}' END AS aggregate`;

/** A row of those that are told in bulk: what it is about instead of its text. */
export interface Noted extends Pick<Unpublished, 'position'> {
  readonly about: string;
}

/** What is not published, all of it seen at the same moment. */
export interface Waiting {
  /** The next to be told, in their order. */
  readonly urgent: readonly Unpublished[];
  /** The next of those that were told in bulk. */
  readonly bulk: readonly Noted[];
}

/** From where on to look, and past which rows. */
export interface Looking {
  readonly from: bigint;
  readonly without: Iterable<string | number>;
}

/** Looks for what is not published. */
export async function look(client: Client, urgent: Looking, bulk: Looking): Promise<Waiting> {
  const { rows } = await client.query<Unpublished & { readonly about: string | null }>({
    name: 'unpublished',
    text: `SELECT position, id, type, events, event::text, ${AGGREGATE}, NULL AS about
           FROM (SELECT o.*, sum(events) OVER (ORDER BY position) - events AS before
                 FROM (SELECT * FROM outbox
                       WHERE published_at IS NULL AND bulk_aggregates IS NULL AND position > $1 AND position <> ALL ($2::bigint[])
                       ORDER BY position LIMIT ${BATCH}) o) o
           WHERE before < ${BATCH}
           UNION ALL
           (SELECT position, id, type, events, NULL, NULL, bulk_aggregates::text FROM outbox
            WHERE published_at IS NULL AND bulk_aggregates IS NOT NULL AND position > $3 AND position <> ALL ($4::bigint[])
            ORDER BY position LIMIT ${NOTED})
           ORDER BY position`,
    values: [...valuesOf(urgent), ...valuesOf(bulk)],
  });
  return {
    urgent: rows.filter(({ about }) => about === null),
    bulk: rows.flatMap(({ position, about }) => (about === null ? [] : [{ position, about }])),
  };
}

const valuesOf = ({ from, without }: Looking): string[] => [from.toString(), arrayText([...without])];

/** Which of rows that were told in bulk are still to be told, and whether they have waited long enough. */
export async function standing(
  client: Client,
  positions: readonly number[],
): Promise<readonly { readonly position: string; readonly hasWaited: boolean }[]> {
  const { rows } = await client.query<{ position: string; hasWaited: boolean }>({
    name: 'held-back',
    text: `SELECT position, ${hasWaited('created_at', NEWEST_TOLD)} AS "hasWaited" FROM outbox
           WHERE position = ANY ($1::bigint[]) AND published_at IS NULL ORDER BY position`,
    values: [arrayText(positions)],
  });
  return rows;
}

/** Rows as they are published. */
export async function unpublished(
  client: Client,
  positions: readonly number[],
): Promise<readonly Unpublished[]> {
  const { rows } = await client.query<Unpublished>({
    name: 'unpublished-of',
    text: `SELECT position, id, type, events, event::text, ${AGGREGATE} FROM outbox
           WHERE position = ANY ($1::bigint[]) AND published_at IS NULL ORDER BY position`,
    values: [arrayText(positions)],
  });
  return rows;
}

/** Takes note that rows are published. */
export async function markPublished(client: Client, positions: readonly string[]): Promise<void> {
  await client.query({
    name: 'published',
    text: 'UPDATE outbox SET published_at = now() WHERE position = ANY($1::bigint[])',
    values: [arrayText(positions)],
  });
}
