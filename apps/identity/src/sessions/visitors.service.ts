import { type GuestContext, newId, type PageContext, type Place } from '@clientele/contracts';
import { Injectable } from '@nestjs/common';
import { AccessTokensService } from '../signing-keys/access-tokens.service';
import type { VisitorView } from './sessions.views';

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** What is known of a visitor. */
interface VisitorContext extends Place, PageContext {
  readonly guest?: GuestContext;
}

/** Gives tokens to those who have not logged in. */
@Injectable()
export class VisitorsService {
  constructor(private readonly accessTokens: AccessTokensService) {}

  welcome(place: Place): Promise<VisitorView> {
    return this.welcomeTo(place, THIRTY_DAYS);
  }

  /** With the prices and looks of the customer or the group whose page is entered, or as a guest checking out. */
  async welcomeTo(
    { shopId, atShopId, customerId, groupId, guest }: VisitorContext,
    seconds: number,
    visitorId = newId(),
  ): Promise<VisitorView> {
    const claims = {
      sub: visitorId,
      kind: 'visitor',
      shp: shopId,
      ats: atShopId ?? undefined,
      cus: customerId,
      grp: groupId,
      gst: guest?.customerId,
      gek: guest?.emailKey,
    } as const;
    return {
      accessToken: await this.accessTokens.issue(claims, seconds),
      tokenType: 'Bearer',
      expiresIn: seconds,
      visitorId,
    };
  }
}
