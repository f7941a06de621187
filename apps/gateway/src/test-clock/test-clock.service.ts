import { Clock } from '@clientele/config';
import { RouteNotFound, ValidationFailed } from '@clientele/http';
import { TestClock } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config';
import { UPSTREAMS } from '../proxy/proxy.domain';
import type { MoveClockBody } from './test-clock.bodies';
import { offsetOf } from './test-clock.domain';
import type { ClockView } from './test-clock.views';

const PROCESSES = ['gateway', ...UPSTREAMS];

/** Moves the time of the whole suite, where tests may. */
@Injectable()
export class TestClockService {
  constructor(
    private readonly config: GatewayConfig,
    private readonly testClock: TestClock,
    private readonly clock: Clock,
  ) {}

  async move(body: MoveClockBody): Promise<ClockView> {
    if (!this.config.testClock) throw new RouteNotFound();
    const realNow = new Date(this.clock.now().getTime() - this.clock.offset);
    const offsetMs = offsetOf(body, realNow);
    if (offsetMs === undefined) throw oneOfTwo();

    const moved = await this.testClock.move(offsetMs, PROCESSES);
    return {
      now: this.clock.now().toISOString(),
      offsetMs,
      moved: PROCESSES.filter((name) => moved.includes(name)),
      unavailable: PROCESSES.filter((name) => !moved.includes(name)),
    };
  }
}

const oneOfTwo = (): ValidationFailed =>
  new ValidationFailed({
    errors: [{ pointer: '', code: 'one-of', message: 'Send either offsetMs or now.' }],
  });
