import { keepAllGroups, keepGroupsOfTeams, type MembershipsTable } from '@clientele/sight';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PRICING: MembershipsTable = {
  name: 'customer_pricing',
  groupsOf: "ARRAY(SELECT (m ->> 'groupId')::uuid FROM jsonb_array_elements(c.groups) AS m)",
  isTrue: 'true',
};

export class SeeByPricing1764000001190 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What takes long comes first, while prices still follow: of these tables they need none.
      LOCK TABLE customer_memberships, customer_groups IN SHARE ROW EXCLUSIVE MODE;
      DELETE FROM customer_groups;
      LOCK TABLE customer_pricing, sales_team_responsibilities IN SHARE ROW EXCLUSIVE MODE;
      -- Many customers of a page are changed at once: there is room for all of them, so that the index is not written.
      ALTER TABLE customer_pricing SET (fillfactor = 45);
      ${keepGroupsOfTeams(PRICING)}
      SELECT fill_customer_groups(ARRAY(SELECT DISTINCT target_id FROM sales_team_responsibilities WHERE kind = 'group'));

      -- Replicas of the release before still write rows of their own, by customer_memberships, which nobody needs besides.
      CREATE FUNCTION leave_to_customer_pricing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER customer_groups_by_pricing BEFORE INSERT OR DELETE ON customer_groups FOR EACH ROW
        WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION leave_to_customer_pricing();`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER customer_groups_by_pricing ON customer_groups;
      DROP FUNCTION leave_to_customer_pricing;
      ${keepAllGroups(PRICING)}
      INSERT INTO customer_memberships AS m (customer_id, version) SELECT customer_id, version FROM customer_pricing
      ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version WHERE m.version < excluded.version;
      ALTER TABLE customer_pricing RESET (fillfactor);`);
  }
}
