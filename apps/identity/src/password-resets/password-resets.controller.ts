import { AtShop, Public } from '@clientele/auth';
import type { Place } from '@clientele/contracts';
import { Once, Problems, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LinkNotValid } from '../one-time-links/one-time-links.problems';
import { PasswordTooWeak } from '../passwords/passwords.problems';
import { PasswordResetRequests } from './password-reset-requests.service';
import { RequestPasswordResetBody, ResetPasswordBody } from './password-resets.bodies';
import { PasswordResetsService } from './password-resets.service';

@ApiTags('auth')
@Controller('auth')
export class PasswordResetsController {
  constructor(
    private readonly requests: PasswordResetRequests,
    private readonly resets: PasswordResetsService,
  ) {}

  /**
   * Has a link for a new password mailed to a contact. The answer is the same, and takes as long, whether the
   * account exists or not.
   */
  @Post('password-reset-requests')
  @HttpCode(202)
  @Public('token-ignored')
  @Strict({ max: 20, seconds: 600 })
  request(
    @Once() once: Once,
    @AtShop() place: Place,
    @Body() { email }: RequestPasswordResetBody,
  ): Promise<void> {
    return this.requests.take(once, place, { account: 'contact', email });
  }

  /** Has a link for a new password mailed to an employee. Tells as little as the one for contacts. */
  @Post('employees/password-reset-requests')
  @HttpCode(202)
  @Public('token-ignored')
  @Strict({ max: 20, seconds: 600 })
  requestAsEmployee(
    @Once() once: Once,
    @AtShop() place: Place,
    @Body() { email }: RequestPasswordResetBody,
  ): Promise<void> {
    return this.requests.take(once, place, { account: 'employee', email });
  }

  /**
   * Sets a password with the token of a link that was mailed. The link is for a reset, an invitation or an account made
   * from guest orders; it is used up, and all sessions of the account end.
   */
  @Post('password-resets')
  @HttpCode(204)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 600 })
  @Problems([LinkNotValid, PasswordTooWeak, TooBusy])
  reset(@Body() body: ResetPasswordBody): Promise<void> {
    return this.resets.reset(body);
  }
}
