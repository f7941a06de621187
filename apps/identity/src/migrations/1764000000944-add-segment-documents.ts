import type { MigrationInterface, QueryRunner } from 'typeorm';

const letGoOf = (owner: string): string => `
  CREATE OR REPLACE FUNCTION let_go_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE document_usages SET bytes = bytes - OLD.size WHERE owner_id = ${owner};
    UPDATE document_usages SET bytes = bytes - OLD.size WHERE owner_id = OLD.shop_id;
    UPDATE stored_files SET state = 'released' WHERE id = OLD.file_id;
    RETURN NULL;
  END $$;
`;

export class AddSegmentDocuments1764000000944 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE documents ADD segment_id uuid,
        DROP CONSTRAINT documents_owner_check,
        ADD CONSTRAINT documents_owner_check CHECK (num_nonnulls(customer_id, group_id, segment_id) = 1);
      CREATE INDEX documents_segment_id_idx ON documents (segment_id, created_at, id);
      ${letGoOf('coalesce(OLD.customer_id, OLD.group_id, OLD.segment_id)')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM documents WHERE segment_id IS NOT NULL;
      ${letGoOf('coalesce(OLD.customer_id, OLD.group_id)')}
      ALTER TABLE documents DROP CONSTRAINT documents_owner_check, DROP segment_id,
        ADD CONSTRAINT documents_owner_check CHECK (num_nonnulls(customer_id, group_id) = 1);
    `);
  }
}
