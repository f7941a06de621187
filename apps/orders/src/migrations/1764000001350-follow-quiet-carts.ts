import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FollowQuietCarts1764000001350 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE carts
        ADD COLUMN abandoned_at timestamptz,
        DROP CONSTRAINT carts_state_check,
        ADD CONSTRAINT carts_state_check CHECK (state IN ('active', 'abandoned', 'lost', 'ordered')),
        ADD CONSTRAINT carts_abandoned_check
          CHECK (state NOT IN ('abandoned', 'lost') OR (abandoned_at IS NOT NULL AND lines > 0));
      CREATE INDEX carts_shop_id_state_idx ON carts (shop_id, state, updated_at, id);
      -- What looks for carts that nobody uses any more, empty ones apart.
      CREATE INDEX carts_open_idx ON carts (state, least(lines, 1), updated_at) WHERE state <> 'ordered';

      -- Whoever writes, replicas of the release before too: a cart that is used is active.
      CREATE FUNCTION carts_use() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.state := ''active''; RETURN NEW; END';
      CREATE TRIGGER carts_use BEFORE UPDATE ON carts FOR EACH ROW
        WHEN (OLD.state IN ('abandoned', 'lost') AND NEW.state = OLD.state AND NEW.updated_at > OLD.updated_at)
        EXECUTE FUNCTION carts_use();`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER carts_use ON carts;
      DROP FUNCTION carts_use;
      DROP INDEX carts_open_idx, carts_shop_id_state_idx;
      ALTER TABLE carts DROP CONSTRAINT carts_abandoned_check, DROP CONSTRAINT carts_state_check;
      UPDATE carts SET state = 'active' WHERE state IN ('abandoned', 'lost');
      ALTER TABLE carts
        ADD CONSTRAINT carts_state_check CHECK (state IN ('active', 'ordered')),
        DROP COLUMN abandoned_at;`);
  }
}
