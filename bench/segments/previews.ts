import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { checkRule } from '../../apps/groups/src/segments/rule-check.domain';
import type { Rule } from '../../apps/groups/src/segments/rule';
import { wantedSql } from '../../apps/groups/src/segments/membership-sql';
import { Parameters } from '../../apps/groups/src/segments/rule-sql.domain';
import { momentOf } from '../../apps/groups/src/shops/shop-day.domain';
import { rulesToPreview, type SegmentDefinition } from '../data/segment-rules';
import { percentile } from '../driver/statistics';
import type { Desk } from './desk';
import { processorTime } from './effort';

/** How long it takes to tell who would be in a segment. */
export interface PreviewFigures {
  readonly kind: string;
  readonly asked: number;
  readonly p50: number;
  readonly slowest: number;
  /** Milliseconds of processor time of each, nearly all of it of Postgres. */
  readonly processor: number;
  /** How many there are, of the last that was asked for. */
  readonly members: number;
  readonly told: number;
  readonly exact: boolean;
  /** By how much it may be off, as it is told. */
  readonly margin: number;
  /** How the database finds all of them. */
  readonly plan: string;
}

interface Preview {
  readonly members: {
    readonly count: number;
    readonly exact: boolean;
    readonly margin: number | null;
    readonly sample: readonly string[];
  };
}

const EACH = 5;
const ZONE = 'Europe/Paris';

/** Asks for previews of new rules of every kind, one after the other, each rule once. */
export async function measurePreviews(desk: Desk, say: (step: string) => void): Promise<PreviewFigures[]> {
  const figures: PreviewFigures[] = [];
  for (const [kind, definitions] of rulesToPreview(desk.shop, EACH)) {
    say(`Previewing: ${kind}`);
    const figure = await measure(desk, kind, definitions);
    const { p50, slowest, processor, told, exact, members } = figure;
    const times = [p50, slowest, processor].map(Math.round).join(', ');
    say(`${times} ms (half, slowest, processor); ${exact ? 'exactly' : 'about'} ${told} of ${members}`);
    figures.push(figure);
  }
  return figures;
}

async function measure(
  desk: Desk,
  kind: string,
  definitions: readonly SegmentDefinition[],
): Promise<PreviewFigures> {
  const times: number[] = [];
  let last: Preview['members'] | undefined;
  const before = processorTime(desk.suite);
  for (const { name: _, ...definition } of definitions) {
    const begun = performance.now();
    last = (await desk.api.post<Preview>('/v1/segments/preview', definition)).members;
    times.push(performance.now() - begun);
  }
  const after = processorTime(desk.suite);
  const processor = ((after.node + after.postgres - before.node - before.postgres) * 1_000) / times.length;
  const { members, plan } = await truth(desk, definitions.at(-1));
  return {
    ...{
      kind,
      asked: times.length,
      p50: percentile(times, 50),
      slowest: Math.max(...times),
      processor,
      members,
      plan,
    },
    ...{ told: last?.count ?? Number.NaN, exact: last?.exact ?? false, margin: last?.margin ?? 0 },
  };
}

/** All of them, counted with as much time as it takes. */
async function truth(
  { groups }: Desk,
  definition?: SegmentDefinition,
): Promise<{ readonly members: number; readonly plan: string }> {
  if (!definition) return { members: 0, plan: '' };
  const segment = {
    ...{ id: NO_SEGMENT, shopId: DEFAULT_SHOP_ID, ...ruleOf(definition) },
    ...{
      includedGroupIds: definition.includedGroupIds ?? [],
      excludedGroupIds: definition.excludedGroupIds ?? [],
    },
  };
  const parameters = new Parameters();
  const sql = wantedSql(segment, () => 'true', momentOf(new Date(), ZONE), parameters);
  const { rows: counted } = await groups.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM (${sql}) c`,
    parameters.values,
  );
  const { rows } = await groups.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${sql}`,
    parameters.values,
  );
  return { members: counted[0]?.n ?? 0, plan: rows.map((row) => row['QUERY PLAN']).join('\n') };
}

function ruleOf({ name, rule }: SegmentDefinition): { readonly rule: Rule | null } {
  if (rule === null) return { rule };
  // As it comes over the wire.
  const checked = checkRule(JSON.parse(JSON.stringify(rule)), '/rule');
  if ('errors' in checked) throw new Error(`${name}: ${JSON.stringify(checked.errors)}`);
  return checked;
}

const NO_SEGMENT = '00000000-0000-0000-0000-000000000000';
