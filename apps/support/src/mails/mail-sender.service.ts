import { Clock } from '@clientele/config';
import { DatabaseStartup } from '@clientele/database';
import { Wake } from '@clientele/messaging';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { MailDelivery } from './mail-delivery.service';
import { type ClaimedMail, MailQueue } from './mail-queue.service';
import type { Outcome } from './mail.domain';

const BATCH = 10;
const POLL_MS = 1_000;
const RENEW_MS = 10_000;
const SETTLE_FOR_MS = 60_000;

/** Sends what is queued. Runs in every replica; the queue gives each mail to one of them. */
@Injectable()
export class MailSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(MailSender.name);
  private readonly wake = new Wake();
  private stopped = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly startup: DatabaseStartup,
    private readonly queue: MailQueue,
    private readonly delivery: MailDelivery,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = this.startup.whenReady().then(() => this.run());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake.now();
    await Promise.race([this.loop, delay(15_000, undefined, { ref: false })]);
  }

  /** Looks into the queue at once; to be called after the commit that put something there. */
  hurry(): void {
    this.wake.now();
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const more = await this.sendBatch().catch((error: unknown) => {
        this.logger.warn(`The queue of mails cannot be read: ${reasonOf(error)}`);
        return false;
      });
      if (!more) await this.wake.within(POLL_MS);
    }
  }

  /** Tells whether there may be more to send at once. */
  private async sendBatch(): Promise<boolean> {
    const mails = await this.queue.claim(BATCH);
    if (mails.length === 0) return false;
    const renewal = setInterval(() => void this.renew(mails), RENEW_MS);
    try {
      await Promise.all(mails.map((mail) => this.send(mail)));
      return mails.length === BATCH || mails.some(({ losses }) => losses > 0);
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew(mails: readonly ClaimedMail[]): Promise<void> {
    await this.queue.renew(mails).catch((error: unknown) => {
      this.logger.warn(`Mails may be sent twice, their leases cannot be renewed: ${reasonOf(error)}`);
    });
  }

  private async send(mail: ClaimedMail): Promise<void> {
    const outcome = await this.delivery.attempt(mail, () => this.clock.now());
    if (outcome.state !== 'sent')
      this.logger.warn(`Mail ${mail.id} was not sent (${outcome.state}): ${outcome.reason}`);
    await this.settle(mail, outcome);
  }

  // A mail that left must not be sent again only because the database was away for a moment.
  private async settle(mail: ClaimedMail, outcome: Outcome): Promise<void> {
    const deadline = Date.now() + SETTLE_FOR_MS;
    for (;;) {
      try {
        return await this.queue.settle(mail, outcome);
      } catch (error) {
        if (this.stopped || Date.now() > deadline) {
          this.logger.error(`The outcome of mail ${mail.id} (${outcome.state}) is lost: ${reasonOf(error)}`);
          return;
        }
        await delay(500);
      }
    }
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
