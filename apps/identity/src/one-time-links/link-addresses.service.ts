import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { IdentityConfig } from '../identity.config';
import { LinkTokens } from './link-tokens.service';
import { linkAddress, type LinkPurpose } from './one-time-link.domain';

const read = statement<{ purpose: LinkPurpose; storefrontUrl: string | null }>(
  'one-time-links-read',
  `SELECT l.purpose, coalesce(a.storefront_url, s.storefront_url) AS "storefrontUrl"
   FROM one_time_links l
   LEFT JOIN contacts c ON c.id = l.contact_id LEFT JOIN shops s ON s.id = c.shop_id
   LEFT JOIN shops a ON a.id = l.at_shop_id
   WHERE l.id = $1 AND l.expires_at > $2`,
);

/** Turns links into addresses, and back. */
@Injectable()
export class LinkAddresses {
  constructor(
    private readonly db: Database,
    private readonly config: IdentityConfig,
    private readonly tokens: LinkTokens,
  ) {}

  /** The address of a link: of the storefront where a contact is, of the suite for an employee. Null if it is over. */
  async of(linkId: string, now: Date): Promise<string | null> {
    const link = await read.first(this.db, [linkId, now]);
    return (
      (link &&
        linkAddress(link.storefrontUrl ?? this.config.publicUrl, link.purpose, this.tokens.of(linkId))) ??
      null
    );
  }

  /** The link of a token, if it is one of ours. */
  linkOf(token: string): string | undefined {
    return this.tokens.read(token);
  }
}
