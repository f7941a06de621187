import { Allow, Caller, PermissionMissing } from '@clientele/auth';
import { NotFound, type Principal } from '@clientele/contracts';
import { IfMatch, Problems, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ContactNotFound } from '../contacts/contacts.problems';
import { TitleUnknown } from '../customers/customers.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { LimitStates } from '../purchase-limits/limit-states.service';
import { LimitStateView } from '../purchase-limits/purchase-limits.views';
import { MeService } from '../sessions/me.service';
import { MeView } from '../sessions/me.views';
import { EditOwnAccountBody } from './own-account.bodies';
import { OldPasswordNotRight } from './own-account.problems';
import { OwnAccountService } from './own-account.service';

@ApiTags('me')
@Controller('me')
export class OwnAccountController {
  constructor(
    private readonly account: OwnAccountService,
    private readonly me: MeService,
    private readonly limits: LimitStates,
  ) {}

  /** Changes the own personal data, choices or password. A new password ends all other sessions. */
  @Patch()
  @Allow({ contact: 'logged-in' })
  @Strict({ max: 60, seconds: 600 })
  @Problems([NotFound, ContactNotFound, TitleUnknown, OldPasswordNotRight, PasswordTooWeak, TooBusy])
  async edit(
    @Caller() caller: Principal,
    @IfMatch() version: number,
    @Body() body: EditOwnAccountBody,
  ): Promise<MeView> {
    if (caller.kind !== 'contact') throw new PermissionMissing();
    await this.account.edit(caller, version, body);
    return this.me.me(caller);
  }

  /** Tells what oneself may buy for the own customer, and whether that counts now. */
  @Get('limits')
  @Allow({ contact: 'account:view' })
  limit(@Caller() caller: Principal): Promise<LimitStateView> {
    return this.limits.of(caller.kind === 'contact' ? caller.linkId : null);
  }
}
