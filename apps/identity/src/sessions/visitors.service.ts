import { DEFAULT_SHOP_ID, type PageContext } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AccessTokensService } from '../signing-keys/access-tokens.service';
import type { VisitorView } from './sessions.views';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** Gives tokens to those who have not logged in. */
@Injectable()
export class VisitorsService {
  constructor(private readonly accessTokens: AccessTokensService) {}

  welcome(): Promise<VisitorView> {
    return this.welcomeTo({ shopId: DEFAULT_SHOP_ID }, THIRTY_DAYS);
  }

  /** With the prices and looks of the customer or the group whose page is entered. */
  async welcomeTo(
    { shopId, customerId, groupId }: PageContext & { readonly shopId: string },
    seconds: number,
  ): Promise<VisitorView> {
    const visitorId = uuidv7();
    const claims = { sub: visitorId, kind: 'visitor', shp: shopId, cus: customerId, grp: groupId } as const;
    return {
      accessToken: await this.accessTokens.issue(claims, seconds),
      tokenType: 'Bearer',
      expiresIn: seconds,
      visitorId,
    };
  }
}
