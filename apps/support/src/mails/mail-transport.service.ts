import type { Failure, FailureKind } from './mail.domain';

/** A mail as it leaves. */
export interface OutgoingMail {
  readonly from: string;
  readonly to: string;
  /** With angle brackets. */
  readonly internetMessageId: string;
  readonly createdAt: Date;
  /** Headers and body, RFC 5322. */
  readonly raw: Buffer;
}

/** An attempt to send that failed. */
export class SendFailure extends Error implements Failure {
  constructor(
    readonly kind: FailureKind,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Hands mails over: to a mail server, or to a folder. */
export abstract class MailTransport {
  /** Resolves when the mail was accepted; throws `SendFailure` otherwise. */
  abstract send(mail: OutgoingMail): Promise<void>;
}
