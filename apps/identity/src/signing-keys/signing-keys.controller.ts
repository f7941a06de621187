import { Allow } from '@clientele/auth';
import { Problems } from '@clientele/http';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { NextKeyTooYoung } from './signing-keys.problems';
import { SigningKeysService } from './signing-keys.service';
import type { RotationView } from './signing-keys.views';

@ApiTags('ops')
@Controller('ops/identity/signing-keys')
export class SigningKeysController {
  constructor(private readonly keys: SigningKeysService) {}

  /** Lets the next key sign access tokens. Tokens of the old one stay good; nobody has to log in again. */
  @Post('rotate')
  @HttpCode(200)
  @Allow({ employee: 'ops:write' })
  @Problems([NextKeyTooYoung])
  rotate(): Promise<RotationView> {
    return this.keys.rotate();
  }
}
