import { Clock } from '@clientele/config';
import { Database, statement } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { Injectable } from '@nestjs/common';
import type { KeySetView } from './signing-keys.views';

const published = statement<{ keys: string }>(
  'signing-keys-published',
  `SELECT json_build_object('keys', coalesce(json_agg(
            public_jwk || jsonb_build_object('kid', id, 'alg', 'ES256', 'use', 'sig') ORDER BY id), '[]'))::text AS keys
   FROM signing_keys WHERE state <> 'retired' OR expires_at > $1`,
);

/** Reads the public halves of the keys. */
@Injectable()
export class SigningKeysQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** All keys that a token of today may be signed with, and the next. */
  async published(): Promise<RawJson<KeySetView>> {
    const row = await published.first(this.db, [this.clock.now()]);
    return new RawJson(row?.keys ?? '{"keys":[]}');
  }
}
