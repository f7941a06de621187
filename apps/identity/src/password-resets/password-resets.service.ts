import { Database } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { PASSWORD_PURPOSES } from '../one-time-links/one-time-link.domain';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { PasswordsService } from '../passwords/passwords.service';
import { AccountPasswords } from './account-passwords.service';
import type { ResetPasswordBody } from './password-resets.bodies';

/** Lets those who read the mailbox of an account set its password. */
@Injectable()
export class PasswordResetsService {
  constructor(
    private readonly db: Database,
    private readonly links: OneTimeLinks,
    private readonly passwords: PasswordsService,
    private readonly accounts: AccountPasswords,
  ) {}

  async reset({ token, password }: ResetPasswordBody): Promise<void> {
    const { owner, person } = await this.links.ownerOf(token, PASSWORD_PURPOSES);
    const passwordHash = await this.passwords.hashNew(password, person);
    await this.db.transaction(async (tx) => {
      const { atShopId } = await this.links.use(tx, token, PASSWORD_PURPOSES);
      await this.accounts.set(tx, owner, passwordHash, atShopId);
    });
  }
}
