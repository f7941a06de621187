import { Clock } from '@clientele/config';
import { type Actor, systemActor } from '@clientele/contracts';
import { arrayText, type Tx } from '@clientele/database';
import type { JobCounts } from '@clientele/jobs';
import { Injectable } from '@nestjs/common';
import { knownGroups } from '../groups/known-groups.queries';
import { GroupUnknown } from '../groups/groups.problems';
import type { MemberChange } from '../memberships/member-change.domain';
import type { MemberState } from '../memberships/member.domain';
import { readMembers } from '../memberships/members.queries';
import { Members } from '../memberships/members.service';
import { type BatchInput, changeOf } from './membership-batch-input';
import { applyBatch, type BatchChange, type BatchOutcome } from './membership-batch.domain';
import { type BatchRow, keepOutcomes, lockNamed, revokeGrantsOf } from './membership-batches.queries';

/** A batch as far as it says what is done. */
interface Changing {
  readonly id: string;
  readonly shopId: string;
  readonly actor: Actor;
  readonly input: BatchInput;
}

/** Does with customers what a batch says. */
@Injectable()
export class BatchChanges {
  constructor(
    private readonly members: Members,
    private readonly clock: Clock,
  ) {}

  /** Tells how many came to what. */
  async apply(tx: Tx, { id, shopId, actor, input }: Changing, rows: readonly BatchRow[]): Promise<JobCounts> {
    const change = changeOf(input);
    const groupIds = [change.groupId, ...(change.fromGroupId === null ? [] : [change.fromGroupId])];
    await requireKnown(tx, shopId, groupIds);
    const ids = [...new Set(rows.flatMap(({ customerId }) => customerId ?? []))];
    const members = await readMembers(tx, await this.lock(tx, shopId, ids, input));

    const { outcomes, changes } = decide(members, rows, change, this.clock.now());
    const changedIds = changes.map(({ before }) => before.customerId);
    await revokeGrantsOf.rows(tx, [arrayText(changedIds), groupIds, this.clock.now()]);
    const occasion = { reason: 'batch', batchId: id, segmentId: input.segmentId } as const;
    await this.members.save(tx, changes, actor, { occasion });
    await keepOutcomes.rows(tx, [
      id,
      arrayText(rows.map(({ row }) => row)),
      arrayText(rows.map(({ customerId }) => customerId)),
      arrayText(outcomes),
    ]);
    return { rows: rows.length, ...countsOf(outcomes) };
  }

  private async lock(
    tx: Tx,
    shopId: string,
    ids: readonly string[],
    { key, seenBy }: BatchInput,
  ): Promise<readonly string[]> {
    const locked = await lockNamed.rows(tx, [shopId, arrayText(ids), seenBy ?? null]);
    const known = new Set(locked.map(({ customerId }) => customerId));
    const others = ids.filter((id) => !known.has(id));
    // Whom identity has found by what it was asked for is there, and open.
    const isVouchedFor = key !== undefined && seenBy === undefined && others.length > 0;
    return [...known, ...(isVouchedFor ? await this.openUnknown(tx, shopId, others) : [])];
  }

  // They registered, which is still to be heard of: what an import tells gives way to others for a minute or more.
  private async openUnknown(tx: Tx, shopId: string, ids: readonly string[]): Promise<readonly string[]> {
    const opened = await this.members.lockOrOpenAll(tx, shopId, ids);
    const unknown = opened.filter(({ version }) => version === 0);
    const changes = unknown.map((member) => ({ before: member, after: member }));
    if (changes.length > 0) await this.members.save(tx, changes, systemActor('groups-batches'));
    return unknown.map(({ customerId }) => customerId);
  }
}

function decide(
  members: readonly MemberState[],
  rows: readonly BatchRow[],
  change: BatchChange,
  now: Date,
): { readonly outcomes: readonly BatchOutcome[]; readonly changes: readonly MemberChange[] } {
  const current = new Map(members.map((member) => [member.customerId, member]));
  // A customer may be named more than once.
  const outcomes = rows.map(({ customerId }): BatchOutcome => {
    const member = current.get(customerId ?? '');
    if (!member) return 'customer-not-found';
    const { after, outcome } = applyBatch(member, change, now);
    current.set(member.customerId, after);
    return outcome;
  });
  const changes = members.flatMap((before) => {
    const after = current.get(before.customerId) ?? before;
    return after === before ? [] : [{ before, after }];
  });
  return { outcomes, changes };
}

async function requireKnown(tx: Tx, shopId: string, groupIds: readonly string[]): Promise<void> {
  const known = await knownGroups(tx, shopId, groupIds);
  const gone = groupIds.find((id) => !known.has(id));
  if (gone !== undefined) throw new GroupUnknown({ detail: `There is no group ${gone} any more.` });
}

function countsOf(outcomes: readonly BatchOutcome[]): JobCounts {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
