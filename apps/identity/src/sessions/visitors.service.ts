import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AccessTokensService } from '../signing-keys/access-tokens.service';
import type { VisitorView } from './sessions.views';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** Gives tokens to those who have not logged in. */
@Injectable()
export class VisitorsService {
  constructor(private readonly accessTokens: AccessTokensService) {}

  async welcome(): Promise<VisitorView> {
    const visitorId = uuidv7();
    const claims = { sub: visitorId, kind: 'visitor', shp: DEFAULT_SHOP_ID } as const;
    return {
      accessToken: await this.accessTokens.issue(claims, THIRTY_DAYS),
      tokenType: 'Bearer',
      expiresIn: THIRTY_DAYS,
      visitorId,
    };
  }
}
