import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSuspects1764000001010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE suspects (
        consumer text NOT NULL,
        event_id uuid NOT NULL,
        begun    integer NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT suspects_pkey PRIMARY KEY (consumer, event_id)
      );
      CREATE INDEX suspects_begun_at_idx ON suspects (begun_at);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE suspects');
  }
}
