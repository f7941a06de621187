import {
  type DomainEvent,
  type GroupChanged,
  groupChanged,
  type MembershipsChanged,
  membershipsChanged,
  type PricePolicy,
  pricePolicyChanged,
  systemActor,
} from '@clientele/contracts';
import { anEmployee, type Api, TEST_SHOP, TestService } from '@clientele/testing';
import { v7 as uuidv7 } from 'uuid';
import { AppModule } from '../src/app.module';

/** What a test pushes of a product. */
export interface ProductInput {
  readonly sku: string;
  readonly name: string;
  readonly defaultCategoryId?: string;
  readonly categoryIds?: readonly string[];
  readonly price: string;
  readonly currency: string;
  readonly taxRate: string;
  readonly active: boolean;
}

/** The service with the groups that every shop has, as if the service groups had announced them. */
export class TestShop {
  readonly visitors = uuidv7();
  readonly customers = uuidv7();
  readonly guests = uuidv7();

  private constructor(
    readonly service: TestService,
    readonly employee: Api,
  ) {}

  static async open(): Promise<TestShop> {
    const service = await TestService.start({ module: AppModule });
    const shop = new TestShop(service, await service.api.as(anEmployee()));
    await shop.group({ groupId: shop.visitors, role: 'visitor' });
    await shop.group({ groupId: shop.customers, role: 'customer' });
    await shop.group({ groupId: shop.guests, role: 'guest' });
    return shop;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  async category(id: string): Promise<void> {
    await this.employee.put(`/v1/categories/${id}`, { name: id });
  }

  /** Pushes a product that costs 19.812 euros and 20 % tax, unless told otherwise. */
  async product(id: string, changes: Partial<ProductInput> = {}): Promise<void> {
    const product: ProductInput = {
      sku: id.toUpperCase(),
      name: id,
      price: '19.812',
      currency: 'EUR',
      taxRate: '20',
      active: true,
      ...changes,
    };
    const { status, body } = await this.employee.put(`/v1/products/${id}`, product);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  /** Announces a group; returns its id. */
  async group(changes: Partial<GroupChanged> = {}, version = 1): Promise<string> {
    const event = aGroupChanged(changes, version);
    await this.announce(event, 'orders-groups');
    return event.data.groupId;
  }

  /** Announces whose prices a customer sees. */
  async memberships(
    customerId: string,
    groups: { readonly defaultGroupId: string; readonly expiresAt?: Date; readonly fallbackGroupId?: string },
    version = 1,
  ): Promise<void> {
    await this.announce(aMembershipsChanged(this, customerId, groups, version), 'orders-memberships');
  }

  /** Announces which of a customer's groups decide its prices. */
  async policy(policy: PricePolicy, version: number): Promise<void> {
    const event = pricePolicyChanged.create(circumstancesOf(TEST_SHOP, version), { policy });
    await this.announce(event, 'orders-price-policies');
  }

  /** Publishes an event and waits until it has been handled. */
  async announce(event: DomainEvent, durable: string, times = 1): Promise<void> {
    await this.service.events.publish(event, times);
    await this.service.events.handledBy(durable, event.type);
  }
}

export const aGroupChanged = (
  changes: Partial<GroupChanged> = {},
  version = 1,
): DomainEvent<GroupChanged> => {
  const groupId = changes.groupId ?? uuidv7();
  return groupChanged.create(circumstancesOf(groupId, version), {
    groupId,
    name: { en: 'A group' },
    discountPercent: '0',
    priceDisplay: 'tax-included',
    showPrices: true,
    categoryDiscounts: [],
    ...changes,
  });
};

export const aMembershipsChanged = (
  { customers }: TestShop,
  customerId: string,
  {
    defaultGroupId,
    expiresAt,
    fallbackGroupId = customers,
  }: { readonly defaultGroupId: string; readonly expiresAt?: Date; readonly fallbackGroupId?: string },
  version = 1,
): DomainEvent<MembershipsChanged> =>
  membershipsChanged.create(circumstancesOf(customerId, version), {
    customerId,
    defaultGroupId,
    fallbackGroupId,
    items: [
      { groupId: fallbackGroupId },
      { groupId: defaultGroupId, ...(expiresAt && { expiresAt: expiresAt.toISOString() }) },
    ],
  });

export const circumstancesOf = (id: string, version: number) => ({
  aggregate: { id, version },
  shopId: TEST_SHOP,
  actor: systemActor('test'),
  occurredAt: new Date(),
});
