import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ANNOUNCED_SEGMENTS, seenCustomersView } from '../seen-customers.sql';

export class SeeSegments1764000000941 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups'));
  }
}
