import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowCurrencies1764000001383 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_shops ADD currency text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE known_shops DROP currency');
  }
}
