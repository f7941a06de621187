import { type GroupHoldingsQuestion, groupHoldings, type HoldingsAnswer } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Answers } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';

const count = statement<{ counts: Record<string, number> }>(
  'holdings-of-group',
  `SELECT json_build_object(
     'documents', (SELECT count(*) FROM documents WHERE group_id = $1),
     'pages', (SELECT count(*) FROM pages WHERE group_id = $1),
     'graphicalProfiles', (SELECT count(*) FROM graphical_profiles WHERE group_id = $1),
     'formRules', (SELECT count(*) FROM form_rules WHERE group_id = $1),
     'salesTeams', (SELECT count(*) FROM sales_team_responsibilities WHERE target_id = $1 AND kind = 'group')) AS counts`,
);

/** Tells what belongs to a group and what names it, before it is deleted. */
@Injectable()
export class GroupHoldings {
  constructor(private readonly db: Database) {}

  @Answers(groupHoldings)
  async count({ groupId }: GroupHoldingsQuestion): Promise<HoldingsAnswer> {
    return { counts: (await count.first(this.db, [groupId]))?.counts ?? {} };
  }
}
