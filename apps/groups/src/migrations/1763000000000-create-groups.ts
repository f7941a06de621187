import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGroups1763000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE groups (
        id                 uuid CONSTRAINT groups_pkey PRIMARY KEY,
        shop_id            uuid NOT NULL,
        role               text CONSTRAINT groups_role_check CHECK (role IN ('visitor', 'guest', 'customer')),
        name               jsonb NOT NULL CONSTRAINT groups_name_check CHECK (name <> '{}'),
        discount_percent   numeric(5,2) NOT NULL
                           CONSTRAINT groups_discount_percent_check CHECK (discount_percent BETWEEN 0 AND 100),
        price_display      text NOT NULL
                           CONSTRAINT groups_price_display_check CHECK (price_display IN ('tax-included', 'tax-excluded')),
        show_prices        boolean NOT NULL,
        position           integer NOT NULL DEFAULT 0,
        external_reference text,
        version            integer NOT NULL,
        created_at         timestamptz NOT NULL,
        updated_at         timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX groups_shop_id_role_key ON groups (shop_id, role);
      CREATE UNIQUE INDEX groups_shop_id_external_reference_key ON groups (shop_id, external_reference);
      CREATE INDEX groups_shop_id_position_idx ON groups (shop_id, position, id);
      CREATE INDEX groups_shop_id_created_at_idx ON groups (shop_id, created_at, id);

      CREATE TABLE category_discounts (
        group_id         uuid NOT NULL
                         CONSTRAINT category_discounts_group_id_fkey REFERENCES groups ON DELETE CASCADE,
        category_id      text NOT NULL,
        discount_percent numeric(5,2) NOT NULL
                         CONSTRAINT category_discounts_discount_percent_check CHECK (discount_percent BETWEEN 0 AND 100),
        CONSTRAINT category_discounts_pkey PRIMARY KEY (group_id, category_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE category_discounts, groups');
  }
}
