import {
  DEFAULT_SHOP_ID,
  identityMailRequested,
  oneTimeLinkAddress,
  systemActor,
} from '@clientele/contracts';
import { Ask } from '@clientele/messaging';
import { eventually, type TestService } from '@clientele/testing';
import { Contact } from '../src/contacts/contact.entity';
import { Employee } from '../src/employees/employee.entity';
import type { AccountOwner } from '../src/account-mails/account-mails.service';
import { OneTimeLink } from '../src/one-time-links/one-time-link.entity';
import type { LinkPurpose } from '../src/one-time-links/one-time-link.domain';
import { OneTimeLinks, type UsedLink } from '../src/one-time-links/one-time-links.service';
import { Shop } from '../src/shops/shop.entity';
import { OWNER, register, startIdentity } from './identity';

describe('one-time links', () => {
  let service: TestService;
  let links: OneTimeLinks;

  beforeAll(async () => {
    service = await startIdentity({ PUBLIC_URL: 'https://suite.example' });
    links = service.app.get(OneTimeLinks);
  });

  afterEach(() => service.clock.setOffset(0));
  afterAll(() => service.stop());

  const somebody = async (changes: Record<string, unknown> = {}) =>
    (await register(service, changes)).body.contact.id;

  /** Makes a link; returns its id. */
  const request = async (owner: AccountOwner, purpose: LinkPurpose = 'password-reset'): Promise<string> => {
    const known = new Set((await service.db.manager.find(OneTimeLink)).map(({ id }) => id));
    await service.db.transaction((tx) => links.request(tx, { ...owner, purpose }, systemActor('test')));
    const made = (await service.db.manager.find(OneTimeLink)).find(({ id }) => !known.has(id));
    return made?.id ?? '';
  };
  const addressOf = async (linkId: string) =>
    (await service.app.get(Ask).ask(oneTimeLinkAddress, { linkId }, 2_000)).url;
  const tokenOf = async (linkId: string) => (await addressOf(linkId))?.split('#token=')[1] ?? '';
  const use = (token: string, purposes: readonly LinkPurpose[] = ['password-reset']): Promise<UsedLink> =>
    service.db.transaction((tx) => links.use(tx, token, purposes));

  it('are mailed by support, which is told the address only when it asks', async () => {
    const contactId = await somebody({ email: 'Link@Example.com', language: 'nb' });
    const linkId = await request({ contactId });

    const requested = await eventually(async () => {
      const found = (await service.events.all(identityMailRequested)).find(
        ({ data }) => data.linkId === linkId,
      );
      if (!found) throw new Error('No mail was requested.');
      return found;
    });
    const token = await tokenOf(linkId);

    expect(requested.data).toEqual({
      mailId: requested.aggregate.id,
      template: 'password-reset',
      to: 'Link@Example.com',
      language: 'nb',
      variables: { name: 'Björk Guðmundsdóttir', shop: 'Shop', hours: '1' },
      ...{ linkId, contactId, customerId: expect.any(String) },
    });
    expect(await addressOf(linkId)).toBe(`https://suite.example/password-reset#token=${token}`);
    expect(token).toMatch(/^[\w-]{64}$/);
    expect(JSON.stringify(requested)).not.toContain(token.slice(-40));
    expect(JSON.stringify(await service.db.manager.find(OneTimeLink))).not.toContain(token.slice(-40));
  });

  it('lead to the storefront of the shop, if it has one', async () => {
    const linkId = await request({ contactId: await somebody() }, 'invitation');
    await service.db.manager.update(Shop, DEFAULT_SHOP_ID, { storefrontUrl: 'https://tea.example/' });

    expect(await addressOf(linkId)).toMatch(/^https:\/\/tea\.example\/invitation#token=/);
    await service.db.manager.update(Shop, DEFAULT_SHOP_ID, { storefrontUrl: null });
  });

  it('are for employees, too', async () => {
    const { id: employeeId } = await service.db.manager.findOneByOrFail(Employee, { email: OWNER.email });
    const token = await tokenOf(await request({ employeeId }));

    expect(await use(token)).toEqual({
      ...{ purpose: 'password-reset', contactId: null, employeeId, atShopId: null },
    });
  });

  it('are good once, even for two at the same time', async () => {
    const contactId = await somebody();
    const token = await tokenOf(await request({ contactId }));

    const uses = await Promise.allSettled(Array.from({ length: 10 }, () => use(token)));

    expect(uses.filter(({ status }) => status === 'fulfilled')).toEqual([
      {
        status: 'fulfilled',
        value: { purpose: 'password-reset', contactId, employeeId: null, atShopId: null },
      },
    ]);
    await expect(use(token)).rejects.toMatchObject({ code: 'link-not-valid' });
  });

  it('stay good when what they were used for fails', async () => {
    const token = await tokenOf(await request({ contactId: await somebody() }));

    const failed = service.db.transaction(async (tx) => {
      await links.use(tx, token, ['password-reset']);
      throw new Error('too weak');
    });

    await expect(failed).rejects.toThrow('too weak');
    await expect(use(token)).resolves.toBeDefined();
  });

  it('are good for nothing else, not when it is late, and not after the address has changed', async () => {
    const contactId = await somebody();
    const [other, late, old] = [
      await request({ contactId }),
      await request({ contactId }),
      await request({ contactId }),
    ];
    const tokens = [await tokenOf(other), await tokenOf(late), await tokenOf(old)] as const;

    await expect(use(tokens[0], ['email-verification'])).rejects.toMatchObject({ code: 'link-not-valid' });
    service.clock.setOffset(3_600_001);
    await expect(use(tokens[1])).rejects.toMatchObject({ code: 'link-not-valid' });
    expect(await addressOf(late)).toBeNull();
    service.clock.setOffset(0);
    await service.db.manager.update(Contact, contactId, { normalizedEmail: 'moved@example.com' });
    await expect(use(tokens[2])).rejects.toMatchObject({ code: 'link-not-valid' });
  });

  it.each(['', 'nonsense', 'A'.repeat(64)])('cannot be made up: %j', async (token) => {
    await expect(use(token)).rejects.toMatchObject({ code: 'link-not-valid' });
  });

  it('are revoked together, by purpose', async () => {
    const contactId = await somebody();
    const [reset, verification] = [
      await request({ contactId }),
      await request({ contactId }, 'email-verification'),
    ];

    await service.db.transaction((tx) => links.revoke(tx, { contactId }, ['password-reset']));

    expect(await addressOf(reset)).toBeNull();
    expect(await addressOf(verification)).not.toBeNull();
  });

  it('are forgotten when they are over', async () => {
    await request({ contactId: await somebody() });
    service.clock.setOffset(100 * 3_600_000);

    await links.forget();

    expect(await service.db.manager.count(OneTimeLink)).toBe(0);
  });
});
