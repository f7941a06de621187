import { Allow, Caller } from '@clientele/auth';
import type { Principal } from '@clientele/contracts';
import { Problems, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TooManyLogins } from '../login-attempts/login-attempts.problems';
import { OwnTwoFactor } from './own-two-factor.service';
import { CodeBody, RemoveTwoFactorBody } from './two-factor.bodies';
import { CodeNotValid, TwoFactorOff, TwoFactorOn, TwoFactorRequired } from './two-factor.problems';
import type { EnrolmentView, RecoveryCodesView, TwoFactorView } from './two-factor.views';

@ApiTags('me')
@Controller('me/two-factor')
export class OwnTwoFactorController {
  constructor(private readonly service: OwnTwoFactor) {}

  /** Tells whether the caller's log-in asks for a code. */
  @Get()
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  state(@Caller() caller: Principal): Promise<TwoFactorView> {
    return this.service.state(caller);
  }

  /** Gives a new secret for an app. It is of no effect before a code of the app confirms it. */
  @Post()
  @HttpCode(200)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Problems([TwoFactorOn])
  enrol(@Caller() caller: Principal): Promise<EnrolmentView> {
    return this.service.enrol(caller);
  }

  /** Switches codes on with a first code of the app; gives recovery codes, which are shown this once. */
  @Post('confirmations')
  @HttpCode(200)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Strict({ max: 60, seconds: 60 })
  @Problems([CodeNotValid, TwoFactorOn, TooManyLogins])
  confirm(@Caller() caller: Principal, @Body() { code }: CodeBody): Promise<RecoveryCodesView> {
    return this.service.confirm(caller, code);
  }

  /** Gives ten new recovery codes; the old ones are void. */
  @Post('recovery-codes')
  @HttpCode(200)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Strict({ max: 60, seconds: 60 })
  @Problems([CodeNotValid, TwoFactorOff, TooManyLogins])
  renewCodes(@Caller() caller: Principal, @Body() { code }: CodeBody): Promise<RecoveryCodesView> {
    return this.service.renewCodes(caller, code);
  }

  /** Switches codes off; needs the password and a code. */
  @Post('removals')
  @HttpCode(204)
  @Allow({ employee: 'logged-in', contact: 'logged-in' })
  @Strict({ max: 60, seconds: 60 })
  @Problems([CodeNotValid, TwoFactorOff, TwoFactorRequired, TooManyLogins, TooBusy])
  remove(@Caller() caller: Principal, @Body() body: RemoveTwoFactorBody): Promise<void> {
    return this.service.remove(caller, body);
  }
}
