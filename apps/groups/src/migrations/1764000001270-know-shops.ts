import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnowShops1764000001270 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE known_shops (
        id        uuid    NOT NULL,
        time_zone text    NOT NULL,
        version   integer NOT NULL,
        CONSTRAINT known_shops_pkey PRIMARY KEY (id)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE known_shops');
  }
}
