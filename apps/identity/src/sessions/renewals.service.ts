import { Injectable } from '@nestjs/common';
import { RefreshService } from './refresh.service';
import { RefreshTokenNotValid } from './sessions.problems';
import { SessionsService } from './sessions.service';
import type { TokensView } from './sessions.views';

/** Lets sessions go on, and ends them. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly refreshing: RefreshService,
  ) {}

  async refresh(refreshToken: string): Promise<TokensView> {
    const refreshed = await this.refreshing.use(refreshToken);
    if (!refreshed) throw new RefreshTokenNotValid();
    return this.sessions.tokens(refreshed.holder, refreshed.session, refreshed.successor);
  }

  logout(refreshToken: string): Promise<void> {
    return this.refreshing.end(refreshToken);
  }
}
