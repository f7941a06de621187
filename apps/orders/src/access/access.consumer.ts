import { Clock } from '@clientele/config';
import {
  ContactChanged,
  contactChanged,
  type DomainEvent,
  type LinkRemoved,
  linkRemoved,
} from '@clientele/contracts';
import { Database, statement, type Tx } from '@clientele/database';
import { Consume } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const keep = statement(
  'revoked-access-keep',
  `INSERT INTO revoked_access AS r (id, revoked, version, changed_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (id) DO UPDATE
   SET revoked = excluded.revoked, version = excluded.version, changed_at = excluded.changed_at
   WHERE r.version < excluded.version`,
);

const HOUR_MS = 3_600_000;
/** Much longer than any token of a contact is good. */
const KEPT_MS = 24 * HOUR_MS;

/** Keeps who may not act any more, for as long as tokens still say otherwise. */
@Injectable()
export class AccessConsumer {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Consume({ event: [contactChanged, linkRemoved], durable: 'orders-access' })
  async keep({ aggregate, data }: DomainEvent<ContactChanged | LinkRemoved>, tx: Tx): Promise<void> {
    const revoked = data instanceof ContactChanged ? !data.enabled : true;
    await keep.rows(tx, [aggregate.id, revoked, aggregate.version, this.clock.now()]);
  }

  @Interval(HOUR_MS)
  async forget(): Promise<void> {
    if (!this.db.source.isInitialized) return;
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.db.manager.query('DELETE FROM revoked_access WHERE changed_at < $1', [before]);
  }
}
