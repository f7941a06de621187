import { type Actor, newId } from '@clientele/contracts';
import { arrayText, statement, type Tx } from '@clientele/database';
import { eventsSql, type OutboxRowValues } from '@clientele/messaging';
import type { Occasion } from './membership-history.domain';
import type { writtenOf } from './member-change.domain';

/** A table's columns with their types, and those that are the same in all rows, as SQL. */
interface Target {
  readonly columns: Readonly<Record<string, string>>;
  readonly constants?: Readonly<Record<string, string>>;
}

const CHANGED: Target = {
  columns: {
    ...{ customer_id: 'uuid', default_group_id: 'uuid', fallback_group_id: 'uuid' },
    ...{ registered: 'boolean', version: 'integer' },
  },
};
const ENDED: Target = { columns: { customer_id: 'uuid', group_id: 'uuid' } };
const JOINED: Target = {
  columns: {
    ...{ customer_id: 'uuid', group_id: 'uuid', started_at: 'timestamptz', expires_at: 'timestamptz' },
    ...{ default_at: 'timestamptz', chosen_at: 'timestamptz', base_source: 'text' },
    ...{ base_expires_at: 'timestamptz', grant_id: 'uuid' },
  },
};
const REMEMBERED: Target = {
  columns: {
    ...{ id: 'uuid', customer_id: 'uuid', group_id: 'uuid', kind: 'text', expires_at: 'timestamptz' },
    grant_id: 'uuid',
  },
  constants: {
    ...{ actor_kind: '$2', actor_id: '$3', changed_at: '$1' },
    ...{ reason: '$4::text', batch_id: '$5::uuid', segment_id: '$6::uuid' },
  },
};
const OUTBOX: Target = { columns: { id: 'uuid', type: 'text', event: 'json', events: 'integer' } };
const GRANTED: Target = {
  columns: {
    ...{ id: 'uuid', customer_id: 'uuid', group_id: 'uuid', order_id: 'uuid', order_line_id: 'uuid' },
    ...{ product_id: 'text', rule_id: 'uuid', granted_at: 'timestamptz', duration: 'text' },
    ...{ until: 'timestamptz', on_repurchase: 'text', take_back: 'boolean', makes_default: 'boolean' },
    revoked_at: 'timestamptz',
  },
};

// State, history and event in one round trip. An array for each column: what is written of JSON has to be read of it first.
const save = statement('members-save', saveSql());
/** The same with the ledger, which is there when the memberships' foreign keys are checked. */
const saveWithGrants = statement('members-save-with-grants', saveSql(GRANTED));

/** What changes come to, the rows of customers that are others by it, and the events that tell it, unless they are told otherwise. */
interface Writing {
  readonly written: readonly ReturnType<typeof writtenOf>[];
  readonly rows: readonly ReturnType<typeof writtenOf>['row'][];
  readonly outboxRows: readonly OutboxRowValues[];
  readonly occasion: Occasion | undefined;
}

/** Writes what changes come to, and the events that tell it. */
export async function saveMembers(
  tx: Tx,
  { written, rows, outboxRows, occasion }: Writing,
  actor: Actor,
  now: Date,
): Promise<void> {
  const granted = written.flatMap((one) => one.granted);
  const history = written.flatMap((one) => one.history.map((entry) => ({ ...entry, id: newId() })));
  const parameters = [
    ...[now, actor.kind, actor.id],
    ...[occasion?.reason ?? null, occasion?.batchId ?? null, occasion?.segmentId ?? null],
    ...columnsOf(CHANGED, rows, [
      ...(['customerId', 'defaultGroupId', 'fallbackGroupId', 'registered', 'version'] as const),
    ]),
    ...columnsOf(
      ENDED,
      written.flatMap(({ ended }) => ended),
      ['customerId', 'groupId'],
    ),
    ...columnsOf(
      JOINED,
      written.flatMap(({ joined }) => joined),
      [
        ...(['customerId', 'groupId', 'startedAt', 'expiresAt', 'defaultAt', 'chosenAt'] as const),
        ...(['baseSource', 'baseExpiresAt', 'grantId'] as const),
      ],
    ),
    ...columnsOf(REMEMBERED, history, ['id', 'customerId', 'groupId', 'kind', 'expiresAt', 'grantId']),
    ...columnsOf(OUTBOX, outboxRows, ['id', 'type', 'event', 'events']),
  ];
  if (granted.length === 0) await save.rows(tx, parameters);
  else
    await saveWithGrants.rows(tx, [
      ...parameters,
      ...columnsOf(GRANTED, granted, [
        ...([
          'id',
          'customerId',
          'groupId',
          'orderId',
          'lineId',
          'productId',
          'ruleId',
          'grantedAt',
        ] as const),
        ...(['duration', 'until', 'onRepurchase', 'takeBack', 'makesDefault', 'revokedAt'] as const),
      ]),
    ]);
}

function saveSql(granted?: Target): string {
  let parameters = 6;
  const rows = ({ columns }: Target): string =>
    `unnest(${Object.values(columns)
      .map((type) => (type === 'json' ? eventsSql(`$${++parameters}`) : `$${++parameters}::${type}[]`))
      .join(', ')}) AS r (${Object.keys(columns).join(', ')})`;
  const insert = (table: string, target: Target): string => {
    const { columns, constants = {} } = target;
    const names = [...Object.keys(columns), ...Object.keys(constants)].join(', ');
    const values = [...Object.keys(columns), ...Object.values(constants)].join(', ');
    return `INSERT INTO ${table} (${names}) SELECT ${values} FROM ${rows(target)}`;
  };
  return `
    WITH changed AS (
      UPDATE members m SET default_group_id = r.default_group_id, fallback_group_id = r.fallback_group_id,
                           registered = r.registered, version = r.version, updated_at = $1
      FROM ${rows(CHANGED)}
      WHERE m.customer_id = r.customer_id
    ), ended AS (
      DELETE FROM memberships s USING ${rows(ENDED)} WHERE s.customer_id = r.customer_id AND s.group_id = r.group_id
    ), joined AS (
      ${insert('memberships', JOINED)}
      ON CONFLICT (customer_id, group_id) DO UPDATE
        SET started_at = excluded.started_at, expires_at = excluded.expires_at, default_at = excluded.default_at,
            chosen_at = excluded.chosen_at, base_source = excluded.base_source,
            base_expires_at = excluded.base_expires_at, grant_id = excluded.grant_id
    ), remembered AS (
      ${insert('membership_changes', REMEMBERED)}
    ), told AS (
      ${insert('outbox', OUTBOX)}
    )${granted ? `, granted AS (${insert('grants', granted)})` : ''}
    SELECT 1 AS saved`;
}

/** One array for each field, as `unnest` takes them; the fields are in the order of the columns. */
function columnsOf<Field extends string>(
  { columns }: Target,
  rows: readonly Readonly<Partial<Record<Field, Value>>>[],
  fields: readonly Field[],
): readonly unknown[] {
  const types = Object.values(columns);
  return fields.map((field, i) => {
    const values = rows.map((row) => row[field]);
    if (types[i] === 'json') return values.join('\n');
    return types[i] === 'text' ? values : arrayText(values);
  });
}

type Value = Parameters<typeof arrayText>[0][number];
