import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRefunds1764000000841 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Not validated: every order that is there has nothing refunded, and reading them all would hold others up.
      ALTER TABLE orders
        ADD COLUMN refunded numeric(20,6) NOT NULL DEFAULT 0,
        ADD CONSTRAINT orders_refunded_check CHECK (refunded BETWEEN 0 AND paid) NOT VALID;

      CREATE TABLE refunds (
        id             uuid CONSTRAINT refunds_pkey PRIMARY KEY,
        shop_id        uuid NOT NULL,
        order_id       uuid NOT NULL CONSTRAINT refunds_order_id_fkey REFERENCES orders,
        amount         numeric(20,6) NOT NULL CONSTRAINT refunds_amount_check CHECK (amount > 0),
        currency       text NOT NULL,
        method         text NOT NULL,
        transaction_id text NOT NULL,
        line_ids       uuid[] NOT NULL,
        actor_kind     text NOT NULL,
        actor_id       text NOT NULL,
        reported_at    timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX refunds_shop_id_method_transaction_id_key ON refunds (shop_id, method, transaction_id);
      CREATE INDEX refunds_order_id_idx ON refunds (order_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE refunds; ALTER TABLE orders DROP COLUMN refunded');
  }
}
