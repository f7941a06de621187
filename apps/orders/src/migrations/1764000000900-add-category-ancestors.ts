import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddCategoryAncestors1764000000900 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The nearest first: whose price it is asks for them with every product, so they are not looked for then.
      ALTER TABLE categories ADD COLUMN ancestor_ids text[] NOT NULL DEFAULT '{}';

      CREATE FUNCTION follow_parent() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.ancestor_ids := coalesce(
          (SELECT p.id || p.ancestor_ids FROM categories p WHERE p.shop_id = NEW.shop_id AND p.id = NEW.parent_id), '{}');
        RETURN NEW;
      END $$;
      CREATE TRIGGER categories_placed BEFORE INSERT OR UPDATE OF parent_id ON categories
        FOR EACH ROW EXECUTE FUNCTION follow_parent();

      -- Those below follow level by level, as each update fires the triggers again.
      CREATE FUNCTION take_children_along() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE categories SET parent_id = parent_id WHERE shop_id = NEW.shop_id AND parent_id = NEW.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER categories_moved AFTER UPDATE ON categories
        FOR EACH ROW WHEN (OLD.ancestor_ids IS DISTINCT FROM NEW.ancestor_ids) EXECUTE FUNCTION take_children_along();

      UPDATE categories SET parent_id = parent_id
      WHERE parent_id IN (SELECT r.id FROM categories r WHERE r.parent_id IS NULL AND r.shop_id = categories.shop_id);

      -- Percentage by category, of the discounts that hold below it as well; null where the group has none.
      ALTER TABLE known_groups ADD COLUMN subtree_discounts jsonb;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE known_groups DROP COLUMN subtree_discounts;
      DROP TRIGGER categories_placed ON categories;
      DROP TRIGGER categories_moved ON categories;
      DROP FUNCTION follow_parent;
      DROP FUNCTION take_children_along;
      ALTER TABLE categories DROP COLUMN ancestor_ids;
    `);
  }
}
