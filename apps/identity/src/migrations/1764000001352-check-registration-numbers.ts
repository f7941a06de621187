import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CheckRegistrationNumbers1764000001352 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE customer_settings
        ADD registration_number_patterns jsonb NOT NULL DEFAULT '{}'
          CONSTRAINT customer_settings_registration_number_patterns_check
          CHECK (jsonb_typeof(registration_number_patterns) = 'object'),
        ADD home_country text
          CONSTRAINT customer_settings_home_country_check CHECK (home_country ~ '^[A-Z]{2}$')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE customer_settings DROP registration_number_patterns, DROP home_country');
  }
}
