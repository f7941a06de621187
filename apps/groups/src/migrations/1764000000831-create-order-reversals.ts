import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrderReversals1764000000831 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auto_assignments ADD COLUMN take_back boolean NOT NULL DEFAULT true;
      ALTER TABLE grants
        ADD COLUMN take_back boolean NOT NULL DEFAULT true,
        ADD COLUMN makes_default boolean NOT NULL DEFAULT false;
      ALTER TABLE memberships ADD COLUMN chosen_at timestamptz;

      -- That an order was cancelled may be heard of before its payment.
      CREATE TABLE order_reversals (
        order_id    uuid NOT NULL,
        line_id     uuid NOT NULL,
        reversed_at timestamptz NOT NULL,
        CONSTRAINT order_reversals_pkey PRIMARY KEY (order_id, line_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE order_reversals;
      ALTER TABLE memberships DROP COLUMN chosen_at;
      ALTER TABLE grants DROP COLUMN take_back, DROP COLUMN makes_default;
      ALTER TABLE auto_assignments DROP COLUMN take_back;
    `);
  }
}
