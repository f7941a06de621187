import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateNotes1764000000302 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE customer_notes (
        id          uuid CONSTRAINT customer_notes_pkey PRIMARY KEY,
        customer_id uuid NOT NULL CONSTRAINT customer_notes_customer_id_fkey REFERENCES customers,
        author_kind text NOT NULL,
        author_id   uuid NOT NULL,
        text        text NOT NULL CONSTRAINT customer_notes_text_check CHECK (text <> ''),
        pinned      boolean NOT NULL,
        created_at  timestamptz NOT NULL,
        updated_at  timestamptz NOT NULL,
        version     integer NOT NULL
      );
      CREATE INDEX customer_notes_customer_id_idx ON customer_notes (customer_id, pinned, created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_notes');
  }
}
