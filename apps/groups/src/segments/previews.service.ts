import { Clock } from '@clientele/config';
import type { Principal } from '@clientele/contracts';
import { Database, DatabaseBusy, dynamicStatement, statement } from '@clientele/database';
import { seenAmong } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { estimateOf, type Sampled } from './estimate.domain';
import { type Evaluated, wantedSql } from './membership-sql';
import { requireDefinition } from './require-definition';
import { Parameters } from './rule-sql.domain';
import type { PreviewSegmentBody } from './segments.bodies';
import { readSegment } from './segments-list.queries';
import type { CountView, PreviewView } from './segments.views';
import { momentOf } from './shop-day.domain';

/** More than these are estimated. */
const EXACT = 10_000;
/** So are those that take longer to count. What is done so quickly is not worth compiling. */
const PATIENCE = "SELECT set_config('statement_timeout', '600ms', true), set_config('jit', 'off', true)";
const SAMPLE = 20;
const SAMPLED = 20_000;
const NO_SEGMENT = '00000000-0000-0000-0000-000000000000';

/** SQL of some customers by their ids, all of them or those of a part. */
type Customers = (parameters: Parameters, sampling: string) => string;

interface Found extends Record<string, unknown> {
  readonly count: number;
  readonly sample: readonly string[];
}

const total = statement<{ total: number }>(
  'customer-facts-total',
  `SELECT CASE WHEN reltuples > 0 THEN reltuples::float8 ELSE (SELECT count(*) FROM customer_facts)::float8 END AS total
   FROM pg_class WHERE oid = 'customer_facts'::regclass`,
);

/** Tells who would be in a segment. */
@Injectable()
export class Previews {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  async preview(caller: Principal, { segmentId, ...body }: PreviewSegmentBody): Promise<PreviewView> {
    const { shopId } = caller;
    if (segmentId !== undefined) await readSegment(this.db, shopId, segmentId);
    const definition = await this.db.transaction((tx) => requireDefinition(tx, shopId, body));
    const segment = { ...definition, id: segmentId ?? NO_SEGMENT, shopId };
    const count = (customers: Customers): Promise<CountView> => this.count(caller, customers);
    return {
      members: await count(this.wanted(segment)),
      entering: segmentId === undefined ? null : await count(this.entering(segment)),
      leaving: segmentId === undefined ? null : await count(this.leaving(segment)),
    };
  }

  private wanted(segment: Evaluated): Customers {
    const moment = momentOf(this.clock.now(), this.config.shopTimeZone);
    return (parameters, sampling) =>
      `SELECT customer_id FROM (${wantedSql(segment, () => 'true', moment, parameters, sampling)}) w`;
  }

  private entering(segment: Evaluated): Customers {
    const wanted = this.wanted(segment);
    return (parameters, sampling) => `${wanted(parameters, sampling)}
      WHERE NOT EXISTS (SELECT FROM segment_members m
        WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} AND m.customer_id = w.customer_id)`;
  }

  private leaving(segment: Evaluated): Customers {
    const wanted = this.wanted(segment);
    return (parameters, sampling) => `
      SELECT m.customer_id FROM segment_members m JOIN customer_facts x ${sampling} ON x.customer_id = m.customer_id
      WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} EXCEPT ${wanted(parameters, sampling)}`;
  }

  private async count(caller: Principal, customers: Customers): Promise<CountView> {
    const exact = await this.exactly(customers);
    const { count, sample, margin } = exact ?? (await this.estimate(customers));
    const seen = await seenAmong(this.db, caller, sample);
    return { count, exact: exact !== undefined, margin, sample: [...seen] };
  }

  private async exactly(customers: Customers): Promise<(Found & { margin: null }) | undefined> {
    const parameters = new Parameters();
    const sql = `
      SELECT count(*)::integer AS count, coalesce((array_agg(customer_id))[1:${SAMPLE}], '{}') AS sample
      FROM (SELECT customer_id FROM (${customers(parameters, '')}) c LIMIT ${EXACT + 1}) c`;
    try {
      const found = await this.db.transaction(async (tx) => {
        await tx.query(PATIENCE);
        return dynamicStatement<Found>(sql).first(tx, parameters.values);
      });
      return found && found.count <= EXACT ? { ...found, margin: null } : undefined;
    } catch (error) {
      if (error instanceof DatabaseBusy) return undefined;
      throw error;
    }
  }

  private async estimate(customers: Customers): Promise<Found & { margin: number }> {
    const all = (await total.first(this.db))?.total ?? 0;
    const percent = Math.min(100, (100 * SAMPLED) / Math.max(1, all));
    const parameters = new Parameters();
    // The same rows wherever it stands.
    const sampling = `TABLESAMPLE BERNOULLI (${parameters.add(percent, 'real')}) REPEATABLE (1)`;
    const sql = `
      SELECT count(*)::integer AS hits, coalesce((array_agg(customer_id))[1:${SAMPLE}], '{}') AS sample,
             (SELECT count(*)::integer FROM customer_facts ${sampling}) AS sampled
      FROM (${customers(parameters, sampling)}) c`;
    const found = await dynamicStatement<Sampled & { sample: readonly string[] } & Record<string, unknown>>(
      sql,
    ).first(this.db, parameters.values);
    const { hits = 0, sampled = 0, sample = [] } = found ?? {};
    return { ...estimateOf({ hits, sampled, total: Math.max(all, sampled) }), sample };
  }
}
