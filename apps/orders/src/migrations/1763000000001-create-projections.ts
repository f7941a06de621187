import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProjections1763000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // No foreign keys: the facts of two aggregates arrive in any order.
    await db.query(`
      CREATE TABLE known_groups (
        id                 uuid CONSTRAINT known_groups_pkey PRIMARY KEY,
        shop_id            uuid NOT NULL,
        role               text,
        discount_percent   numeric(5,2) NOT NULL,
        price_display      text NOT NULL,
        show_prices        boolean NOT NULL,
        category_discounts jsonb NOT NULL,
        version            integer NOT NULL,
        deleted_at         timestamptz
      );
      CREATE INDEX known_groups_shop_id_role_idx ON known_groups (shop_id, role);

      CREATE TABLE customer_pricing (
        customer_id        uuid CONSTRAINT customer_pricing_pkey PRIMARY KEY,
        shop_id            uuid NOT NULL,
        default_group_id   uuid NOT NULL,
        default_expires_at timestamptz,
        fallback_group_id  uuid NOT NULL,
        version            integer NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_pricing, known_groups');
  }
}
