import { Clock, ProcessConfig } from '@clientele/config';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Broker } from './broker';

/** Subject on which the gateway tells every process how far the time is moved, in milliseconds. */
export const CLOCK_SUBJECT = 'test.clock';

/** Follows the test clock, where one is allowed. */
@Injectable()
export class TestClock implements OnApplicationBootstrap {
  constructor(
    private readonly config: ProcessConfig,
    private readonly clock: Clock,
    private readonly broker: Broker,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.testClock) void this.follow();
  }

  private async follow(): Promise<void> {
    const connection = await this.broker.connection();
    for await (const message of connection.subscribe(CLOCK_SUBJECT)) {
      this.clock.setOffset(message.json<{ offsetMs: number }>().offsetMs);
      message.respond('{}');
    }
  }
}
