import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateFormRules1764000000401 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A constant default is kept with the table: no row is written anew.
    await db.query(`
      ALTER TABLE customers ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE contacts ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE addresses ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';

      CREATE TABLE form_rules (
        id            uuid CONSTRAINT form_rules_pkey PRIMARY KEY,
        shop_id       uuid NOT NULL CONSTRAINT form_rules_shop_id_fkey REFERENCES shops,
        form          text NOT NULL CONSTRAINT form_rules_form_check CHECK (form ~ '^[a-z]+$'),
        field         text NOT NULL CONSTRAINT form_rules_field_check CHECK (field ~ '^[a-z][A-Za-z0-9]{0,63}$'),
        type          text CONSTRAINT form_rules_type_check CHECK (type IN ('text', 'number', 'date', 'choice')),
        group_id      uuid,
        customer_id   uuid CONSTRAINT form_rules_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        presence      text CONSTRAINT form_rules_presence_check CHECK (presence IN ('optional', 'hidden', 'required')),
        min_length    integer CONSTRAINT form_rules_min_length_check CHECK (min_length >= 0),
        max_length    integer CONSTRAINT form_rules_max_length_check CHECK (max_length >= 1),
        pattern       text,
        help          jsonb,
        default_value jsonb,
        label         jsonb,
        choices       jsonb,
        created_at    timestamptz NOT NULL,
        updated_at    timestamptz NOT NULL,
        version       integer NOT NULL,
        CONSTRAINT form_rules_scope_check CHECK (num_nonnulls(group_id, customer_id) <= 1),
        CONSTRAINT form_rules_lengths_check CHECK (min_length <= max_length),
        CONSTRAINT form_rules_choices_check CHECK (type = 'choice' OR choices IS NULL)
      );
      CREATE UNIQUE INDEX form_rules_shop_id_form_field_scope_key
        ON form_rules (shop_id, form, field, group_id, customer_id) NULLS NOT DISTINCT;
      CREATE INDEX form_rules_shop_id_form_everyone_idx ON form_rules (shop_id, form)
        WHERE group_id IS NULL AND customer_id IS NULL;
      CREATE INDEX form_rules_shop_id_form_id_idx ON form_rules (shop_id, form, id);
      CREATE INDEX form_rules_group_id_idx ON form_rules (group_id, form) WHERE group_id IS NOT NULL;
      CREATE INDEX form_rules_customer_id_idx ON form_rules (customer_id, form) WHERE customer_id IS NOT NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE form_rules;
      ALTER TABLE addresses DROP COLUMN custom;
      ALTER TABLE contacts DROP COLUMN custom;
      ALTER TABLE customers DROP COLUMN custom;
    `);
  }
}
