import { Clock } from '@clientele/config';
import type { PricePolicy, Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { groupsNamed, type NamedGroup } from '../groups/known-groups.queries';
import { requireShops } from '../groups/require-shops';
import { roleGroupId } from '../groups/role-groups.domain';
import { GroupSettings } from '../group-settings/group-settings.entity';
import { ShopZones } from '../shops/shop-zones.service';
import { readCurrent } from './current-member.queries';
import type { Grant } from './grant.domain';
import {
  countingOnly,
  decidingGroup,
  explain,
  type ExplainedDefault,
  type ExplainedMembership,
} from './membership-explain.domain';
import { readGrants } from './members.queries';
import type { ExplainedMembershipsView, MembershipDecisionView } from './membership-explain.views';
import { lastDecisions } from './membership-history.queries';
import { MembershipsNotFound } from './memberships.problems';

type Decision = Awaited<ReturnType<typeof lastDecisions.rows>>[number];
type Groups = ReadonlyMap<string, NamedGroup>;

/** Tells how customers came into their groups. */
@Injectable()
export class MembershipExplanations {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly zones: ShopZones,
  ) {}

  /** Every group that a customer is in now, with all that it rests on, and which of them decides the prices at a shop. */
  explain({ shopId }: Principal, customerId: string, at = shopId): Promise<ExplainedMembershipsView> {
    return this.db.transaction(async (tx) => {
      await requireShops(tx, shopId, [at], () => 'shopId');
      const now = this.clock.now();
      const { member } = (await readCurrent(tx, shopId, customerId, now)) ?? {};
      if (!member) throw new MembershipsNotFound();
      const groupIds = member.memberships.map(({ groupId }) => groupId);
      const grants = await readGrants(tx, [customerId], groupIds, []);
      const explained = explain(
        member,
        grants.filter(({ counts }) => counts),
        { now, zone: await this.zones.of(tx, shopId) },
      );
      const ids = [roleGroupId(shopId, 'customer'), ...explained.items.map(({ groupId }) => groupId)];
      const decisions = await lastDecisions.rows(tx, [customerId, groupIds]);
      const named = await groupsNamed.rows(tx, [ids]);
      const groups = new Map(named.map((group) => [group.id, group]));
      const positions = new Map(named.map(({ id, position }) => [id, position]));
      const counting = countingOnly(member, (groupId) => countsAt(groups.get(groupId), at), now);
      const settings = await tx.findOneBy(GroupSettings, { shopId });
      const policy = settings?.pricePolicy ?? 'default-group';
      return {
        customerId,
        prices: { shopId: at, ...pricesView(policy, decidingGroup(policy, counting, positions, now)) },
        default: defaultView(explained.default),
        items: explained.items.map((item) => itemView(item, explained.default.groupId, groups, decisions)),
      };
    });
  }
}

const pricesView = (
  policy: PricePolicy,
  { groupId, changesAt }: ReturnType<typeof decidingGroup>,
): Omit<ExplainedMembershipsView['prices'], 'shopId'> => ({
  policy,
  groupId,
  changesAt: changesAt?.toISOString() ?? null,
});

const defaultView = ({
  groupId,
  reason,
  since,
  grant,
  next,
}: ExplainedDefault): ExplainedMembershipsView['default'] => ({
  ...{ groupId, reason, since: since?.toISOString() ?? null, cause: grant && causeOf(grant) },
  next: next && { groupId: next.groupId, at: next.at.toISOString() },
});

const itemView = (
  { groupId, startedAt, expiresAt, base, orders }: ExplainedMembership,
  defaultGroupId: string,
  groups: Groups,
  decisions: readonly Decision[],
): ExplainedMembershipsView['items'][number] => ({
  ...{ groupId, name: groups.get(groupId)?.name ?? {}, isDefault: groupId === defaultGroupId },
  shopIds: groups.get(groupId)?.shopIds ?? [],
  ...{ startedAt: startedAt.toISOString(), expiresAt: expiresAt?.toISOString() ?? null },
  base: base && {
    ...{ source: base.source, expiresAt: base.expiresAt?.toISOString() ?? null },
    decision: decisionOn(groupId, base, decisions),
  },
  orders: orders.map(({ grant, effect, expiresAt: end }) => ({
    ...{ ...causeOf(grant), paidAt: grant.grantedAt.toISOString(), onRepurchase: grant.onRepurchase },
    ...{ effect, expiresAt: end?.toISOString() ?? null },
  })),
});

const countsAt = (group: NamedGroup | undefined, shopId: string): boolean =>
  !group || group.shopIds.length === 0 || group.shopIds.includes(shopId);

// The history has no line where a decision left the end as it was: the one before is about something else then.
function decisionOn(
  groupId: string,
  { expiresAt }: { readonly expiresAt: Date | null },
  decisions: readonly Decision[],
): MembershipDecisionView | null {
  const last = decisions.find((one) => one.groupId === groupId);
  if (!last || last.expiresAt?.getTime() !== expiresAt?.getTime()) return null;
  const { actor, reason, batchId, segmentId, changedAt } = last;
  return { actor, reason, batchId, segmentId, changedAt };
}

const causeOf = ({ orderId, productId, ruleId }: Grant) => ({ orderId, productId, ruleId });
