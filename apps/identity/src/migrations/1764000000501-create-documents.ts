import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDocuments1764000000501 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE documents (
        id          uuid CONSTRAINT documents_pkey PRIMARY KEY,
        shop_id     uuid NOT NULL CONSTRAINT documents_shop_id_fkey REFERENCES shops,
        customer_id uuid CONSTRAINT documents_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        group_id    uuid,
        file_id     uuid NOT NULL,
        name        text NOT NULL,
        extension   text NOT NULL,
        kind        text NOT NULL,
        media_type  text NOT NULL,
        size        bigint NOT NULL CONSTRAINT documents_size_check CHECK (size > 0),
        sha256      text NOT NULL,
        visible     boolean NOT NULL,
        uploaded_by uuid NOT NULL,
        created_at  timestamptz NOT NULL,
        updated_at  timestamptz NOT NULL,
        version     integer NOT NULL,
        CONSTRAINT documents_owner_check CHECK (num_nonnulls(customer_id, group_id) = 1)
      );
      CREATE UNIQUE INDEX documents_file_id_key ON documents (file_id);
      CREATE INDEX documents_shop_id_created_at_idx ON documents (shop_id, created_at, id);
      CREATE INDEX documents_shop_id_name_idx ON documents (shop_id, (lower(name) COLLATE "C"), id);
      CREATE INDEX documents_shop_id_size_idx ON documents (shop_id, size, id);
      CREATE INDEX documents_customer_id_idx ON documents (customer_id, created_at, id);
      CREATE INDEX documents_group_id_idx ON documents (group_id, created_at, id);

      CREATE TABLE document_usages (
        owner_id uuid CONSTRAINT document_usages_pkey PRIMARY KEY,
        bytes    bigint NOT NULL CONSTRAINT document_usages_bytes_check CHECK (bytes >= 0)
      );

      -- Whatever makes a document go, also a customer that goes: the space is free again, and the file follows.
      CREATE FUNCTION let_go_of_document() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE document_usages SET bytes = bytes - OLD.size WHERE owner_id = coalesce(OLD.customer_id, OLD.group_id);
        UPDATE document_usages SET bytes = bytes - OLD.size WHERE owner_id = OLD.shop_id;
        UPDATE stored_files SET state = 'released' WHERE id = OLD.file_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER documents_deleted AFTER DELETE ON documents
        FOR EACH ROW EXECUTE FUNCTION let_go_of_document();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE documents, document_usages; DROP FUNCTION let_go_of_document');
  }
}
