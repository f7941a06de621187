import type { MigrationInterface, QueryRunner } from 'typeorm';

// A title of one shop is none of another's customers. Whose a group is was not kept: null until it is told again, unless there is
// one shop that can have it.
export class HoldWhatShopsHave1764000001399 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      UPDATE customers c SET title_id = NULL FROM titles t WHERE t.id = c.title_id AND t.shop_id <> c.shop_id;
      UPDATE contacts c SET title_id = NULL FROM titles t WHERE t.id = c.title_id AND t.shop_id <> c.shop_id;
      ALTER TABLE titles ADD CONSTRAINT titles_id_shop_id_key UNIQUE (id, shop_id);
      ALTER TABLE customers
        DROP CONSTRAINT customers_title_id_fkey,
        ADD CONSTRAINT customers_title_id_fkey FOREIGN KEY (title_id, shop_id) REFERENCES titles (id, shop_id);
      ALTER TABLE contacts
        DROP CONSTRAINT contacts_title_id_fkey,
        ADD CONSTRAINT contacts_title_id_fkey FOREIGN KEY (title_id, shop_id) REFERENCES titles (id, shop_id);

      ALTER TABLE known_groups ADD shop_id uuid;
      UPDATE known_groups SET shop_id = s.id
      FROM (SELECT (array_agg(id))[1] AS id FROM shops WHERE main_shop_id IS NULL HAVING count(*) = 1) s;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE known_groups DROP shop_id;
      ALTER TABLE customers
        DROP CONSTRAINT customers_title_id_fkey,
        ADD CONSTRAINT customers_title_id_fkey FOREIGN KEY (title_id) REFERENCES titles;
      ALTER TABLE contacts
        DROP CONSTRAINT contacts_title_id_fkey,
        ADD CONSTRAINT contacts_title_id_fkey FOREIGN KEY (title_id) REFERENCES titles;
      ALTER TABLE titles DROP CONSTRAINT titles_id_shop_id_key;
    `);
  }
}
