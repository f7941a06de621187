import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateReplayedOrders1764000000985 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE assignment_replay_orders (
        job_id      uuid NOT NULL
                    CONSTRAINT assignment_replay_orders_job_id_fkey REFERENCES jobs ON DELETE CASCADE,
        order_id    uuid NOT NULL,
        customer_id uuid NOT NULL,
        facts       jsonb NOT NULL,
        CONSTRAINT assignment_replay_orders_pkey PRIMARY KEY (job_id, order_id)
      );
      CREATE INDEX assignment_replay_orders_job_id_customer_id_idx ON assignment_replay_orders (job_id, customer_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE assignment_replay_orders');
  }
}
