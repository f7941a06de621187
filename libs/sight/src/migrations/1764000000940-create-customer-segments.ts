import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCustomerSegments1764000000940 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // A projection: facts of another service, in whatever order they come, so without foreign keys.
    await db.query(`
      CREATE TABLE known_segments (
        id      uuid CONSTRAINT known_segments_pkey PRIMARY KEY,
        deleted boolean NOT NULL
      );

      CREATE TABLE customer_segments (
        customer_id uuid NOT NULL,
        segment_id  uuid NOT NULL,
        is_in       boolean NOT NULL,
        version     bigint NOT NULL,
        CONSTRAINT customer_segments_pkey PRIMARY KEY (customer_id, segment_id)
      );
      CREATE INDEX customer_segments_segment_id_idx ON customer_segments (segment_id, customer_id) WHERE is_in;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE customer_segments, known_segments');
  }
}
