import { requireAllowed } from '@clientele/auth';
import { Clock } from '@clientele/config';
import type { FieldError, Principal } from '@clientele/contracts';
import type { Tx } from '@clientele/database';
import { type Once, type RawJson, ValidationFailed } from '@clientele/http';
import { Jobs } from '@clientele/jobs';
import { limitedTo } from '@clientele/sight';
import { Injectable } from '@nestjs/common';
import { requireGroups } from '../groups/known-groups.queries';
import { EndNotInFuture } from '../memberships/memberships.problems';
import { requireDefinition } from '../segments/require-definition';
import { Segment } from '../segments/segment.entity';
import { BatchFilters } from './batch-filters.service';
import type { BatchInput, Selection } from './membership-batch-input';
import type {
  BatchCustomersBody,
  BatchOptionsBody,
  CreateMembershipBatchBody,
} from './membership-batches.bodies';
import { SegmentNotReady, SegmentUnknown } from './membership-batches.problems';
import { keepIds, keepNamed } from './membership-batches.queries';
import type { MembershipBatchView } from './membership-batches.views';

/** By what a job finds customers itself. */
type Told = Pick<BatchInput, 'segmentId' | 'rule' | 'filter'>;

/** Whom a batch is about. */
interface Whom extends Pick<BatchInput, 'by' | 'key'> {
  /** What the job needs to know to find the customers itself. */
  readonly select?: (tx: Tx) => Promise<Told>;
  /** Keeps the customers as rows of the job, as far as they are named. */
  readonly keep: (tx: Tx, jobId: string) => Promise<void>;
  /** What tells the request from another with the same body. */
  readonly sent?: object;
}

/** Takes orders for batches. */
@Injectable()
export class MembershipBatchesService {
  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly filters: BatchFilters,
  ) {}

  async create(
    once: Once,
    caller: Principal,
    { customers, ...body }: CreateMembershipBatchBody,
  ): Promise<RawJson<MembershipBatchView>> {
    const by = selectionOf(customers);
    // Whom a filter finds, the report tells.
    if (customers.filter) requireAllowed(caller, { employee: 'customers:read' });
    // Before the transaction, as nothing but Postgres is called inside.
    if (customers.filter) await this.filters.require(caller.shopId, customers.filter);
    return this.start(once, caller, body, {
      ...{ by, ...keyOf(by) },
      select: (tx) => select(tx, caller.shopId, customers),
      keep: (tx, jobId) => keep(tx, jobId, customers),
    });
  }

  async start(
    once: Once,
    caller: Principal,
    body: BatchOptionsBody,
    { by, key, sent, ...whom }: Whom,
  ): Promise<RawJson<MembershipBatchView>> {
    this.requireSense(body);
    return once(async (tx) => {
      const { groupId, fromGroupId } = body;
      await requireGroups(tx, caller.shopId, {
        '/groupId': groupId,
        ...(fromGroupId !== undefined && { '/fromGroupId': fromGroupId }),
      });
      const selected = await whom.select?.(tx);
      const input: BatchInput = { ...body, by, ...selected, key, seenBy: limitedTo(caller) };
      const kind = by === 'filter' ? 'membership-batch-by-filter' : 'membership-batch';
      const job = { resource: 'membership-batches', kind, input };
      const created = await this.jobs.create<MembershipBatchView>(tx, caller, job);
      await whom.keep(tx, idOf(created));
      return created;
    }, sent);
  }

  private requireSense(body: BatchOptionsBody): void {
    const errors = faultsOf(body);
    if (errors.length > 0) throw new ValidationFailed({ errors });
    if (body.expiresAt && !(new Date(body.expiresAt) > this.clock.now()))
      throw new EndNotInFuture({
        errors: [{ pointer: '/expiresAt', code: 'not-in-future', message: 'The end must be in the future.' }],
      });
  }
}

const WAYS: Readonly<Record<keyof BatchCustomersBody, Selection>> = {
  ids: 'ids',
  numbers: 'numbers',
  emails: 'emails',
  segmentId: 'segment',
  rule: 'rule',
  filter: 'filter',
};

function selectionOf(customers: BatchCustomersBody): Selection {
  const given = new Set(
    Object.entries(customers).flatMap(([field, value]) => (value === undefined ? [] : [field])),
  );
  const [way, ...others] = Object.entries(WAYS).filter(([field]) => given.has(field));
  if (way && others.length === 0) return way[1];
  const message = `One of ${Object.keys(WAYS).join(', ')} is needed, and no other.`;
  throw new ValidationFailed({ errors: [{ pointer: '/customers', code: 'one-of', message }] });
}

function faultsOf({ action, groupId, fromGroupId, isDefault, expiresAt }: BatchOptionsBody): FieldError[] {
  const fault = (field: string, code: string, message: string) => [{ pointer: `/${field}`, code, message }];
  if (action === 'move') {
    if (fromGroupId === undefined) return fault('fromGroupId', 'missing', 'Moving is from a group.');
    return fromGroupId === groupId ? fault('fromGroupId', 'same', 'It is the group they go to.') : [];
  }
  if (fromGroupId !== undefined) return fault('fromGroupId', 'only-move', 'Only moving is from a group.');
  if (action !== 'remove') return [];
  if (isDefault) return fault('isDefault', 'not-remove', 'A group that they leave is no default.');
  return expiresAt === null || expiresAt === undefined
    ? []
    : fault('expiresAt', 'not-remove', 'They leave at once.');
}

/** What the job needs to know to find the customers itself. */
async function select(
  tx: Tx,
  shopId: string,
  { segmentId, rule, filter }: BatchCustomersBody,
): Promise<Told> {
  if (segmentId !== undefined) await requireBuilt(tx, shopId, segmentId);
  const definition = rule && (await requireDefinition(tx, shopId, { rule, ...NO_GROUPS }, '/customers/rule'));
  return { segmentId, rule: definition?.rule ?? undefined, filter };
}

const keyOf = (by: Selection): Pick<BatchInput, 'key'> =>
  by === 'numbers' ? { key: 'number' } : by === 'emails' ? { key: 'email' } : {};

async function keep(tx: Tx, jobId: string, { ids, numbers, emails }: BatchCustomersBody): Promise<void> {
  if (ids) await keepIds.rows(tx, [jobId, ids, 0]);
  const names = numbers ?? emails ?? [];
  if (names.length > 0)
    await keepNamed.rows(tx, [jobId, names.map((_, i) => i + 1), names, names.map(() => null)]);
}

async function requireBuilt(tx: Tx, shopId: string, id: string): Promise<void> {
  const segment = await tx.findOneBy(Segment, { id, shopId });
  if (!segment || segment.state === 'deleted') {
    const error = { pointer: '/customers/segmentId', code: 'segment-unknown' };
    throw new SegmentUnknown({ errors: [{ ...error, message: `There is no segment ${id}.` }] });
  }
  if (segment.state === 'building') throw new SegmentNotReady();
}

const NO_GROUPS = { includedGroupIds: [], excludedGroupIds: [] };

const idOf = ({ text }: RawJson<MembershipBatchView>): string => {
  const { id }: MembershipBatchView = JSON.parse(text);
  return id;
};
