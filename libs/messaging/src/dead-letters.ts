import { defineProblem, newId } from '@clientele/contracts';
import {
  Database,
  DatabaseUnavailable,
  instantSql,
  type PageDefinition,
  passingTrouble,
  statement,
} from '@clientele/database';
import { type RawJson, readRawPage } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import { ConsumerRegistry } from './consumer-registry';
import { DeadLetter } from './dead-letter.entity';
import { Inbox } from './inbox';
import type { ListDeadLettersQuery } from './ops.bodies';
import type { DeadLettersView } from './ops.views';
import { parseEvent } from './parse-event';

/** The message failed again when it was replayed. */
export class ReplayFailed extends defineProblem(
  'conflict',
  'replay-failed',
  'The message could not be handled',
) {}

/** Somebody else has replayed or discarded it, or it never was. */
export class DeadLetterNotFound extends defineProblem(
  'not-found',
  'dead-letter-not-found',
  'There is no such dead letter',
) {}

const PAGE: PageDefinition = {
  sortable: { createdAt: { sql: 'd.created_at', type: 'timestamptz' } },
  defaultSort: 'createdAt',
  key: { sql: 'd.id', type: 'uuid' },
};

const SUMMARY = `json_build_object('id', d.id, 'consumer', d.consumer, 'eventId', d.event_id, 'subject', d.subject,
  'reason', d.reason, 'deliveries', d.deliveries, 'createdAt', ${instantSql('d.created_at')})::text`;

const bury = statement(
  'dead-letters-bury',
  `INSERT INTO dead_letters (id, consumer, event_id, subject, payload, reason, deliveries)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (consumer, event_id) DO UPDATE SET reason = excluded.reason, deliveries = excluded.deliveries`,
);

/** Messages that no consumer could handle. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly db: Database,
    private readonly inbox: Inbox,
    private readonly consumers: ConsumerRegistry,
  ) {}

  /** Puts a message aside, once per consumer and event. */
  async bury(letter: Omit<DeadLetter, 'id' | 'createdAt'>): Promise<void> {
    const { consumer, eventId, subject, payload, reason, deliveries } = letter;
    await bury.rows(this.db, [
      newId(),
      consumer,
      eventId,
      subject,
      storable(payload),
      storable(reason.slice(0, 2_000)),
      deliveries,
    ]);
  }

  /** One page, without what was received. */
  list({ consumer, ...query }: ListDeadLettersQuery): Promise<RawJson<DeadLettersView>> {
    const matches = `FROM dead_letters AS d WHERE ($1::text IS NULL OR d.consumer = $1)`;
    return readRawPage(this.db, { page: PAGE, view: SUMMARY, matches }, query, [consumer ?? null]);
  }

  async find(id: string): Promise<DeadLetter> {
    const letter = await this.db.manager.findOneBy(DeadLetter, { id });
    if (!letter) throw new DeadLetterNotFound();
    return letter;
  }

  /** Handles the message again; it is gone when that works, or when it was handled meanwhile. */
  async replay(id: string): Promise<void> {
    const { consumer, payload } = await this.find(id);
    try {
      const registered = this.consumers.byName(consumer);
      if (!registered) throw new Error(`There is no consumer ${consumer} any more.`);
      const event = parseEvent(registered.contracts, payload);
      await this.inbox.once(registered, event);
    } catch (error) {
      const passing = passingTrouble(error);
      if (passing || error instanceof DatabaseUnavailable) throw passing ?? error;
      throw new ReplayFailed({ detail: error instanceof Error ? error.message : String(error) });
    }
    await this.db.manager.delete(DeadLetter, { id });
  }

  /** Forgets the message: what it told will not happen here. */
  async discard(id: string): Promise<void> {
    await this.find(id);
    await this.db.manager.delete(DeadLetter, { id });
  }
}

// Postgres stores no NUL character, and a broken message may hold one.
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');
