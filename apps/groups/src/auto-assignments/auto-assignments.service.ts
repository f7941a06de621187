import { Audit, changesOf, type Deed } from '@clientele/audit';
import { Clock } from '@clientele/config';
import { decimal, newId, type Principal } from '@clientele/contracts';
import { Database, type Tx } from '@clientele/database';
import { type Once, requireVersion } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { requireGroups } from '../groups/known-groups.queries';
import { AutoAssignment } from './auto-assignment.entity';
import { AutoAssignmentGroup } from './auto-assignment-group.entity';
import type {
  CreateAutoAssignmentBody,
  EditAutoAssignmentBody,
  ValidityBody,
} from './auto-assignments.bodies';
import { AutoAssignmentNotFound, DefaultGroupNotGiven } from './auto-assignments.problems';
import type { AutoAssignmentSettingsView, AutoAssignmentView } from './auto-assignments.views';

/** What makes a rule apply: one of the three. */
type Trigger = Pick<CreateAutoAssignmentBody, 'productId' | 'categoryId' | 'minimumTotal'>;

/** Changes the rules of automatic assignment. */
@Injectable()
export class AutoAssignmentsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  create(
    once: Once,
    { shopId }: Principal,
    { groupIds, validity, productId, categoryId, minimumTotal, ...fields }: CreateAutoAssignmentBody,
  ): Promise<AutoAssignmentView> {
    return once(async (tx) => {
      const now = this.clock.now();
      const rule = tx.create(AutoAssignment, {
        ...{ defaultGroupId: null, reminderDays: null, ...fields, ...columnsOf(validity) },
        ...triggerColumns({ productId, categoryId, minimumTotal }),
        ...{ id: newId(), shopId, version: 1, createdAt: now, updatedAt: now },
      });
      requireGiven(rule.defaultGroupId, groupIds);
      await requireGroups(tx, shopId, pointersTo(groupIds));

      await tx.insert(AutoAssignment, rule);
      await tx.insert(
        AutoAssignmentGroup,
        groupIds.map((groupId) => ({ ruleId: rule.id, groupId })),
      );
      return toView(rule, groupIds);
    });
  }

  edit(
    caller: Principal,
    id: string,
    version: number,
    { groupIds: given, validity, productId, categoryId, minimumTotal, ...fields }: EditAutoAssignmentBody,
  ): Promise<AutoAssignmentView> {
    return this.db.transaction(async (tx) => {
      const rule = await lockRule(tx, caller.shopId, id);
      requireVersion(rule.version, version);
      const changed: AutoAssignment = {
        ...rule,
        ...((productId ?? categoryId ?? minimumTotal)
          ? triggerColumns({ productId, categoryId, minimumTotal })
          : {}),
        ...{ ...fields, ...(validity === undefined ? {} : columnsOf(validity)) },
        ...{ version: version + 1, updatedAt: this.clock.now() },
      };
      const before = await groupsOf(tx, id);
      const groupIds = given ?? before;
      requireGiven(changed.defaultGroupId, groupIds);

      if (given) {
        await requireGroups(tx, caller.shopId, pointersTo(given));
        await tx.delete(AutoAssignmentGroup, { ruleId: id });
        await tx.insert(
          AutoAssignmentGroup,
          given.map((groupId) => ({ ruleId: id, groupId })),
        );
      }
      await tx.update(AutoAssignment, id, changed);
      const after = toView(changed, groupIds);
      await this.audit.add(tx, caller, {
        ...deedOn(id, 'autoAssignments.edit'),
        ...changesOf<object>({ ...toView(rule, before), ...UNTOLD }, { ...after, ...UNTOLD }),
      });
      return after;
    });
  }

  /** What the rule gave before stays. */
  delete(caller: Principal, id: string): Promise<void> {
    return this.db.transaction(async (tx) => {
      const rule = await lockRule(tx, caller.shopId, id);
      const before = toView(rule, await groupsOf(tx, id));
      await tx.delete(AutoAssignment, id);
      await this.audit.add(tx, caller, { ...deedOn(id, 'autoAssignments.delete'), before });
    });
  }

  async switch({ shopId }: Principal, enabled: boolean): Promise<AutoAssignmentSettingsView> {
    await this.db.manager.query(
      `INSERT INTO auto_assignment_settings AS s (shop_id, enabled, version, updated_at) VALUES ($1, $2, 1, $3)
       ON CONFLICT (shop_id) DO UPDATE SET enabled = excluded.enabled, version = s.version + 1, updated_at = excluded.updated_at`,
      [shopId, enabled, this.clock.now()],
    );
    return { enabled };
  }
}

/** What counts changes says nothing of them. */
const UNTOLD = { version: 0, updatedAt: '' };

const deedOn = (id: string, operation: string): Deed => ({
  ...{ operation, resource: { type: 'auto-assignments', id } },
});

async function lockRule(tx: Tx, shopId: string, id: string): Promise<AutoAssignment> {
  const rule = await tx.findOne(AutoAssignment, {
    where: { id, shopId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!rule) throw new AutoAssignmentNotFound();
  return rule;
}

const groupsOf = async (tx: Tx, ruleId: string): Promise<string[]> =>
  (await tx.findBy(AutoAssignmentGroup, { ruleId })).map(({ groupId }) => groupId);

function requireGiven(defaultGroupId: string | null, groupIds: readonly string[]): void {
  if (defaultGroupId === null || groupIds.includes(defaultGroupId)) return;
  throw new DefaultGroupNotGiven({
    errors: [
      {
        pointer: '/defaultGroupId',
        code: 'not-given',
        message: 'The default group must be one of groupIds.',
      },
    ],
  });
}

const pointersTo = (groupIds: readonly string[]): Record<string, string> =>
  Object.fromEntries(groupIds.map((id, i) => [`/groupIds/${i}`, id]));

const columnsOf = (validity: ValidityBody | null | undefined) => ({
  duration: validity?.duration ?? null,
  until: validity?.until ?? null,
});

const triggerColumns = ({ productId, categoryId, minimumTotal }: Trigger) => ({
  productId: productId ?? null,
  categoryId: categoryId ?? null,
  minimumTotal: minimumTotal?.amount ?? null,
  currency: minimumTotal?.currency ?? null,
});

const toView = (rule: AutoAssignment, groupIds: readonly string[]): AutoAssignmentView => ({
  id: rule.id,
  productId: rule.productId,
  categoryId: rule.categoryId,
  minimumTotal: minimumTotalOf(rule),
  groupIds: groupIds.toSorted(),
  defaultGroupId: rule.defaultGroupId,
  validity: validityOf(rule),
  enabled: rule.enabled,
  priority: rule.priority,
  onRepurchase: rule.onRepurchase,
  takeBack: rule.takeBack,
  reminderDays: rule.reminderDays,
  createdAt: rule.createdAt.toISOString(),
  updatedAt: rule.updatedAt.toISOString(),
  version: rule.version,
});

const minimumTotalOf = ({ minimumTotal, currency }: AutoAssignment): AutoAssignmentView['minimumTotal'] =>
  minimumTotal !== null && currency !== null ? { amount: decimal(minimumTotal).toFixed(), currency } : null;

const validityOf = ({ duration, until }: AutoAssignment): AutoAssignmentView['validity'] =>
  duration === null ? (until === null ? null : { until }) : { duration };
