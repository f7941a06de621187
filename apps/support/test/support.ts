import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { aContact, anEmployee, type Api, aVisitor, eventually, TestService } from '@clientele/testing';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { In } from 'typeorm';
import { AppModule } from '../src/app.module';
import { Mail } from '../src/mails/mail.entity';

/** The inboxes that a new installation has. */
export const WEBMASTER = '0198c0de-0000-7000-8000-000000000401';
export const CUSTOMER_SERVICE = '0198c0de-0000-7000-8000-000000000402';

/** Principals of the shop that has them. */
export const employee = (changes: Parameters<typeof anEmployee>[0] = {}) =>
  anEmployee({ shopId: DEFAULT_SHOP_ID, ...changes });
export const contact = (changes: Parameters<typeof aContact>[0] = {}) =>
  aContact({ shopId: DEFAULT_SHOP_ID, ...changes });
export const visitor = () => ({ ...aVisitor(), shopId: DEFAULT_SHOP_ID });

/** The service support with a mail folder of its own. */
export class TestSupport {
  private constructor(
    readonly service: TestService,
    readonly mailDir: string,
  ) {}

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestSupport> {
    const mailDir = await mkdtemp(join(tmpdir(), 'clientele-mail-'));
    const secretsKey = randomBytes(32).toString('base64');
    const service = await TestService.start({
      module: AppModule,
      environment: { MAIL_DIR: mailDir, SMTP_URL: '', SECRETS_KEY: secretsKey, ...environment },
    });
    return new TestSupport(service, mailDir);
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await rm(this.mailDir, { recursive: true, force: true });
  }

  /** Begins a thread as `writer`, a visitor without one; returns its id. */
  async thread(writer?: Api, body: object = {}): Promise<string> {
    const caller = writer ?? (await this.service.api.as(visitor()));
    const { body: answer } = await caller.post<{ threadId: string }>('/v1/contact-form', {
      inboxId: CUSTOMER_SERVICE,
      email: 'anna@example.com',
      message: 'Where is it?',
      ...body,
    });
    return answer.threadId;
  }

  /** Mails in the folder, in the order they were queued. */
  async mails(): Promise<string[]> {
    const names = (await readdir(this.mailDir)).filter((name) => name.endsWith('.eml'));
    return Promise.all(names.toSorted().map((name) => readFile(join(this.mailDir, name), 'utf8')));
  }

  /** Waits until no mail is on its way. */
  nothingQueued(): Promise<void> {
    return eventually(async () => {
      const waiting = await this.service.db.manager.countBy(Mail, { state: In(['queued', 'sending']) });
      if (waiting > 0) throw new Error(`${waiting} mails are on their way.`);
    });
  }

  /** Waits for the mails that hold `text`. */
  mailsWith(text: string): Promise<string[]> {
    return eventually(async () => {
      const found = (await this.mails()).filter((mail) => mail.includes(text));
      if (found.length === 0) throw new Error(`No mail holds ${text}.`);
      return found;
    });
  }
}

/** A header of a mail, unfolded. */
export function header(mail: string, name: string): string | undefined {
  const [head = ''] = mail.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const line = unfolded.find((it) => it.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}
