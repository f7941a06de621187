import { oneTimeLinkAddress } from '@clientele/contracts';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { SendFailure } from './mail-transport.service';
import type { Mail } from './mail.entity';

const DEADLINE_MS = 3_000;

/** Where in its text a mail has the address of its one-time link. */
export const LINK_PLACE = '{link}';

/** Puts one-time links into mails at the last moment, so that who can read the queue cannot use them. */
@Injectable()
export class MailLinks {
  constructor(private readonly ask: Ask) {}

  /** The mail with its link in place. */
  async fill<M extends Pick<Mail, 'text' | 'linkId'>>(mail: M): Promise<M> {
    if (mail.linkId === null) return mail;
    const url = await this.addressOf(mail.linkId);
    if (url === null) throw new SendFailure('permanent', 'Its one-time link is used or over');
    return { ...mail, text: mail.text.replace(LINK_PLACE, () => url) };
  }

  private async addressOf(linkId: string): Promise<string | null> {
    try {
      return (await this.ask.ask(oneTimeLinkAddress, { linkId }, DEADLINE_MS)).url;
    } catch (error) {
      throw error instanceof NoAnswer
        ? new SendFailure('temporary', 'Identity did not tell the one-time link')
        : error;
    }
  }
}
