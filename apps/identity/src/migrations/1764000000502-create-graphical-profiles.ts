import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGraphicalProfiles1764000000502 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE graphical_profiles (
        id           uuid CONSTRAINT graphical_profiles_pkey PRIMARY KEY,
        shop_id      uuid NOT NULL CONSTRAINT graphical_profiles_shop_id_fkey REFERENCES shops,
        customer_id  uuid CONSTRAINT graphical_profiles_customer_id_fkey REFERENCES customers ON DELETE CASCADE,
        group_id     uuid,
        colours      jsonb NOT NULL,
        fonts        jsonb NOT NULL,
        header_text  jsonb NOT NULL,
        custom       jsonb NOT NULL,
        logo_file_id uuid,
        logo_width   integer,
        logo_height  integer,
        created_at   timestamptz NOT NULL,
        updated_at   timestamptz NOT NULL,
        version      integer NOT NULL,
        CONSTRAINT graphical_profiles_owner_check CHECK (num_nonnulls(customer_id, group_id) <= 1),
        CONSTRAINT graphical_profiles_logo_check CHECK (num_nulls(logo_file_id, logo_width, logo_height) IN (0, 3))
      );
      -- One each: of a customer, of a group, and the shop's own.
      CREATE UNIQUE INDEX graphical_profiles_customer_id_key ON graphical_profiles (customer_id);
      CREATE UNIQUE INDEX graphical_profiles_shop_id_group_id_key ON graphical_profiles (shop_id, group_id);
      CREATE UNIQUE INDEX graphical_profiles_shop_id_key ON graphical_profiles (shop_id)
        WHERE customer_id IS NULL AND group_id IS NULL;
      CREATE UNIQUE INDEX graphical_profiles_logo_file_id_key ON graphical_profiles (logo_file_id);
      CREATE INDEX graphical_profiles_shop_id_created_at_idx ON graphical_profiles (shop_id, created_at, id);

      -- A logo goes with its profile, and when another takes its place.
      CREATE FUNCTION let_go_of_logo() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE stored_files SET state = 'released' WHERE id = OLD.logo_file_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER graphical_profiles_deleted AFTER DELETE ON graphical_profiles
        FOR EACH ROW WHEN (OLD.logo_file_id IS NOT NULL) EXECUTE FUNCTION let_go_of_logo();
      CREATE TRIGGER graphical_profiles_logo_replaced AFTER UPDATE ON graphical_profiles
        FOR EACH ROW WHEN (OLD.logo_file_id IS DISTINCT FROM NEW.logo_file_id AND OLD.logo_file_id IS NOT NULL)
        EXECUTE FUNCTION let_go_of_logo();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE graphical_profiles; DROP FUNCTION let_go_of_logo');
  }
}
