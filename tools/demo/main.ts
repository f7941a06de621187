import { CallFailed, eventually, type PriceItem, Shop, type Shopper } from '@clientele/testing';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readClassicCustomers } from './classic-customers';
import { done, heading, say } from './output';
import { demoTarget } from './target';

const DATA = resolve('tools/demo/data');

/** Performs the journey that must always work, against a running suite. */
async function main(): Promise<void> {
  const { url, admin } = demoTarget();
  heading(`Clientele, at ${url}`);
  const shop = await Shop.open(url, admin);
  done(`Logged in as ${admin.email}`);

  await importCustomers(shop);
  await importProducts(shop);
  const groups = await setUpGroups(shop);
  for (const person of SHOPPERS) await walk(shop, person, groups);
  await expire(shop, groups);
  await write(shop);
  heading('All of it worked.');
}

const SHOPPERS = [
  {
    firstName: 'Siobhán',
    lastName: "O'Connor",
    buys: [
      { productId: 'vip-month', quantity: 1 },
      { productId: 'oolong-50', quantity: 2 },
    ],
  },
  { firstName: 'Jean-Noël', lastName: 'Lefèvre', buys: [{ productId: 'vip-month', quantity: 1 }] },
  { firstName: '秀英', lastName: '王', buys: [{ productId: 'sample', quantity: 3 }] },
] as const;

interface Groups {
  readonly vip: string;
  readonly tasters: string;
}

async function importCustomers(shop: Shop): Promise<void> {
  heading('Customers in the classic format');
  const titles = await shop.admin.get<{ items: { id: string; name: Record<string, string> }[] }>(
    '/v1/titles',
  );
  const titleIds = new Map(titles.items.map(({ id, name }) => [name['en'] ?? '', id]));
  let known = 0;
  const customers = readClassicCustomers(readFileSync(join(DATA, 'customers.csv'), 'utf8'), titleIds);
  for (const customer of customers) {
    await shop.admin.post('/v1/customers', customer).catch((error: unknown) => {
      if (!(error instanceof CallFailed && error.status === 409)) throw error;
      known++;
    });
  }
  done(`${customers.length - known} customers imported, ${known} were there already`);
  const { items } = await shop.admin.get<{
    items: { number: string; firstName: string; lastName: string }[];
  }>('/v1/customers?limit=3&sort=lastName');
  for (const { number, firstName, lastName } of items) say(`${number}  ${firstName} ${lastName}`);
}

interface ProductRow {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: string;
  readonly currency: string;
  readonly taxRate: string;
}

async function importProducts(shop: Shop): Promise<void> {
  heading('Products from a CSV file');
  const rows: ProductRow[] = parse(readFileSync(join(DATA, 'products.csv')), {
    delimiter: ';',
    columns: true,
  });
  for (const category of new Set(rows.map((row) => row.category))) await shop.category(category);
  for (const { id, category, ...product } of rows) {
    await shop.product(id, { ...product, defaultCategoryId: category, categoryIds: [category] });
  }
  done(`${rows.length} products`);
}

async function setUpGroups(shop: Shop): Promise<Groups> {
  heading('Groups, and products that put their buyers into them');
  const vip = await shop.group({
    name: { en: 'VIP', fr: 'Clients privilégiés' },
    discountPercent: '10',
    categoryDiscounts: [{ categoryId: 'books', discountPercent: '0' }],
  });
  const tasters = await shop.group({
    name: { en: 'Tasters' },
    discountPercent: '25',
    priceDisplay: 'tax-excluded',
  });
  await removeRulesOf(shop, ['vip-month', 'tasting-pass', 'sample']);
  await shop.assignment({
    productId: 'vip-month',
    groupIds: [vip],
    defaultGroupId: vip,
    validity: { duration: 'P30D' },
    enabled: true,
  });
  await shop.assignment({
    productId: 'tasting-pass',
    groupIds: [tasters],
    defaultGroupId: tasters,
    validity: { duration: 'PT5S' },
    enabled: true,
  });
  await shop.assignment({ productId: 'sample', groupIds: [vip], defaultGroupId: vip, enabled: true });
  done('VIP: 10 % off, not on books; for 30 days to who buys "vip-month"');
  done('Tasters: 25 % off, prices without tax; for five seconds to who buys "tasting-pass"');
  return { vip, tasters };
}

// So that a second run finds one rule per product, as the first did.
async function removeRulesOf(shop: Shop, products: readonly string[]): Promise<void> {
  const { items } = await shop.admin.get<{ items: { id: string; productId: string }[] }>(
    '/v1/auto-assignments?limit=200',
  );
  for (const { id, productId } of items)
    if (products.includes(productId)) await shop.admin.delete(`/v1/auto-assignments/${id}`);
}

async function walk(
  shop: Shop,
  { buys, ...person }: (typeof SHOPPERS)[number],
  { vip }: Groups,
): Promise<void> {
  heading(`${person.firstName} ${person.lastName}`);
  const shopper = await shop.register(person);
  done(`Registered as customer ${shopper.who.customerNumber} and logged in`);
  tell('oolong-50', await shopper.price('oolong-50'));

  const order = await shopper.order(await shopper.cartWith(...buys));
  done(
    `Ordered ${buys.map(({ productId, quantity }) => `${quantity} × ${productId}`).join(', ')}: ${order.reference}, ${order.totals.total.taxIncluded} EUR, ${order.state}`,
  );
  if (Number(order.totals.total.taxIncluded) === 0) {
    done('Free, so there is nothing to pay and no group to join');
    return;
  }
  const { state } = await shop.pay(order.id, order.totals.total.taxIncluded, `demo-${order.id}`);
  await shop.pay(order.id, order.totals.total.taxIncluded, `demo-${order.id}`);
  done(`Paid, reported twice and counted once: ${state}`);

  const waited = await measured(() => inGroup(shopper, vip));
  done(`In the group VIP after ${waited} ms`);
  const changed = await priceWhen(shopper, 'oolong-50', ({ discount }) => discount.groupId === vip);
  tell('oolong-50', changed);
  tell('book-of-tea', await shopper.price('book-of-tea'));
}

async function expire(shop: Shop, { tasters }: Groups): Promise<void> {
  heading('A group for five seconds');
  const shopper = await shop.register({ firstName: 'Łukasz', lastName: 'Nowak' });
  await shopper.buy({ productId: 'tasting-pass', quantity: 1 });
  await inGroup(shopper, tasters);
  tell('oolong-50', await priceWhen(shopper, 'oolong-50', ({ discount }) => discount.groupId === tasters));
  say(
    'waiting for it to be over, and for the expiry job (once a minute unless GROUPS_EXPIRY_CRON says otherwise) …',
  );

  await eventually(async () => {
    const { items } = await shopper.memberships();
    if (items.some(({ groupId }) => groupId === tasters)) throw new Error('Still a taster.');
  }, 90_000);
  done('Out of the group again');
  tell('oolong-50', await shopper.price('oolong-50'));
}

async function write(shop: Shop): Promise<void> {
  heading('A question to the shop');
  const { items } = await shop.admin.get<{ items: { id: string }[] }>('/v1/inboxes');
  const { threadId, number } = await shop.visitor.post<{ threadId: string; number: string }>(
    '/v1/contact-form',
    {
      inboxId: items[0]?.id,
      email: 'curious@example.com',
      message: 'Do you ship to Tromsø?',
    },
  );
  done(`Thread ${number} opened by the contact form`);
  await shop.admin.once().post(`/v1/threads/${threadId}/messages`, { text: 'We do, twice a week.' });
  done('Answered; the mail is on its way, or in .data/mail where no SMTP server is set');
}

const inGroup = (shopper: Shopper, groupId: string): Promise<void> =>
  eventually(async () => {
    const { items } = await shopper.memberships();
    if (!items.some((item) => item.groupId === groupId)) throw new Error('Not in the group yet.');
  });

const priceWhen = (
  shopper: Shopper,
  productId: string,
  holds: (price: PriceItem) => boolean,
): Promise<PriceItem> =>
  eventually(async () => {
    const price = await shopper.price(productId);
    if (!holds(price)) throw new Error('The price has not changed yet.');
    return price;
  });

async function measured(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}

const tell = (product: string, { displayedPrice, discount }: PriceItem): void =>
  say(
    `${product} costs ${displayedPrice} EUR (${discount.origin === 'none' ? 'no discount' : `${discount.percent} % by ${discount.origin}`})`,
  );

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
