import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddMailsCustomer1764000000730 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mails ADD COLUMN customer_id uuid;
      UPDATE mails m SET customer_id = t.customer_id FROM threads t WHERE t.id = m.thread_id AND t.customer_id IS NOT NULL;
      CREATE INDEX mails_customer_id_idx ON mails (customer_id, created_at, id);

      -- A thread that changes hands takes its mails along.
      CREATE FUNCTION mails_follow_thread() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE mails SET customer_id = NEW.customer_id WHERE thread_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER threads_mails AFTER UPDATE OF customer_id ON threads FOR EACH ROW
        WHEN (OLD.customer_id IS DISTINCT FROM NEW.customer_id) EXECUTE FUNCTION mails_follow_thread();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER threads_mails ON threads;
      DROP FUNCTION mails_follow_thread;
      ALTER TABLE mails DROP COLUMN customer_id;
    `);
  }
}
