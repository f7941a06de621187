import type { DomainEvent, EventContract } from '@clientele/contracts';
import type { JsMsg } from '@nats-io/jetstream';
import { readEvent } from './parse-event';

/** An event on its way through a consumer, as far as JetStream is to be told what became of it. */
export interface Item {
  readonly subject: string;
  /** How often it was delivered. */
  readonly deliveries: number;
  /** It as text. */
  text(): string;
  /** It is handled. */
  done(): void;
  /** It is to be delivered again, after a while. */
  again(milliseconds?: number): void;
}

/** What claims to be an event. */
export class Unread {
  private event: DomainEvent | undefined;

  constructor(
    private readonly value: unknown,
    /** It as text. */
    readonly text: () => string,
  ) {}

  /** The event, read once for all who listen to it. */
  read(contracts: readonly EventContract[]): DomainEvent {
    const { event } = this;
    if (event && contracts.some(({ type }) => type === event.type)) return event;
    return (this.event = readEvent(contracts, this.value));
  }
}

/** The same, and how to answer it. */
export type UnreadItem = Item & Pick<Unread, 'read'>;

/** A message with one event or several. It is answered when all of them are: handled, or all of it once more. */
export class Parcel {
  readonly items: readonly UnreadItem[];
  private left: number;
  private againInMs: number | undefined;

  /** `over` is told when the message is answered. */
  constructor(
    private readonly message: Pick<JsMsg, 'ack' | 'nak' | 'subject' | 'info'>,
    content: readonly Unread[],
    private readonly over: () => void,
  ) {
    this.left = content.length;
    this.items = content.map((unread) => this.item(unread));
  }

  private item(unread: Unread): UnreadItem {
    const { subject, info } = this.message;
    let isAnswered = false;
    const answer = (againInMs?: number): void => {
      if (isAnswered) return;
      isAnswered = true;
      this.answer(againInMs);
    };
    return {
      ...{ subject, deliveries: info.deliveryCount, text: unread.text },
      read: (contracts) => unread.read(contracts),
      done: () => answer(),
      again: (milliseconds = 0) => answer(milliseconds),
    };
  }

  // Those that are handled already are known when they come again, so the soonest decides.
  private answer(againInMs?: number): void {
    if (againInMs !== undefined) this.againInMs = Math.min(againInMs, this.againInMs ?? againInMs);
    if (--this.left > 0) return;
    try {
      if (this.againInMs === undefined) this.message.ack();
      else this.message.nak(this.againInMs);
    } finally {
      this.over();
    }
  }
}

/** What is in the text of a message. What is no JSON is told when it is read as an event. */
export function contentOf(text: string): readonly Unread[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.length > 0)
      return value.map((one: unknown) => new Unread(one, () => JSON.stringify(one)));
    return [new Unread(value, () => text)];
  } catch {
    return [new Unread(text, () => text)];
  }
}

/** So many of a type in a row travel together: only where much is done at once, as imports do. */
const FEWEST = 10;
const MOST = 50;
const MOST_CHARACTERS = 100_000;

/** Rows as they travel: alone, or some of the same type that follow each other in one message. */
export function parcelled<Row extends { readonly type: string; readonly event: string }>(
  rows: readonly Row[],
): readonly (readonly Row[])[] {
  const runs: Row[][] = [];
  let characters = 0;
  for (const row of rows) {
    const run = runs.at(-1);
    characters += row.event.length;
    if (run?.[0]?.type === row.type && run.length < MOST && characters <= MOST_CHARACTERS) run.push(row);
    else {
      runs.push([row]);
      characters = row.event.length;
    }
  }
  return runs.flatMap((run) => (run.length < FEWEST ? run.map((row) => [row]) : [run]));
}
