import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NoteMembershipChanges1764000000961 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What changes memberships knows nothing of the segments that rest on them.
    await db.query(`
      CREATE FUNCTION note_membership_changes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO fact_changes (customer_id, facts)
        SELECT n.customer_id, '{groups,defaultGroup}' FROM news n JOIN olds o USING (customer_id) WHERE n.version > o.version;
        RETURN NULL;
      END $$;
      CREATE TRIGGER members_note_changes AFTER UPDATE ON members
        REFERENCING OLD TABLE AS olds NEW TABLE AS news
        FOR EACH STATEMENT EXECUTE FUNCTION note_membership_changes();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TRIGGER members_note_changes ON members; DROP FUNCTION note_membership_changes()`);
  }
}
