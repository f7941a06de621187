import { Clock } from '@clientele/config';
import type { Place } from '@clientele/contracts';
import { Database, statement } from '@clientele/database';
import { Injectable } from '@nestjs/common';
import { GraphicalProfilesQueries } from '../graphical-profiles/graphical-profiles.queries';
import { PasswordsService } from '../passwords/passwords.service';
import { VisitorsService } from '../sessions/visitors.service';
import { isOpen, SECONDS_CLOSED, tokenSeconds, type Validity } from './page.domain';
import { PageCodeNeeded, PageCodesDelayed, PageCodeWrong, PageNotFound } from './pages.problems';
import type { EnteredPageView } from './pages.views';

/** What it takes to let somebody in. */
interface Door extends Validity {
  readonly id: string;
  readonly shopId: string;
  readonly slug: string;
  readonly host: string | null;
  readonly customerId: string | null;
  readonly groupId: string | null;
  readonly accessCodeHash: string | null;
}

// What was made for a customer is closed with it.
const doorAt = statement<Door & Record<string, unknown>>(
  'pages-door',
  `SELECT p.id, p.shop_id AS "shopId", p.slug, p.host, p.customer_id AS "customerId", p.group_id AS "groupId",
          p.enabled, p.valid_from AS "validFrom", p.valid_until AS "validUntil", p.access_code_hash AS "accessCodeHash"
   FROM pages p
   WHERE (p.slug = $1 OR p.host = $1)
     AND (p.customer_id IS NULL OR EXISTS (SELECT FROM customers c WHERE c.id = p.customer_id AND c.state = 'open'))`,
);

// A code counts as wrong, and closes the page, before it is looked at: of a thousand at once, as many are looked at as one after the other.
const takeTurn = statement(
  'pages-take-turn',
  `UPDATE pages SET wrong_codes = wrong_codes + 1,
     closed_until = $2::timestamptz
       + make_interval(secs => ($3::int[])[least(wrong_codes + 1, cardinality($3::int[]))])
   WHERE id = $1 AND (closed_until IS NULL OR closed_until <= $2) RETURNING id`,
);

const pardon = statement(
  'pages-pardon',
  'UPDATE pages SET wrong_codes = 0, closed_until = NULL WHERE id = $1',
);

const closedUntil = statement<{ until: Date | null }>(
  'pages-closed-until',
  'SELECT closed_until AS until FROM pages WHERE id = $1',
);

/** Lets visitors in by pages. */
@Injectable()
export class PageEntranceService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: PasswordsService,
    private readonly visitors: VisitorsService,
    private readonly profiles: GraphicalProfilesQueries,
  ) {}

  /** Into a page that anybody may enter. */
  async enter(place: Place, address: string): Promise<EnteredPageView> {
    const door = await this.openDoor(address);
    if (door.accessCodeHash !== null) throw new PageCodeNeeded();
    return this.letIn(door, place);
  }

  /** Into a page by its code; after some wrong ones, each next one is looked at only after a while. */
  async enterWith(place: Place, address: string, code: string): Promise<EnteredPageView> {
    const door = await this.openDoor(address);
    if (door.accessCodeHash === null) return this.letIn(door, place);
    const now = this.clock.now();
    if (!(await takeTurn.first(this.db, [door.id, now, SECONDS_CLOSED])))
      throw await this.delayed(door.id, now);
    if (!(await this.passwords.verify(door.accessCodeHash, code))) throw new PageCodeWrong();
    await pardon.rows(this.db, [door.id]);
    return this.letIn(door, place);
  }

  private async openDoor(address: string): Promise<Door> {
    const door = await doorAt.first(this.db, [address.toLowerCase()]);
    if (!door || !isOpen(door, this.clock.now())) throw new PageNotFound();
    return door;
  }

  private async letIn(door: Door, place: Place): Promise<EnteredPageView> {
    const { slug, host, shopId, customerId, groupId } = door;
    // Whose page it is decides; of the shops that share its customers, the caller says which one.
    const atShopId = place.shopId === shopId ? place.atShopId : null;
    const page = { shopId, atShopId, customerId: customerId ?? undefined, groupId: groupId ?? undefined };
    return {
      ...{ slug, host },
      graphicalProfile: await this.profiles.seenBy(page),
      visitor: await this.visitors.welcomeTo(page, tokenSeconds(door, this.clock.now())),
    };
  }

  private async delayed(id: string, now: Date): Promise<PageCodesDelayed> {
    const until = (await closedUntil.first(this.db, [id]))?.until ?? now;
    const retryAfter = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
    return new PageCodesDelayed({ detail: `Try again in ${retryAfter} seconds.`, retryAfter });
  }
}
