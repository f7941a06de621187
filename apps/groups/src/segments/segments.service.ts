import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { actorOf, newId, type Principal, segmentChanged, segmentDeleted } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, type RawJson, requireVersion } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { holdCalendar } from '../shops/known-shops.queries';
import { dependenciesOf } from './definition.domain';
import { requireDefinition } from './require-definition';
import { Segment } from './segment.entity';
import type { CreateSegmentBody, EditSegmentBody } from './segments.bodies';
import { SegmentNotFound } from './segments.problems';
import { requestBuild } from './segments.queries';
import { readSegment } from './segments-list.queries';
import type { SegmentView } from './segments.views';

/** Changes segments; who is in them follows. */
@Injectable()
export class SegmentsService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(once: Once, caller: Principal, body: CreateSegmentBody): Promise<RawJson<SegmentView>> {
    return once(async (tx) => {
      const { shopId } = caller;
      const definition = await requireDefinition(tx, shopId, body);
      await holdCalendar.rows(tx, [shopId]);
      const [id, now] = [newId(), this.clock.now()];
      const segment = tx.create(Segment, {
        ...{ ...copyOf(definition), ...dependenciesOf(definition), id, shopId, name: body.name },
        ...{ state: 'building' as const, timedUntil: now, builtAt: null, version: 1 },
        ...{ createdAt: now, updatedAt: now },
      });

      await tx.insert(Segment, segment);
      await requestBuild.rows(tx, [id, 'definition', now]);
      await this.outbox.add(tx, changeOf(segment, caller));
      await this.audit.add(tx, caller, { ...deedOn(id, 'segments.create'), after: body });
      return readSegment(tx, shopId, id);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { name, ...fields }: EditSegmentBody,
  ): Promise<RawJson<SegmentView>> {
    return this.db.transaction(async (tx) => {
      const segment = await lockSegment(tx, caller.shopId, id);
      requireVersion(segment.version, version);
      const now = this.clock.now();
      const redefined = Object.values(fields).some((field) => field !== undefined);
      // A segment that is only called something else may name groups that are gone.
      const definition = redefined
        ? await requireDefinition(tx, caller.shopId, { ...segment, ...fields })
        : undefined;
      const changes = {
        ...{ name: name ?? segment.name, version: version + 1, updatedAt: now },
        ...(definition && {
          ...{ ...copyOf(definition), ...dependenciesOf(definition) },
          ...{ state: 'building' as const, timedUntil: now },
        }),
      };

      if (definition) await holdCalendar.rows(tx, [caller.shopId]);
      await tx.update(Segment, id, changes);
      if (definition) await requestBuild.rows(tx, [id, 'definition', now]);
      await this.outbox.add(tx, changeOf({ ...segment, ...changes }, caller));
      const { before, after } = changesOf<object>(segment, { ...(name && { name }), ...fields });
      await this.audit.add(tx, caller, { ...deedOn(id, 'segments.edit'), before, after });
      return readSegment(tx, caller.shopId, id);
    });
  }

  /** It is gone at once; who was in it is forgotten step by step. */
  remove(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const segment = await lockSegment(tx, caller.shopId, id);
      const now = this.clock.now();
      const changes = { state: 'deleted' as const, version: segment.version + 1, updatedAt: now };
      await tx.update(Segment, id, changes);
      await requestBuild.rows(tx, [id, 'deletion', now]);
      await this.outbox.add(
        tx,
        segmentDeleted.create(circumstancesOf({ ...segment, ...changes }, caller), { segmentId: id }),
      );
      await this.audit.add(tx, caller, { ...deedOn(id, 'segments.remove'), before: segment });
    });
  }
}

/** A segment of the shop, locked until the end of the transaction. */
export async function lockSegment(tx: Tx, shopId: string, id: string): Promise<Segment> {
  const segment = await tx.findOne(Segment, { where: { id, shopId }, lock: { mode: 'for_no_key_update' } });
  if (!segment || segment.state === 'deleted') throw new SegmentNotFound();
  return segment;
}

const copyOf = ({
  rule,
  includedGroupIds,
  excludedGroupIds,
}: Awaited<ReturnType<typeof requireDefinition>>) => ({
  ...{ rule, includedGroupIds: [...includedGroupIds], excludedGroupIds: [...excludedGroupIds] },
});

const deedOn = (id: string, operation: string): Deed => ({
  ...{ operation, resource: { type: 'segments', id } },
});

const circumstancesOf = ({ id, shopId, version, updatedAt }: Segment, caller: Principal) => ({
  ...{ aggregate: { id, version }, shopId, actor: actorOf(caller), occurredAt: updatedAt },
});

/** The event that tells a segment. */
export const changeOf = (segment: Segment, caller: Principal) =>
  segmentChanged.create(circumstancesOf(segment, caller), { segmentId: segment.id, name: segment.name });
