import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowShops1764000001381 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE known_shops (
        id           uuid CONSTRAINT known_shops_pkey PRIMARY KEY,
        main_shop_id uuid,
        version      integer NOT NULL
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE known_shops');
  }
}
