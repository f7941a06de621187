import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { IdParam, Problems } from '@clientele/http';
import { Concerns } from '@clientele/sight';
import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { aContact, aContactOfSeen } from '../contacts/contact.subject';
import { ContactNotFound, ContactShared } from '../contacts/contacts.problems';
import { TwoFactorResets } from './two-factor-resets.service';
import { TwoFactorOff } from './two-factor.problems';

@ApiTags('contacts')
@Controller('contacts/:id/two-factor')
export class TwoFactorResetsController {
  constructor(private readonly resets: TwoFactorResets) {}

  /** Takes the codes from a contact that has lost its app, ends its sessions and tells it by mail. */
  @Delete()
  @HttpCode(204)
  @Allow({ employee: 'customers:write' })
  @Concerns([aContact(), aContactOfSeen()])
  @Problems([ContactNotFound, ContactShared, TwoFactorOff])
  reset(@Caller() caller: Principal, @Param() { id }: IdParam): Promise<void> {
    return this.resets.resetContact(caller, id);
  }
}
