import type { MigrationInterface, QueryRunner } from 'typeorm';

// A log-in that needs a code is at the same shop after it.
export class KeepPlaceOfChallenges1764000001385 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE login_challenges
        ADD at_shop_id uuid CONSTRAINT login_challenges_at_shop_id_fkey REFERENCES shops`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE login_challenges DROP at_shop_id');
  }
}
