import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ANNOUNCED_SEGMENTS, seenCustomersView } from '@clientele/sight';

export class SeeSegments1764000000942 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups', ANNOUNCED_SEGMENTS));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('customer_groups'));
  }
}
