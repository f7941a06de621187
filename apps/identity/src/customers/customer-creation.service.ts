import { Clock } from '@clientele/config';
import { actorOf, type Principal } from '@clientele/contracts';
import type { Once, RawJson } from '@clientele/http';
import { Outbox } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { sourceOf } from '../consents/consent.domain';
import { FormsService } from '../forms/forms.service';
import { OneTimeLinks } from '../one-time-links/one-time-links.service';
import { requireGroups, requireMayGroup } from '../owners/require-groups';
import { PasswordsService } from '../passwords/passwords.service';
import { TeamAdoption } from '../sales-teams/team-adoption.service';
import { ShopsService } from '../shops/shops.service';
import type { CreateCustomerBody } from './customers.bodies';
import { RegisteredShopUnknown } from './customers.problems';
import { readCustomer } from './customers.queries';
import type { CustomerView } from './customers.views';
import { insertCustomer, registrationOf } from './insert-customer';
import { requireCompanyData } from './require-company-data';

/** Makes customers on behalf of employees. */
@Injectable()
export class CustomerCreation {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly links: OneTimeLinks,
    private readonly forms: FormsService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly teams: TeamAdoption,
    private readonly shops: ShopsService,
  ) {}

  /**
   * Makes a customer and its first contact, which is invited to choose a password unless it has one. Who sees only the
   * own sales teams' customers makes one of theirs.
   */
  async create(
    once: Once,
    caller: Principal,
    {
      password,
      invite,
      groupIds,
      defaultGroupId,
      registeredShopId,
      registeredAt,
      lastVisitAt,
      ...body
    }: CreateCustomerBody,
  ): Promise<RawJson<CustomerView>> {
    const [{ shopId }, actor, groups] = [caller, actorOf(caller), { groupIds, defaultGroupId }];
    requireMayGroup(caller, groups);
    const customer = {
      ...{ ...body, shopId, actor, source: sourceOf(caller), person: body, now: this.clock.now() },
      passwordHash: password ? await this.passwords.hashNew(password, body) : null,
      registeredShopId: await this.registeredShop(shopId, registeredShopId),
      registeredAt: dateOf(registeredAt),
      lastVisitAt: dateOf(lastVisitAt),
    };
    return once(async (tx) => {
      await requireCompanyData(tx, shopId, body);
      await requireGroups(tx, shopId, groups);
      await this.forms.check(tx, 'customer', { shopId }, { ...body, password });
      const made = await insertCustomer(tx, customer);
      await this.outbox.add(tx, ...registrationOf(customer, made, actor, groups));
      await this.teams.adopt(tx, caller, made.id);
      if (invite && !password)
        await this.links.request(tx, { contactId: made.contactId, purpose: 'invitation' }, actor);
      return readCustomer(tx, shopId, made.id, customer.now);
    });
  }

  /** Of the shops that share the customers of a main shop, the one asked for; null: the main one. */
  private async registeredShop(mainShopId: string, asked = mainShopId): Promise<string | null> {
    const place = await this.shops.resolve(asked.toLowerCase());
    if (place?.shopId === mainShopId) return place.atShopId;
    const message = 'The shop does not share these customers, or there is no such shop.';
    throw new RegisteredShopUnknown({
      errors: [{ pointer: '/registeredShopId', code: 'shop-unknown', message }],
    });
  }
}

const dateOf = (text: string | undefined): Date | undefined => (text ? new Date(text) : undefined);
