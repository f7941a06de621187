import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePricePolicies1764000000971 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE price_policies (
        shop_id uuid CONSTRAINT price_policies_pkey PRIMARY KEY,
        policy  text NOT NULL,
        version integer NOT NULL
      );
      ALTER TABLE known_groups ADD COLUMN position integer NOT NULL DEFAULT 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_groups DROP COLUMN position; DROP TABLE price_policies');
  }
}
