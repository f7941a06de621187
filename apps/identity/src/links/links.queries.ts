import { type Actor, type DomainEvent, linkChanged, type Repetition } from '@clientele/contracts';
import { type Database, statement, type Tx } from '@clientele/database';
import { RawJson } from '@clientele/http';
import { PURCHASE_LIMIT_JSON } from '../purchase-limits/purchase-limit.sql';
import { limitFact } from '../purchase-limits/purchase-limit.domain';
import { ADMINISTRATOR } from '../profiles/delivered-profiles';
import type { LinkParam } from './links.bodies';
import { LinkNotFound } from './links.problems';
import type { LinkView } from './links.views';

/** SQL that writes a link `l` with its customer `u` and profile `p` as the API shows it. */
export const LINK_JSON = `json_build_object(
  'id', l.id,
  'customer', json_build_object('id', u.id, 'number', u.number::text, 'firstName', u.first_name,
                                'lastName', u.last_name, 'company', u.company),
  'profile', json_build_object('id', p.id, 'code', p.code, 'name', p.name),
  'purchaseLimit', ${PURCHASE_LIMIT_JSON}, 'version', l.version)`;

const view = statement<{ view: string; version: number }>(
  'contact-links-view',
  `SELECT ${LINK_JSON}::text AS view, l.version
   FROM contact_links l JOIN customers u ON u.id = l.customer_id JOIN profiles p ON p.id = l.profile_id
   WHERE u.shop_id = $1 AND l.contact_id = $2 AND l.customer_id = $3`,
);

/** The link between a contact and a customer. */
export async function readLink(
  on: Database | Tx,
  shopId: string,
  { id, customerId }: LinkParam,
): Promise<RawJson<LinkView>> {
  const row = await view.first(on, [shopId, id, customerId]);
  if (!row) throw new LinkNotFound();
  return new RawJson(row.view, row.version);
}

/** What a contact may do for a customer, for the audit log. */
export async function readLinkFacts(
  tx: Tx,
  shopId: string,
  link: LinkParam,
): Promise<Pick<LinkView, 'profile' | 'purchaseLimit'>> {
  const { profile, purchaseLimit } = JSON.parse((await readLink(tx, shopId, link)).text) as LinkView;
  return { profile, purchaseLimit };
}

/** A link as far as it decides about a change of it. */
export interface CurrentLink {
  readonly id: string;
  readonly version: number;
  readonly code: string | null;
  readonly position: number;
}

/** `(contact, customer)`. Read it after the customer was locked. */
export const currentLink = statement<CurrentLink & Record<string, unknown>>(
  'contact-links-current',
  `SELECT l.id, l.version, p.code, p.position
   FROM contact_links l JOIN profiles p ON p.id = l.profile_id WHERE l.contact_id = $1 AND l.customer_id = $2`,
);

/** `(contact, customer)`: how many other contacts that can log in are Administrators of the customer. */
export const otherAdministrators = statement<{ count: number }>(
  'contact-links-other-administrators',
  `SELECT count(*)::integer AS count
   FROM contact_links l JOIN profiles p ON p.id = l.profile_id JOIN contacts c ON c.id = l.contact_id
   WHERE l.customer_id = $2 AND l.contact_id <> $1 AND p.code = '${ADMINISTRATOR}' AND c.enabled`,
);

/** `(link, contact)`: the rank of a contact that may manage others, as it is now. */
export const managingRank = statement<{ code: string | null; position: number }>(
  'contact-links-managing-rank',
  `SELECT p.code, p.position
   FROM contact_links l JOIN profiles p ON p.id = l.profile_id
   WHERE l.id = $1 AND l.contact_id = $2 AND 'contacts:manage' = ANY (p.permissions)`,
);

interface LinkFacts extends Record<string, unknown> {
  readonly id: string;
  readonly shopId: string;
  readonly contactId: string;
  readonly customerId: string;
  readonly profileId: string;
  readonly version: number;
  readonly limitAmount: string | null;
  readonly limitCurrency: string | null;
  readonly limitStartsOn: string | null;
  readonly limitEndsOn: string | null;
  readonly limitRepeats: Repetition | null;
  readonly timeZone: string;
}

const facts = statement<LinkFacts>(
  'contact-links-facts',
  `SELECT l.id, s.id AS "shopId", l.contact_id AS "contactId", l.customer_id AS "customerId",
          l.profile_id AS "profileId", l.version, trim_scale(l.limit_amount)::text AS "limitAmount",
          l.limit_currency AS "limitCurrency", l.limit_starts_on::text AS "limitStartsOn",
          l.limit_ends_on::text AS "limitEndsOn", l.limit_repeats AS "limitRepeats", s.time_zone AS "timeZone"
   FROM contact_links l JOIN customers u ON u.id = l.customer_id JOIN shops s ON s.id = u.shop_id
   WHERE l.id = ANY ($1)`,
);

/** What the other services are told of links that somebody changed. */
export async function linkChanges(
  tx: Tx,
  { kind, id: actorId }: Actor,
  ids: readonly string[],
  occurredAt: Date,
): Promise<DomainEvent[]> {
  const links = await facts.rows(tx, [ids]);
  return links.map(({ id, shopId, version, contactId, customerId, profileId, timeZone, ...limit }) =>
    linkChanged.create(
      { aggregate: { id, version }, shopId, actor: { kind, id: actorId }, occurredAt },
      { linkId: id, contactId, customerId, profileId, purchaseLimit: limitFact(limit, timeZone) },
    ),
  );
}
