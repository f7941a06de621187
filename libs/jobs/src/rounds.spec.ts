import { DatabaseStartup } from '@clientele/database';
import { eventually } from '@clientele/testing';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { type Looked, LooksEvery, Rounds } from './rounds';

/** Answers what it is told to; in between it is at work. */
@Injectable()
class Work {
  looks = 0;
  outcomes: (Looked | Error)[] = [];
  atOnce = 0;
  mostAtOnce = 0;
  held: Promise<void> = Promise.resolve();

  @LooksEvery(1)
  async look(): Promise<Looked> {
    this.looks++;
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    await this.held;
    this.atOnce--;
    const outcome = this.outcomes.shift() ?? false;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  @LooksEvery(60_000)
  lookRarely(): Promise<Looked> {
    return Promise.resolve(this.rare.shift() ?? false);
  }

  rare: Looked[] = [];
}

describe('looking for work now and then', () => {
  let module: TestingModule;
  let work: Work;
  let isReady: boolean;

  beforeEach(async () => {
    isReady = true;
    const startup = { isReady: () => Promise.resolve(isReady) };
    module = await Test.createTestingModule({
      imports: [DiscoveryModule],
      providers: [Work, Rounds, { provide: DatabaseStartup, useValue: startup }],
    }).compile();
    work = module.get(Work);
  });

  afterEach(async () => {
    await module.close();
    jest.restoreAllMocks();
  });

  const looked = (times: number): Promise<void> =>
    eventually(() => expect(work.looks).toBeGreaterThanOrEqual(times));

  it('goes on without a pause while there is more', async () => {
    work.rare = [true, true, 'waiting', true];

    await module.init();

    await eventually(() => expect(work.rare).toEqual([]));
  });

  it('looks again after a pause, and never twice at the same time', async () => {
    await module.init();

    await looked(5);

    expect(work.mostAtOnce).toBe(1);
  });

  it('goes on after a failure, and says that it failed', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    work.outcomes = [new Error('disk full')];

    await module.init();
    await looked(2);

    expect(warn).toHaveBeenCalledWith('Work.look goes on later: Error: disk full');
  });

  it('leaves a database alone that is not ready', async () => {
    isReady = false;
    await module.init();
    expect(work.looks).toBe(0);

    isReady = true;

    await looked(1);
  });

  it('looks soon after a database becomes ready, however rarely it looks', async () => {
    isReady = false;
    work.rare = [true];
    await module.init();

    isReady = true;

    await eventually(async () => expect(work.rare).toEqual([]));
  });

  it('ends what it is at before the process ends, and begins nothing more', async () => {
    let release = (): void => undefined;
    work.held = new Promise((resolve) => (release = resolve));
    work.outcomes = [true];
    await module.init();
    await looked(1);

    const ended = module
      .get(Rounds)
      .beforeApplicationShutdown()
      .then(() => work.atOnce);
    release();

    expect(await ended).toBe(0);
    expect(work.looks).toBe(1);
  });
});
