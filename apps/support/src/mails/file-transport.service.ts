import { randomUUID } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { MailTransport, type OutgoingMail, SendFailure } from './mail-transport.service';

/** Puts mails into a folder as `.eml` files, where there is no mail server. A mail sent twice is one file. */
export class FileTransport extends MailTransport {
  constructor(private readonly directory: string) {
    super();
  }

  async send(mail: OutgoingMail): Promise<void> {
    try {
      await mkdir(this.directory, { recursive: true });
      // Under its name only when it is complete: whoever watches the folder never reads half a mail.
      const unfinished = join(this.directory, `.${randomUUID()}.tmp`);
      await write(unfinished, mail.raw);
      await rename(unfinished, join(this.directory, nameOf(mail)));
    } catch (error) {
      throw new SendFailure('temporary', error instanceof Error ? error.message : String(error));
    }
  }
}

async function write(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The time in front sorts a folder; it is that of queueing, as every attempt must give the same name. */
function nameOf({ createdAt, internetMessageId }: OutgoingMail): string {
  const [id = ''] = internetMessageId.slice(1).split('@');
  return `${createdAt.toISOString().replaceAll(':', '-')}-${id}.eml`;
}
