import { eventually } from '@clientele/testing';
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { customerBatches, type GeneratedCustomer } from './data/customers';
import { loadPeople } from './data/load-identity';
import { workbookOf } from './data/workbook';
import { forgetPeak, peakMemoryOf } from './driver/cpu';
import { unhandledEvents } from './lag';
import type { Stage } from './stage';

/** One file on its way in. */
export interface ImportFigures {
  readonly name: string;
  readonly megabytes: number;
  readonly rows: number;
  readonly seconds: number;
  /** What it was for the suite; null where it was not ours. */
  readonly suite: SuiteFigures | null;
}

/** What a file was for those who bring it in, and for those who follow. */
interface SuiteFigures {
  /** How long after the end of the import everybody who follows had heard all of it. */
  readonly heardSeconds: number;
  /** Processor time of all services, Postgres and NATS until then, for each row, in microseconds. */
  readonly cpu: number;
  /** The most memory that identity had until then. */
  readonly peakMegabytes: number;
}

const WARM_UP = 2_000;
/** Rows of the workbook, and bytes of text in each that nothing packs: together 50 MB. */
const WORKBOOK = { rows: 20_000, bytes: 2_450 };
/** As many rows per transaction as the import has. */
const BATCH = 500;

const COLUMNS = [
  'externalReference',
  'firstName',
  'lastName',
  'email',
  'phone',
  'birthday',
  'language',
  'company',
];

/** Imports customers from CSV and from a large workbook, and has plain `pg` insert as many into the same tables. */
export async function measureImports(stage: Stage, customers: number): Promise<ImportFigures[]> {
  await importFile(stage, 'warm-up', csvOf(rowsOf('warm', WARM_UP)), WARM_UP);
  const csv = csvOf(rowsOf('csv', customers));
  const xlsx = workbookOf(
    [...COLUMNS, 'remarks', 'more'],
    rowsOf('xlsx', WORKBOOK.rows).map((row) => [...row, noise(), noise()]),
  );
  return [
    await importFile(stage, 'CSV', csv, customers),
    await importFile(stage, 'XLSX', xlsx, WORKBOOK.rows),
    await insertBare(stage, customers),
  ];
}

async function importFile(stage: Stage, name: string, file: Buffer, rows: number): Promise<ImportFigures> {
  const pid = stage.suite.service('identity').pid ?? 0;
  forgetPeak(pid);
  const cpu = stage.cpu();
  const { id } = await call(stage, '/v1/imports?match=externalReference', file);
  const job = await eventually(async () => {
    const found = await call(stage, `/v1/imports/${id}`);
    if (found.finishedAt === null) throw new Error(`The import is ${found.state}.`);
    return found;
  }, 600_000);
  if (job.counts['created'] !== rows) throw new Error(`Of ${rows} rows: ${JSON.stringify(job)}`);
  const end = Date.parse(job.finishedAt ?? '');
  const seconds = (end - Date.parse(job.startedAt ?? '')) / 1_000;
  // Looking takes something of those who are looked at.
  while (!(await isHeard(stage))) await delay(250);
  const heardSeconds = (Date.now() - end) / 1_000;
  const suite = {
    ...{ heardSeconds, cpu: ((stage.cpu() - cpu) * 1_000) / rows },
    peakMegabytes: peakMemoryOf(pid),
  };
  return { name, megabytes: file.length / 1e6, rows, seconds, suite };
}

/** Whether all that is to be told is told, and handled by everybody who listens. */
async function isHeard(stage: Stage): Promise<boolean> {
  const { rows } = await stage.databases.identity.query<{ due: boolean }>(
    'SELECT EXISTS (SELECT FROM due_descriptions) AS due',
  );
  if (rows[0]?.due !== false || (await stage.backlog()) > 0) return false;
  return (await unhandledEvents(stage.suite.natsUrl)) === 0;
}

async function insertBare(stage: Stage, count: number): Promise<ImportFigures> {
  const batches = [...customerBatches(count, 1, BATCH)].map((batch) => batch.map(renewed));
  const { databases, shop } = stage;
  const { identity } = databases;
  stage.pause(true);
  const begun = performance.now();
  for (const batch of batches) {
    await identity.query('BEGIN');
    await loadPeople(identity, batch, shop.profileId);
    await identity.query('COMMIT');
  }
  const seconds = (performance.now() - begun) / 1_000;
  stage.pause(false);
  return { name: 'bare `INSERT`s', megabytes: 0, rows: count, seconds, suite: null };
}

// Those that were loaded in the beginning have the same ids and addresses.
const renewed = (customer: GeneratedCustomer): GeneratedCustomer => {
  const id = (old: string): string => old.slice(0, 24) + [...old.slice(24)].toReversed().join('');
  const { person } = customer;
  return {
    ...{ ...customer, id: id(customer.id), contactId: id(customer.contactId), linkId: id(customer.linkId) },
    person: { ...person, email: `bare.${person.email}` },
  };
};

const rowsOf = (name: string, count: number): string[][] =>
  [...customerBatches(count, 1)]
    .flat()
    .map(({ person }, i) => [
      ...[`${name}-${i}`, person.firstName, person.lastName, `${name}.${person.email}`, person.phone],
      ...[person.birthday, person.language, person.company ?? ''],
    ]);

const csvOf = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from([COLUMNS, ...rows].map((cells) => `${cells.join(';')}\r\n`).join(''));

const noise = (): string => randomBytes(WORKBOOK.bytes / 2).toString('base64');

interface Job {
  readonly id: string;
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

async function call(stage: Stage, path: string, file?: Buffer): Promise<Job> {
  const response = await fetch(`${stage.suite.service('identity').url}${path}`, {
    method: file ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${stage.operatorToken}`,
      ...(file && { 'content-type': 'application/octet-stream' }),
    },
    ...(file && { body: new Uint8Array(file) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Job;
}
