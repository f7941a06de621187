import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { SERVICE_NAMES, Suite } from '../../libs/testing/src/servers';
import { describeInChromium } from '../setup/chromium';
import { ConsolePage } from './console-page';

/** One page for all: Swagger UI takes seconds to show what is in the document, and remembers what is opened. */
describeInChromium('The console', (chromium) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'clientele-console-'));
  const suite = new Suite({ dataDir, forTests: true });
  let browser: Browser | undefined;
  let visit: ConsolePage;

  beforeAll(async () => {
    const [launched] = await Promise.all([ConsolePage.launch(chromium), suite.start()]);
    browser = launched;
    visit = await ConsolePage.open(browser, suite.url);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await suite.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has a section for every service, and breaks none of its own rules', async () => {
    const headings = await visit.page.getByRole('heading', { level: 2 }).allTextContents();

    for (const service of SERVICE_NAMES) expect(headings).toContain(service);
    expect(visit.complaints).toEqual([]);
  });

  it('says what is wrong with a password', async () => {
    await visit.logIn('employee', suite.admin.email, 'wrong');

    const alert = visit.page.locator('#message');
    await alert.waitFor();

    expect(await alert.textContent()).toMatch(/password is not right/);
    expect(await visit.page.getByRole('button', { name: 'Log out' }).isVisible()).toBe(false);
  });

  it('finds operations by what is typed', async () => {
    const filter = visit.page.getByLabel('Find an operation');
    await filter.fill('POST /v1/orders');

    const found = visit.page.locator('#services').getByRole('button');
    expect(await found.allTextContents()).toEqual(expect.arrayContaining(['POST /v1/orders']));

    await found.first().click();
    await visit.page.locator(String.raw`[id="operations-orders-orders\\.place"] .execute`).waitFor();
    await filter.clear();
  });

  describe('after one log-in', () => {
    beforeAll(async () => {
      await visit.logIn('employee', suite.admin.email, suite.admin.password);
      await visit.page.getByText(`${suite.admin.email} (employee)`).waitFor();
    });

    it('changes what was read without the ETag being copied', async () => {
      const created = await visit.execute(await visit.operation('groups', 'groups.create'));
      const { id }: { id: string } = JSON.parse(created.body);

      const get = await visit.operation('groups', 'groups.get');
      await get.getByPlaceholder('id').fill(id);
      await visit.execute(get);
      const edit = await visit.operation('groups', 'groups.edit');
      await edit.getByPlaceholder('id').fill(id);
      const edited = await visit.execute(edit);

      expect(edited.said).toMatch(/answered 200/);
      expect(edited.body).toContain('"version": 2');
    });

    it('creates a group, and shows it in the list', async () => {
      const name = `Seen in the console ${Date.now()}`;

      const create = await visit.operation('groups', 'groups.create');
      await create.locator('textarea').fill(JSON.stringify({ name: { en: name } }));
      const created = await visit.execute(create);
      const listed = await visit.execute(await visit.operation('groups', 'groups.list'));

      expect(created.said).toMatch(/^groups answered 201 after [\d.]+ ms/);
      expect(listed.said).toMatch(/^groups answered 200/);
      expect(listed.body).toContain(name);
      expect(visit.complaints).toEqual([]);
    });

    it('shows problems in plain words', async () => {
      const create = await visit.operation('groups', 'groups.create');
      await create.locator('textarea').fill('{"name":{},"discountPercent":"200"}');

      const { said } = await visit.execute(create);

      expect(said).toContain('answered 422');
      expect(said).toContain('The request is not valid');
      expect(said).toContain('/discountPercent');
    });

    it('forgets who was logged in', async () => {
      await visit.logOut();

      const { said } = await visit.execute(await visit.operation('groups', 'groups.list'));

      expect(said).toContain('answered 401');
      expect(said).toContain('Log in at the top of the page.');
    });
  });

  it('logs a contact in, who sees other operations than an employee', async () => {
    const person = { email: `ada.${Date.now()}@example.com`, password: 'rather-long-and-hard-to-guess' };
    const register = await visit.operation('registrations', 'registrations.register');
    await register
      .locator('textarea')
      .fill(JSON.stringify({ firstName: 'Ada', lastName: 'Byron', ...person }));
    const registered = await visit.execute(register);

    await visit.logIn('contact', person.email, person.password);
    await visit.page.getByText(`${person.email} (contact)`).waitFor();
    const cart = await visit.execute(await visit.operation('carts', 'carts.create'));
    const groups = await visit.execute(await visit.operation('groups', 'groups.list'));

    expect(registered.said).toMatch(/identity answered 201/);
    expect(cart.said).toMatch(/^orders answered 201/);
    expect(groups.said).toMatch(/answered 403/);
  });
});
