import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ANNOUNCED_SEGMENTS, ANNOUNCED_SHOPS, seenCustomersView } from '../seen-customers.sql';

export class SeeShops1764000001389 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS, ANNOUNCED_SHOPS));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS));
  }
}
