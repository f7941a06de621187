import { Injectable } from '@nestjs/common';
import { oneLine } from './address.domain';
import { MailComposer } from './mail-composer.service';
import { MailLinks } from './mail-links.service';
import type { ClaimedMail } from './mail-queue.service';
import { MailsMetrics } from './mails.metrics';
import { MailTransport, SendFailure } from './mail-transport.service';
import { afterFailure, afterLosses, type Failure, type Outcome } from './mail.domain';

/** One attempt to send a mail. */
@Injectable()
export class MailDelivery {
  constructor(
    private readonly links: MailLinks,
    private readonly composer: MailComposer,
    private readonly transport: MailTransport,
    private readonly metrics: MailsMetrics,
  ) {}

  /** Tells how it went, and what is to happen next; never throws. */
  async attempt(mail: ClaimedMail, now: () => Date): Promise<Outcome> {
    const setAside = afterLosses(mail);
    if (setAside) {
      this.metrics.setAside();
      return setAside;
    }
    try {
      const { fromAddress: from, toAddress: to, internetMessageId, createdAt } = mail;
      const raw = await this.composer.compose(await this.links.fill(mail));
      await this.transport.send({ from, to, internetMessageId, createdAt, raw });
      return { state: 'sent' };
    } catch (error) {
      return afterFailure(mail, failureOf(error), now());
    }
  }
}

function failureOf(error: unknown): Failure {
  const kind = error instanceof SendFailure ? error.kind : 'temporary';
  const reason = error instanceof Error ? error.message : String(error);
  return { kind, reason: oneLine(reason).slice(0, 500) };
}
