import { ConfigModule, ServiceConfig } from '@clientele/config';
import { defineEvent, defineQuestion, type DomainEvent, systemActor } from '@clientele/contracts';
import { combineSchemas, DatabaseModule, type Schema, type Tx } from '@clientele/database';
import { HttpModule, httpSchema } from '@clientele/http';
import { Answers, Consume, ConsumeTogether, MessagingModule, messagingSchema } from '@clientele/messaging';
import { TEST_SHOP } from '@clientele/testing';
import { Injectable, Module } from '@nestjs/common';
import { IsInt } from 'class-validator';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Something that happened. */
export class Happened {
  @IsInt() number: number;
}

export const happened = defineEvent('orders.test.happened.v1', Happened, { number: 1 });

/** The same, listened to by a consumer that takes several at once. */
export const tallied = defineEvent('orders.test.tallied.v1', Happened, { number: 1 });

/** The same, of which only the newest state is kept. */
export const copied = defineEvent('orders.test.copied.v1', Happened, { number: 1 });

/** An event about an aggregate, whose version is also its number. */
export const anEvent = (
  number = 1,
  aggregateId: string = uuidv7(),
  contract = happened,
): DomainEvent<Happened> =>
  contract.create(
    {
      aggregate: { id: aggregateId, version: number },
      shopId: TEST_SHOP,
      actor: systemActor('test'),
      occurredAt: new Date(),
    },
    { number },
  );

/** Notes every event it is given, after doing what the test wants to happen first. */
@Injectable()
export class Notes {
  first: (event: DomainEvent<Happened>, tx: Tx) => Promise<void> = async () => undefined;

  @Consume({ event: happened, durable: 'orders-notes' })
  async note(event: DomainEvent<Happened>, tx: Tx): Promise<void> {
    await this.first(event, tx);
    await tx.query('INSERT INTO notes (event_id, aggregate_id, number) VALUES ($1, $2, $3)', [
      event.id,
      event.aggregate.id,
      event.data.number,
    ]);
  }
}

/** Keeps several events in one transaction, after doing what the test wants to happen first. */
@Injectable()
export class Tallies {
  first: (event: DomainEvent<Happened>, tx: Tx) => Promise<void> = async () => undefined;

  @ConsumeTogether({ event: tallied, durable: 'orders-tallies', gatherMs: 20 })
  async tally(events: readonly DomainEvent<Happened>[], tx: Tx): Promise<void> {
    for (const event of events) await this.first(event, tx);
    await tx.query(
      'INSERT INTO tallies (event_id, aggregate_id, number) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[])',
      [
        events.map(({ id }) => id),
        events.map(({ aggregate }) => aggregate.id),
        events.map(({ data }) => data.number),
      ],
    );
  }
}

/** Would keep the newest state; remembers what it was given. */
@Injectable()
export class Copies {
  readonly given: DomainEvent<Happened>[] = [];

  @ConsumeTogether({
    ...{ event: copied, durable: 'orders-copies', replaces: 'orders-duplicates' },
    ...{ gatherMs: 0, repeatable: true },
  })
  async keep(events: readonly DomainEvent<Happened>[]): Promise<void> {
    this.given.push(...events);
  }
}

export class DoubleQuestion {
  @IsInt() number: number;
}

export class DoubleAnswer {
  @IsInt() double: number;
}

export const double = defineQuestion('ask.orders.double.v1', DoubleQuestion, DoubleAnswer, {
  question: { number: 2 },
  answer: { double: 4 },
});

/** Answers, unless the test wants something else. */
@Injectable()
export class Doubles {
  answer: (question: DoubleQuestion) => Promise<object> = async ({ number }) => ({ double: number * 2 });

  @Answers(double)
  respond(question: DoubleQuestion): Promise<object> {
    return this.answer(question);
  }
}

class CreateNotes1770000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // No unique key: an event that is handled twice shall be seen.
    await db.query(`
      CREATE TABLE notes (
        position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id     uuid NOT NULL,
        aggregate_id uuid NOT NULL,
        number       integer NOT NULL
      );
      CREATE TABLE tallies (LIKE notes INCLUDING ALL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE notes, tallies');
  }
}

const schema: Schema = combineSchemas(messagingSchema, httpSchema, {
  entities: [],
  migrations: [CreateNotes1770000000000],
});

@Module({
  imports: [
    ConfigModule.for(ServiceConfig),
    DatabaseModule.for(schema),
    MessagingModule.for('orders'),
    HttpModule.withDatabase(),
  ],
  providers: [Notes, Tallies, Copies, Doubles],
})
export class AppModule {}
