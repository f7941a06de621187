import { Clock, ProcessConfig } from '@clientele/config';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FactoryProvider, OnApplicationBootstrap } from '@nestjs/common';
import { Broker } from './broker';

/** Subject on which the gateway tells every process how far the time is moved, in milliseconds. */
export const CLOCK_SUBJECT = 'test.clock';

/** Where a process that has just started asks how far the time is moved. */
const QUESTION_SUBJECT = 'test.clock.current';

const PATIENCE_MS = 2_000;
const QUIET_MS = 100;

interface Told {
  readonly offsetMs: number;
}

/** Follows the test clock, and moves it for all processes, where one is allowed. */
export class TestClock implements OnApplicationBootstrap {
  private told = false;

  constructor(
    private readonly process: string,
    private readonly config: ProcessConfig,
    private readonly clock: Clock,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.testClock) void this.follow();
  }

  /**
   * Moves the time of all processes. Returns when each of `processes` has it, and their replicas too, or after
   * two seconds; the answer names those that have. Who starts later learns it from the others.
   */
  async move(offsetMs: number, processes: readonly string[]): Promise<readonly string[]> {
    const connection = await this.broker.connection();
    const answers = await connection.requestMany(CLOCK_SUBJECT, JSON.stringify({ offsetMs }), {
      strategy: 'timer',
      maxWait: PATIENCE_MS,
    });
    const moved = new Set<string>();
    for await (const answer of answers) {
      moved.add(answer.json<{ process: string }>().process);
      if (processes.every((name) => moved.has(name))) break;
    }
    await this.hearReplicas(connection, offsetMs);
    return [...moved];
  }

  // A second copy of a service may be slower than the first, whose answer is not its own.
  private async hearReplicas(connection: NatsConnection, offsetMs: number): Promise<void> {
    const answers = await connection.requestMany(CLOCK_SUBJECT, JSON.stringify({ offsetMs }), {
      strategy: 'stall',
      stall: QUIET_MS,
      maxWait: PATIENCE_MS,
    });
    for await (const answer of answers) void answer;
  }

  private async follow(): Promise<void> {
    const connection = await this.broker.connection();
    void this.answerNewcomers(connection);
    void this.ask(connection);
    for await (const message of connection.subscribe(CLOCK_SUBJECT)) {
      this.set(message.json<Told>());
      message.respond(JSON.stringify({ process: this.process }));
    }
  }

  private async answerNewcomers(connection: NatsConnection): Promise<void> {
    for await (const message of connection.subscribe(QUESTION_SUBJECT)) {
      if (this.told) message.respond(JSON.stringify({ offsetMs: this.clock.offset }));
    }
  }

  // No answer means that nobody has moved the time, or that nobody is left who knows.
  private async ask(connection: NatsConnection): Promise<void> {
    const answer = await connection
      .request(QUESTION_SUBJECT, undefined, { timeout: PATIENCE_MS })
      .catch(() => undefined);
    if (answer && !this.told) this.set(answer.json<Told>());
  }

  private set({ offsetMs }: Told): void {
    this.told = true;
    this.clock.setOffset(offsetMs);
  }
}

/** The test clock of a process, which answers in its name. */
export const testClockOf = (process: string): FactoryProvider<TestClock> => ({
  provide: TestClock,
  useFactory: (config: ProcessConfig, clock: Clock, broker: Broker) =>
    new TestClock(process, config, clock, broker),
  inject: [ProcessConfig, Clock, Broker],
});
