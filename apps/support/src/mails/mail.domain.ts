/** What a mail is: an employee's reply, a message to an inbox that keeps none, or about an account. */
export const MAIL_KINDS = ['reply', 'forward', 'account'] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** Waiting for its time, being sent, accepted by the mail server, given up. */
export const MAIL_STATES = ['queued', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why an attempt failed: later it may work, it never will, or the server may have accepted the mail. */
export type FailureKind = 'temporary' | 'permanent' | 'unknown';

/** A failed attempt. */
export interface Failure {
  readonly kind: FailureKind;
  readonly reason: string;
}

/** What is remembered of an attempt. */
export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly reason: string; readonly outcomeUnknown: boolean }
  | {
      readonly state: 'queued';
      readonly reason: string;
      readonly outcomeUnknown: boolean;
      readonly nextAttemptAt: Date;
    };

const MINUTE_MS = 60_000;
const PATIENCE_MS = 24 * 60 * MINUTE_MS;
/** Pauses after each attempt; the last one repeats. */
const PAUSES_MS = [1, 5, 15, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS);

/**
 * Decides after a failed attempt. Passing trouble is waited out for a day. Where the server may have accepted
 * the mail it is sent once more, with the same Message-ID, and not again: a copy is better than a loss, but two
 * are a nuisance.
 */
export function afterFailure(
  mail: { readonly attempts: number; readonly createdAt: Date; readonly outcomeUnknown: boolean },
  { kind, reason }: Failure,
  now: Date,
): Outcome {
  const outcomeUnknown = mail.outcomeUnknown || kind === 'unknown';
  const pause = PAUSES_MS[Math.min(mail.attempts, PAUSES_MS.length) - 1] ?? MINUTE_MS;
  const nextAttemptAt = new Date(now.getTime() + pause);

  const isOver = nextAttemptAt.getTime() > mail.createdAt.getTime() + PATIENCE_MS;
  const isSecondDoubt = kind === 'unknown' && mail.outcomeUnknown;
  if (kind === 'permanent' || isSecondDoubt || isOver) return { state: 'failed', reason, outcomeUnknown };
  return { state: 'queued', reason, outcomeUnknown, nextAttemptAt };
}

/** So many processes may end while they send a mail. */
export const MOST_LOSSES = 3;

/**
 * Decides about a mail that processes were lost with: one that takes each of them down with it must not take them all, and
 * might for ever. Undefined if it may be tried.
 */
export const afterLosses = ({ losses }: { readonly losses: number }): Outcome | undefined =>
  losses > MOST_LOSSES
    ? { state: 'failed', reason: `${losses} processes ended while they sent it.`, outcomeUnknown: true }
    : undefined;

/** What a mail client tells of a failure. */
export interface SmtpFailure {
  /** Its name of the failure. */
  readonly code?: string;
  /** The server's reply, if there was one. */
  readonly responseCode?: number;
}

/**
 * Sorts a failure. Only a refusal of this very mail is final; a server that does not let us in is a matter of
 * settings, which somebody may mend. `handedOver`: the whole mail had left before.
 */
export function kindOf({ code, responseCode }: SmtpFailure, handedOver: boolean): FailureKind {
  const aboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (responseCode === undefined) {
    if (aboutTheMail) return 'permanent';
    return handedOver ? 'unknown' : 'temporary';
  }
  // 503 speaks of the order of commands, not of the mail.
  return aboutTheMail && responseCode >= 500 && responseCode !== 503 ? 'permanent' : 'temporary';
}

const MOST_REFERENCES = 20;

/** Message-IDs for the header References: the first, which began it all, and the last ones. */
export function referencesOf(earlier: readonly string[]): string[] {
  if (earlier.length <= MOST_REFERENCES) return [...earlier];
  return [...earlier.slice(0, 1), ...earlier.slice(1 - MOST_REFERENCES)];
}

/** Subject of a reply, with the number that people quote. */
export function replySubject({
  subject,
  number,
}: {
  readonly subject: string;
  readonly number: string;
}): string {
  const isReply = /^re:/i.test(subject);
  return `${isReply ? '' : 'Re: '}${subject} [#${number}]`;
}
