import { Shop, Suite, type SuiteOptions } from '@clientele/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole suite in a folder of its own, with the shop open. */
export class RunningSuite {
  private constructor(
    readonly suite: Suite,
    readonly shop: Shop,
    private readonly directory: string,
  ) {}

  static async start(options: Partial<SuiteOptions> = {}): Promise<RunningSuite> {
    const directory = await mkdtemp(join(tmpdir(), 'clientele-suite-'));
    const suite = new Suite({
      dataDir: directory,
      forTests: true,
      ...options,
      env: {
        GROUPS_EXPIRY_CRON: '* * * * * *',
        RATE_LIMIT_PER_MINUTE: '1000000',
        STRICT_RATE_LIMIT_PERCENT: '1000000',
        TEST_CLOCK: '1',
        ...options.env,
      },
    });
    await suite.start();
    return new RunningSuite(suite, await Shop.open(suite.url, suite.admin), directory);
  }

  /** Nothing of it is used again, so that nobody waits for an orderly end; that is tested with the suite. */
  async stop(): Promise<void> {
    await this.suite.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}
