import { Clock } from '@clientele/config';
import { segmentChanged, segmentMemberEntered, segmentMemberLeft, systemActor } from '@clientele/contracts';
import { dynamicStatement, statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ShopZones } from '../shops/shop-zones.service';
import { differingSql, type Evaluated, type Scope, updateSql } from './membership-sql';
import { Segment } from './segment.entity';
import type { TransitionCause } from './segment-transition.entity';
import { Parameters } from './rule-sql.domain';

/** How many customers one event tells of. */
const TOGETHER = 500;

interface Known extends Record<string, unknown> {
  readonly customerId: string;
}

interface Transition extends Known {
  readonly id: number;
  readonly entered: boolean;
}

const leavers = statement<Known>(
  'segment-transitions-leavers',
  `SELECT DISTINCT t.customer_id AS "customerId" FROM segment_transitions t WHERE t.segment_id = $1 AND NOT t.entered
     AND NOT EXISTS (SELECT FROM segment_members m WHERE m.segment_id = $1 AND m.customer_id = t.customer_id)`,
);

const lastTransition = statement<{ id: number }>(
  'segment-transitions-last',
  'SELECT coalesce(max(id), 0)::float8 AS id FROM segment_transitions WHERE segment_id = $1',
);

/** Brings up to date who is in a segment, and tells who came and who left. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
  ) {}

  /** The first of some customers who are to be looked at for a segment, as they are in it and should not be, or the other way round. */
  async differing(tx: Tx, segment: Evaluated, scope: Scope, limit: number): Promise<readonly string[]> {
    const moment = await this.zones.momentIn(tx, segment.shopId);
    const { sql, values } = differingSql(segment, scope, moment, limit);
    const rows = await dynamicStatement<Known>(sql).rows(tx, values);
    return rows.map(({ customerId }) => customerId);
  }

  /** Looks at some customers for a segment. Whoever calls it sees to it that nobody else does so for the same ones. */
  async evaluate(tx: Tx, segment: Evaluated, scope: Scope, cause: TransitionCause): Promise<void> {
    const moment = await this.zones.momentIn(tx, segment.shopId);
    const { sql, values } = updateSql(segment, scope, moment, cause);
    await this.tellMoved(tx, segment, await dynamicStatement<Transition>(sql).rows(tx, values), cause);
  }

  /** Tells who came into a segment and who left it. */
  async tellMoved(
    tx: Tx,
    segment: Evaluated,
    transitions: readonly Transition[],
    cause: TransitionCause,
  ): Promise<void> {
    for (const entered of [true, false]) {
      const some = transitions.filter((one) => one.entered === entered);
      for (let i = 0; i < some.length; i += TOGETHER)
        await this.tell(tx, segment, some.slice(i, i + TOGETHER), cause);
    }
  }

  /** Tells of some customers who are in a segment that they are, while nobody else looks at customers for it. */
  async tellMembers(tx: Tx, segment: Evaluated, scope: Scope): Promise<void> {
    const parameters = new Parameters();
    const sql = `SELECT m.customer_id AS "customerId" FROM segment_members m
                 WHERE m.segment_id = ${parameters.add(segment.id, 'uuid')} AND ${scope('m.customer_id', parameters)}`;
    const members = await dynamicStatement<Known>(sql).rows(tx, parameters.values);
    await this.tellKnown(tx, segment, members, true);
  }

  /** Tells that there is a segment, and of all who once left it that they are not in it. */
  async tellSegment(tx: Tx, segment: Evaluated): Promise<void> {
    const { id, shopId, name, version } = await tx.findOneByOrFail(Segment, { id: segment.id });
    const circumstances = {
      ...{ aggregate: { id, version }, shopId, actor: systemActor('groups-segments') },
      occurredAt: this.clock.now(),
    };
    await this.outbox.add(tx, segmentChanged.create(circumstances, { segmentId: id, name }));
    await this.tellKnown(tx, segment, await leavers.rows(tx, [segment.id]), false);
  }

  // As of the last that happened in the segment: nothing that was told before is newer, whatever comes is.
  private async tellKnown(
    tx: Tx,
    segment: Evaluated,
    customers: readonly Known[],
    entered: boolean,
  ): Promise<void> {
    const { id = 0 } = (await lastTransition.first(tx, [segment.id])) ?? {};
    const known = customers.map(({ customerId }) => ({ id, customerId, entered }));
    for (let i = 0; i < known.length; i += TOGETHER)
      await this.tell(tx, segment, known.slice(i, i + TOGETHER), 'reconciliation');
  }

  private async tell(
    tx: Tx,
    { id, shopId }: Evaluated,
    transitions: readonly Transition[],
    cause: TransitionCause,
  ): Promise<void> {
    const contract = transitions[0]?.entered ? segmentMemberEntered : segmentMemberLeft;
    // What happens to a customer later has a greater number.
    const version = Math.max(...transitions.map((one) => one.id));
    await this.outbox.add(
      tx,
      contract.create(
        {
          ...{ aggregate: { id, version }, shopId, actor: systemActor('groups-segments') },
          occurredAt: this.clock.now(),
        },
        { segmentId: id, customerIds: transitions.map(({ customerId }) => customerId), cause },
      ),
    );
  }
}
