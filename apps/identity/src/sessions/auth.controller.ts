import { Unrecorded } from '@clientele/audit';
import { Allow, AtShop, Caller, CallOrigin, Public } from '@clientele/auth';
import type { Origin, Place, Principal } from '@clientele/contracts';
import { Problems, Strict, TooBusy } from '@clientele/http';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { TooManyLogins } from '../login-attempts/login-attempts.problems';
import { TwoFactorNeeded } from '../two-factor/two-factor.problems';
import { LoginsService } from './logins.service';
import { RenewalsService } from './renewals.service';
import { ChooseCustomerBody, LoginBody, RefreshBody } from './sessions.bodies';
import {
  CredentialsNotValid,
  CustomerNotAvailable,
  RefreshTokenNotValid,
  SessionOver,
} from './sessions.problems';
import type { LoginView, TokensView, VisitorView } from './sessions.views';
import { VisitorsService } from './visitors.service';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logins: LoginsService,
    private readonly renewals: RenewalsService,
    private readonly visitors: VisitorsService,
  ) {}

  /** Logs a contact in. With one customer it is chosen; among several, choose by `POST /v1/auth/customer`. */
  @Post('login')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 60 })
  @Problems([CredentialsNotValid, TwoFactorNeeded, TooManyLogins, TooBusy])
  login(@Body() body: LoginBody, @CallOrigin() origin: Origin, @AtShop() place: Place): Promise<LoginView> {
    return this.logins.login(body, origin, place);
  }

  /** Logs an employee in. */
  @Post('employees/login')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 60, seconds: 60 })
  @Problems([CredentialsNotValid, TwoFactorNeeded, TooManyLogins, TooBusy])
  loginEmployee(
    @Body() body: LoginBody,
    @CallOrigin() origin: Origin,
    @AtShop() place: Place,
  ): Promise<TokensView> {
    return this.logins.loginEmployee(body, origin, place);
  }

  /** Gives a token to somebody who has not logged in, so that carts and prices work. */
  @Post('visitor')
  @Unrecorded('Nothing is kept of somebody who has not logged in.')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 600, seconds: 60 })
  welcome(@AtShop() place: Place): Promise<VisitorView> {
    return this.visitors.welcome(place);
  }

  /** Chooses the customer that the contact acts for; gives tokens for it. */
  @Post('customer')
  @HttpCode(200)
  @Allow({ contact: 'logged-in' })
  @Problems([CustomerNotAvailable, SessionOver])
  choose(@Caller() caller: Principal, @Body() { customerId }: ChooseCustomerBody): Promise<LoginView> {
    return this.logins.choose(caller, customerId);
  }

  /**
   * Gives new tokens for a refresh token, which is used up by it. Within ten seconds the same answer can be had
   * again; later, a used token ends the session.
   */
  @Post('refresh')
  @Unrecorded('The session goes on; its beginning is recorded.')
  @HttpCode(200)
  @Public('token-ignored')
  @Strict({ max: 600, seconds: 60 })
  @Problems([RefreshTokenNotValid])
  refresh(@Body() { refreshToken }: RefreshBody): Promise<TokensView> {
    return this.renewals.refresh(refreshToken);
  }

  /** Ends the session of a refresh token; all its tokens end with it. */
  @Post('logout')
  @HttpCode(204)
  @Public('token-ignored')
  logout(@Body() { refreshToken }: RefreshBody): Promise<void> {
    return this.renewals.logout(refreshToken);
  }
}
