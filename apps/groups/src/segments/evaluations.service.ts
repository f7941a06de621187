import { Clock } from '@clientele/config';
import { segmentMemberEntered, segmentMemberLeft, systemActor } from '@clientele/contracts';
import { dynamicStatement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GroupsConfig } from '../groups.config';
import { type Evaluated, type Scope, updateSql } from './membership-sql';
import type { TransitionCause } from './segment-transition.entity';
import { momentOf } from './shop-day.domain';

/** How many customers one event tells of. */
const TOGETHER = 500;

interface Transition extends Record<string, unknown> {
  readonly id: number;
  readonly customerId: string;
  readonly entered: boolean;
}

/** Brings up to date who is in a segment, and tells who came and who left. */
@Injectable()
export class Evaluations {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: GroupsConfig,
  ) {}

  /** Looks at some customers for a segment. Whoever calls it sees to it that nobody else does so for the same ones. */
  async evaluate(tx: Tx, segment: Evaluated, scope: Scope, cause: TransitionCause): Promise<void> {
    const moment = momentOf(this.clock.now(), this.config.shopTimeZone);
    const { sql, values } = updateSql(segment, scope, moment, cause);
    const transitions = await dynamicStatement<Transition>(sql).rows(tx, values);
    for (const entered of [true, false]) {
      const some = transitions.filter((one) => one.entered === entered);
      for (let i = 0; i < some.length; i += TOGETHER)
        await this.tell(tx, segment, some.slice(i, i + TOGETHER), cause);
    }
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
