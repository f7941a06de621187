import { Clock } from '@clientele/config';
import { DEFAULT_SHOP_ID, newId } from '@clientele/contracts';
import { Seed, type Tx } from '@clientele/database';
import { Injectable, Logger } from '@nestjs/common';
import { normalizeEmail } from '../emails/email';
import { IdentityConfig } from '../identity.config';
import { PasswordsService } from '../passwords/passwords.service';
import { OWNER } from '../roles/delivered-roles';
import { Role } from '../roles/role.entity';
import { Employee } from './employee.entity';

/** Makes the employee that every shop starts with. */
@Injectable()
export class FirstOwnerService {
  private readonly logger = new Logger(FirstOwnerService.name);

  constructor(
    private readonly config: IdentityConfig,
    private readonly passwords: PasswordsService,
    private readonly clock: Clock,
  ) {}

  /** The first Owner. Once there is one, the settings change nothing any more. */
  @Seed({ order: 1 })
  async seed(tx: Tx): Promise<void> {
    const role = await tx.findOneByOrFail(Role, { shopId: DEFAULT_SHOP_ID, code: OWNER });
    if (await tx.existsBy(Employee, { roleId: role.id })) return;

    const { adminEmail, adminPassword } = this.config;
    if (adminPassword === undefined) {
      this.logger.warn('There is no Owner, and without ADMIN_PASSWORD none can be made.');
      return;
    }
    await tx.insert(Employee, {
      id: newId(),
      shopId: DEFAULT_SHOP_ID,
      roleId: role.id,
      firstName: 'Shop',
      lastName: 'Owner',
      email: adminEmail,
      normalizedEmail: normalizeEmail(adminEmail) ?? adminEmail,
      passwordHash: await this.passwords.hash(adminPassword),
      enabled: true,
      createdAt: this.clock.now(),
    });
  }
}
