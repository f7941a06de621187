import { Public } from '@clientele/auth';
import { Unrecorded } from '@clientele/audit';
import { Problems, Strict } from '@clientele/http';
import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { TokenBody } from './api-clients.bodies';
import { ClientCredentialsNotValid, ScopeNotGranted } from './api-clients.problems';
import type { ClientTokenView } from './api-clients.views';
import { ClientTokens } from './client-tokens.service';

@ApiTags('auth')
@Controller('auth')
export class ClientTokensController {
  constructor(private readonly tokens: ClientTokens) {}

  /** Gives an API client a token for its id and secret: RFC 6749, client credentials. */
  @Post('token')
  @HttpCode(200)
  @Public('token-ignored')
  @Unrecorded('A token is good for five minutes and changes nothing; what is done with it is recorded.')
  @Strict({ max: 120, seconds: 60 })
  @Problems([ClientCredentialsNotValid, ScopeNotGranted])
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  issue(
    @Headers('authorization') authorization: string | undefined,
    @Body() body: TokenBody,
  ): Promise<ClientTokenView> {
    return this.tokens.issue(authorization, body);
  }
}
