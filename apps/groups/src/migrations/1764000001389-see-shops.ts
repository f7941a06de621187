import { ANNOUNCED_SHOPS, seenCustomersView } from '@clientele/sight';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEGMENTS = 'segment_members g ON g.segment_id = d.target_id';

export class SeeShops1764000001389 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('memberships', SEGMENTS, ANNOUNCED_SHOPS));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('memberships', SEGMENTS));
  }
}
