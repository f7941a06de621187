import { Clock } from '@clientele/config';
import type { Tx } from '@clientele/database';
import { Inject, Injectable } from '@nestjs/common';
import { type Deed, type Doer, entryOf } from './audit-entry';
import { AuditSink } from './audit-sink';

/** Name of the service whose deeds are recorded. */
export const AUDITED_SERVICE = Symbol('audited service');

/** The audit log as features see it. */
@Injectable()
export class Audit {
  constructor(
    private readonly sink: AuditSink,
    private readonly clock: Clock,
    @Inject(AUDITED_SERVICE) private readonly service: string,
  ) {}

  /**
   * Records what was done, in the transaction that does it, with what it was before and after. Requests that do not call
   * this are recorded at the border all the same, with what they were asked and without what it was before.
   */
  async add(tx: Tx, doer: Doer, ...deeds: readonly Deed[]): Promise<void> {
    const now = this.clock.now();
    await this.sink.write(
      tx,
      deeds.map((deed) => entryOf(this.service, 'change', doer, deed, now)),
    );
    if (doer.origin) doer.origin.recorded = true;
  }
}
