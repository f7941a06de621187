import SmtpConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionOptions, SMTPConnectionAuth } from 'nodemailer';
import { Readable } from 'node:stream';
import { kindOf, type SmtpFailure } from './mail.domain';
import { MailTransport, type OutgoingMail, SendFailure } from './mail-transport.service';

/** No attempt takes longer, so that it ends before its lease does. */
const LONGEST_ATTEMPT_MS = 60_000;

/**
 * Hands mails to a mail server, one connection each. nodemailer's connection is used without its transport, which
 * does not tell whether a mail had left completely when the connection broke.
 */
export class SmtpTransport extends MailTransport {
  private readonly options: SMTPConnectionOptions;
  private readonly auth?: SMTPConnectionAuth;

  constructor(url: string) {
    super();
    const { protocol, hostname, port, username, password } = new URL(url);
    const secure = protocol === 'smtps:';
    if (username) this.auth = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    this.options = {
      host: hostname,
      port: port === '' ? (secure ? 465 : 587) : Number(port),
      secure,
      // A password is never sent in the clear.
      requireTLS: !secure && username !== '',
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    };
  }

  async send(mail: OutgoingMail): Promise<void> {
    const connection = new SmtpConnection(this.options);
    // Not read before the server asks for it; when it has been read to its end, the server may have it all.
    const body = Readable.from([mail.raw], { objectMode: false });
    let handedOver = false;
    body.once('end', () => (handedOver = true));
    try {
      await this.converse(connection, mail, body);
      connection.quit();
    } catch (error) {
      connection.close();
      throw new SendFailure(kindOf(failureOf(error), handedOver), reasonOf(error));
    }
  }

  private converse(connection: SmtpConnection, { from, to }: OutgoingMail, body: Readable): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error('The mail server takes too long.')),
        LONGEST_ATTEMPT_MS,
      );
      const settle = (error?: Error | null): void => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      };
      const hand = (): void => connection.send({ from, to: [to] }, body, settle);
      connection.on('error', settle);
      connection.connect((error) => {
        if (error) settle(error);
        else if (this.auth) connection.login(this.auth, (refused) => (refused ? settle(refused) : hand()));
        else hand();
      });
    });
  }
}

function failureOf(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) return {};
  return {
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    ...('responseCode' in error &&
      typeof error.responseCode === 'number' && { responseCode: error.responseCode }),
  };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
