import { Public } from '@clientele/auth';
import type { RawJson } from '@clientele/http';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SigningKeysQueries } from './signing-keys.queries';
import { KeySetView } from './signing-keys.views';

@ApiTags('auth')
@Controller('.well-known')
export class KeySetController {
  constructor(private readonly queries: SigningKeysQueries) {}

  /** Gives the keys that verify access tokens. */
  @Get('jwks.json')
  @Public('token-ignored')
  @Header('cache-control', 'public, max-age=300')
  @ApiOkResponse({ type: KeySetView })
  published(): Promise<RawJson<KeySetView>> {
    return this.queries.published();
  }
}
