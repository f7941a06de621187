import { Clock } from '@clientele/config';
import { actorOf, newId } from '@clientele/contracts';
import { statement, type Tx } from '@clientele/database';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { ruleChange, ruleRemoval } from '../forms/form-rule-change';
import { FormRule } from '../forms/form-rule.entity';
import { addResponsibilities, removeResponsibilities } from '../sales-teams/sales-team-parts.queries';
import type { SalesTeam } from '../sales-teams/sales-team.entity';
import { type Doer, TeamAnnouncements } from '../sales-teams/team-announcements.service';

// In one order, so that two who change the same teams wait for each other instead of for ever.
const lockTeams = statement<Pick<SalesTeam, 'id' | 'shopId' | 'name' | 'version'> & Record<string, unknown>>(
  'sales-teams-lock-of-group',
  `SELECT t.id, t.shop_id AS "shopId", t.name, t.version
   FROM sales_teams t JOIN sales_team_responsibilities r ON r.team_id = t.id
   WHERE r.kind = 'group' AND r.target_id = $1 ORDER BY t.id FOR NO KEY UPDATE OF t`,
);

/** What names a group that is gone: rules of forms for its members, and the teams that look after them. */
@Injectable()
export class GroupMentions {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly announcements: TeamAnnouncements,
  ) {}

  /**
   * Names another group instead, or none, in the transaction that forgets the group: whoever names it holds it, so that nothing
   * can name a group that is gone.
   */
  async replace(tx: Tx, doer: Doer, groupId: string, insteadId: string | null): Promise<void> {
    await this.replaceInForms(tx, doer, groupId, insteadId);
    await this.replaceInTeams(tx, doer, groupId, insteadId);
  }

  // Others keep for whom a rule is as it began, so the other group gets a rule of its own; unless it says something itself.
  private async replaceInForms(tx: Tx, doer: Doer, groupId: string, insteadId: string | null): Promise<void> {
    const lock = { mode: 'pessimistic_write' } as const;
    const rules = await tx.find(FormRule, { where: { groupId }, order: { id: 'ASC' }, lock });
    if (rules.length === 0) return;

    const [now, actor] = [this.clock.now(), actorOf(doer)];
    const own = insteadId === null ? [] : await tx.findBy(FormRule, { groupId: insteadId });
    const said = new Set(own.map(keyOf));
    const kept = insteadId === null ? [] : rules.filter((rule) => !said.has(keyOf(rule)));
    const moved = kept.map((rule) => ({
      ...rule,
      ...{ id: newId(), groupId: insteadId, version: 1, updatedAt: now },
    }));
    await tx.delete(FormRule, { groupId });
    await tx.insert(FormRule, moved);
    await this.outbox.add(
      tx,
      ...rules.map((rule) => ruleRemoval(rule, actor, now)),
      ...moved.map((rule) => ruleChange(rule, actor)),
    );
  }

  private async replaceInTeams(tx: Tx, doer: Doer, groupId: string, insteadId: string | null): Promise<void> {
    for (const team of await lockTeams.rows(tx, [groupId])) {
      await removeResponsibilities.rows(tx, [team.id, ['group'], [groupId]]);
      if (insteadId !== null)
        await addResponsibilities.rows(tx, [team.id, ['group'], [insteadId], this.clock.now()]);
      await this.announcements.partsChanged(tx, doer, team);
    }
  }
}

const keyOf = ({ form, field }: FormRule): string => `${form} ${field}`;
