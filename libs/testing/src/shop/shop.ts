import { randomBytes } from 'node:crypto';
import { Client } from './client';
import { Shopper } from './shopper';

/** A product, as the storefront pushes it. */
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

/** A group to create. */
export interface GroupInput {
  readonly name: Readonly<Record<string, string>>;
  readonly discountPercent: string;
  readonly priceDisplay?: 'tax-included' | 'tax-excluded';
  readonly showPrices?: boolean;
  readonly categoryDiscounts?: readonly { readonly categoryId: string; readonly discountPercent: string }[];
}

/** A rule of automatic assignment to create. */
export interface AssignmentInput {
  readonly productId: string;
  readonly groupIds: readonly string[];
  readonly defaultGroupId?: string;
  readonly validity?: { readonly duration: string } | { readonly until: string };
  readonly enabled: boolean;
}

/** Somebody to register. */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A running suite, in the words of the journey that must always work. */
export class Shop {
  private constructor(
    readonly visitor: Client,
    /** The Owner. */
    readonly admin: Client,
  ) {}

  /** Logs the Owner in, of the shop that every installation has unless another is meant. */
  static async open(
    baseUrl: string,
    admin: { readonly email: string; readonly password: string },
    shopId?: string,
  ): Promise<Shop> {
    const client = new Client(baseUrl, shopId === undefined ? {} : { 'shop-id': shopId });
    const { accessToken } = await client.post<{ accessToken: string }>('/v1/auth/employees/login', {
      email: admin.email,
      password: admin.password,
    });
    return new Shop(client, client.as(accessToken));
  }

  async category(id: string, name = id): Promise<void> {
    await this.admin.put(`/v1/categories/${id}`, { name });
  }

  async product(id: string, changes: Partial<ProductInput> = {}): Promise<void> {
    const product: ProductInput = {
      sku: id,
      name: id,
      price: '19.812',
      currency: 'EUR',
      taxRate: '20',
      active: true,
      ...changes,
    };
    await this.admin.put(`/v1/products/${id}`, product);
  }

  /** Creates a group; returns its id. */
  async group(input: GroupInput): Promise<string> {
    return (await this.admin.post<{ id: string }>('/v1/groups', input)).id;
  }

  /** Makes a product put its buyers into groups; returns the id of the rule. */
  async assignment(input: AssignmentInput): Promise<string> {
    return (await this.admin.post<{ id: string }>('/v1/auto-assignments', input)).id;
  }

  /** Registers somebody, with an e-mail of their own unless given, and logs them in. */
  async register(person: Partial<Person> = {}): Promise<Shopper> {
    const email = person.email ?? `shopper-${randomBytes(6).toString('hex')}@example.com`;
    const password = randomBytes(12).toString('base64url');
    const { customer, contact } = await this.visitor.post<{
      customer: { id: string; number: string };
      contact: { id: string };
    }>('/v1/registrations', { firstName: 'Björk', lastName: 'Guðmundsdóttir', ...person, email, password });

    const session = await this.visitor.post<{ accessToken: string }>('/v1/auth/login', { email, password });
    return new Shopper(this, this.visitor.as(session.accessToken), {
      email,
      password,
      customerId: customer.id,
      customerNumber: customer.number,
      contactId: contact.id,
    });
  }

  /** Reports a payment of an order, as the storefront does. */
  async pay(
    orderId: string,
    amount: string,
    transactionId: string,
    currency = 'EUR',
  ): Promise<{ state: string }> {
    const { orderState } = await this.admin.post<{ orderState: string }>(`/v1/orders/${orderId}/payments`, {
      amount,
      currency,
      method: 'card',
      transactionId,
    });
    return { state: orderState };
  }
}
