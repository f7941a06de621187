import { Suite, TokenIssuer } from '@clientele/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { buildAll, type BuildFigures, buildMore } from './segments/builds';
import { Desk } from './segments/desk';
import { type EventFigures, measureEvents } from './segments/events';
import { measureNight, type NightFigures } from './segments/night';
import { measurePreviews, type PreviewFigures } from './segments/previews';
import { measureSettings, type SettingsFigures } from './segments/settings';

/** What 200 segments come to; what was not asked for is not there. */
export interface SegmentFigures {
  readonly customers: number;
  readonly memberships: number;
  readonly builds: readonly BuildFigures[];
  readonly events: readonly EventFigures[];
  readonly previews: readonly PreviewFigures[];
  readonly night: readonly NightFigures[];
  readonly settings: SettingsFigures | undefined;
}

/** What is measured, and on what. */
export interface SegmentOptions {
  readonly segmented: number;
  /** Where the data is kept from run to run; without it, it is gone afterwards. */
  readonly segmentsData: string | undefined;
  /** Which parts; all of them if there is none. */
  readonly segments: readonly string[];
}

const SERVICES = ['identity', 'groups', 'orders', 'support'] as const;

/** Looks what segments and groups take of as many customers as asked for: a suite and data of their own. */
export async function measureSegments(
  options: SegmentOptions,
  say: (step: string) => void,
): Promise<SegmentFigures> {
  const dataDir = options.segmentsData ?? mkdtempSync(join(tmpdir(), 'clientele-bench-segments-'));
  const issuer = await TokenIssuer.start();
  const suite = new Suite({
    ...{ dataDir, env: { RATE_LIMIT_PER_MINUTE: '100000000', TEST_CLOCK: '1' }, onProgress: say },
    serviceEnv: {
      ...Object.fromEntries(SERVICES.map((service) => [service, { IDENTITY_URL: issuer.url }])),
      // Nobody looks after all segments but when it is measured.
      groups: { IDENTITY_URL: issuer.url, SEGMENTS_RECONCILE_CRON: '0 0 29 2 *' },
    },
  });
  await suite.start();
  const end = async (): Promise<void> => {
    await suite.stop();
    await issuer.stop();
    if (options.segmentsData === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().finally(() => process.exit(130)));
  try {
    await countStatements(suite);
    say(`Loading ${options.segmented} customers to put into segments, unless they are there`);
    const desk = await Desk.at(suite, issuer, options.segmented);
    try {
      return await measureAll(desk, options, say);
    } finally {
      await desk.leave();
    }
  } finally {
    await end();
  }
}

async function measureAll(
  desk: Desk,
  { segments }: SegmentOptions,
  say: (step: string) => void,
): Promise<SegmentFigures> {
  const isAsked = (part: string): boolean => segments.length === 0 || segments.includes(part);
  const built = await buildAll(desk, say);
  if (built) say('Waiting until all of it is told');
  await desk.atRest();
  return {
    customers: await desk.one('SELECT count(*)::integer AS n FROM customer_facts'),
    memberships: await desk.one('SELECT count(*)::integer AS n FROM memberships'),
    events: isAsked('events') ? await measureEvents(desk, say) : [],
    previews: isAsked('previews') ? await measurePreviews(desk, say) : [],
    settings: isAsked('settings') ? await measureSettings(desk) : undefined,
    builds: [...(built ? [built] : []), ...(isAsked('builds') ? await buildMore(desk, say) : [])],
    night: isAsked('night') ? await measureNight(desk, say) : [],
  };
}

/** Has Postgres count statements, which costs a little. */
async function countStatements(suite: Suite): Promise<void> {
  const client = new Client({ connectionString: suite.databaseUrl('groups') });
  await client.connect();
  const { rows } = await client.query<{ libraries: string }>(
    `SELECT current_setting('shared_preload_libraries') AS libraries`,
  );
  const isOn = rows[0]?.libraries.includes('pg_stat_statements') ?? false;
  if (!isOn) await client.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  if (isOn) await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await client.end();
  if (isOn) return;
  await suite.postgres?.restart();
  await countStatements(suite);
}
