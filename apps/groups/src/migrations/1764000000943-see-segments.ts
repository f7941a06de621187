import { seenCustomersView } from '@clientele/sight';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SeeSegments1764000000943 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('memberships', 'segment_members g ON g.segment_id = d.target_id'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(seenCustomersView('memberships'));
  }
}
