import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMerges1764000000740 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE known_merges (
        id      uuid CONSTRAINT known_merges_pkey PRIMARY KEY,
        shop_id uuid NOT NULL,
        from_id uuid NOT NULL,
        into_id uuid NOT NULL,
        undone  boolean NOT NULL,
        CONSTRAINT known_merges_into_id_check CHECK (into_id <> from_id)
      );
      CREATE INDEX known_merges_from_id_idx ON known_merges (from_id);
      CREATE INDEX known_merges_into_id_idx ON known_merges (into_id);

      CREATE TABLE merged_rows (
        merge_id   uuid NOT NULL CONSTRAINT merged_rows_merge_id_fkey REFERENCES known_merges,
        table_name text NOT NULL,
        row_id     uuid NOT NULL,
        CONSTRAINT merged_rows_pkey PRIMARY KEY (merge_id, table_name, row_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE merged_rows, known_merges');
  }
}
