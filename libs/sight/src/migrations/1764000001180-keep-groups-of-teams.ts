import type { MigrationInterface, QueryRunner } from 'typeorm';
import { keepAllGroups, keepGroupsOfTeams, type MembershipsTable } from '../groups-of-teams.sql';

/**
 * A replica of the release before counts `version` on alone, and writes rows of `customer_groups` for all groups: these are true
 * then, and the array is not.
 */
const MEMBERSHIPS: MembershipsTable = {
  name: 'customer_memberships',
  groupsOf: 'c.group_ids',
  isTrue: 'c.group_ids_version = c.version',
};

export class KeepGroupsOfTeams1764000001180 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Sight is all that waits meanwhile: nobody else writes these tables, and they are read as before.
      LOCK TABLE customer_memberships, customer_groups, sales_team_responsibilities IN SHARE ROW EXCLUSIVE MODE;
      ALTER TABLE customer_memberships ADD group_ids uuid[], ADD group_ids_version integer;
      -- Many customers of a page are changed at once: there is room for all of them, so that the index is not written.
      ALTER TABLE customer_memberships SET (fillfactor = 45);
      UPDATE customer_memberships m SET group_ids_version = version,
        group_ids = ARRAY(SELECT g.group_id FROM customer_groups g WHERE g.customer_id = m.customer_id);
      DELETE FROM customer_groups g WHERE NOT EXISTS (
        SELECT FROM sales_team_responsibilities d WHERE d.target_id = g.group_id AND d.kind = 'group');
      ${keepGroupsOfTeams(MEMBERSHIPS)}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${keepAllGroups(MEMBERSHIPS)}
      ALTER TABLE customer_memberships RESET (fillfactor), DROP group_ids, DROP group_ids_version;`);
  }
}
