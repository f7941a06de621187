import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateForms1764000000751 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // Constant defaults are kept with the tables: no row is written anew.
    await db.query(`
      ALTER TABLE carts ADD custom jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE orders ADD custom jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE customer_pricing ADD groups jsonb NOT NULL DEFAULT '[]';

      CREATE TABLE form_rules (
        id          uuid CONSTRAINT form_rules_pkey PRIMARY KEY,
        shop_id     uuid NOT NULL,
        form        text NOT NULL,
        group_id    uuid,
        customer_id uuid,
        rule        jsonb NOT NULL,
        version     integer NOT NULL,
        removed     boolean NOT NULL
      );
      CREATE INDEX form_rules_shop_id_form_everyone_idx ON form_rules (shop_id, form)
        WHERE group_id IS NULL AND customer_id IS NULL;
      CREATE INDEX form_rules_group_id_idx ON form_rules (group_id, form) WHERE group_id IS NOT NULL;
      CREATE INDEX form_rules_customer_id_idx ON form_rules (customer_id, form) WHERE customer_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE form_rules;
      ALTER TABLE customer_pricing DROP COLUMN groups;
      ALTER TABLE orders DROP COLUMN custom;
      ALTER TABLE carts DROP COLUMN custom;
    `);
  }
}
