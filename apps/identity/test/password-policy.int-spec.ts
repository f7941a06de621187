import type { TestService } from '@clientele/testing';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { employeeOfShop, register, someone, startIdentity } from './identity';

const BREACHED = 'rather-well-known-to-many';
const weak = (code: string) => ({
  status: 422,
  body: { code: 'password-too-weak', errors: [{ pointer: '/password', code }] },
});

describe('the policy for passwords', () => {
  let service: TestService;
  let ranges: Server;
  let asked: string[];

  beforeAll(async () => {
    const hash = createHash('sha1').update(BREACHED).digest('hex').toUpperCase();
    ranges = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(`${'0'.repeat(35)}:0\r\n${hash.slice(5)}:17\r\n`);
    });
    await new Promise<void>((resolve) => ranges.listen(0, '127.0.0.1', resolve));
    const { port } = ranges.address() as AddressInfo;
    service = await startIdentity({ BREACHED_PASSWORDS_URL: `http://127.0.0.1:${port}/range` });
  });

  beforeEach(() => {
    asked = [];
  });

  afterAll(async () => {
    await service.stop();
    ranges.close();
  });

  it('holds for registrations and for customers that employees make', async () => {
    const staff = await service.api.as(employeeOfShop());
    const { password: _, ...person } = someone();

    expect(await register(service, { password: 'Guðmundsdóttir1' })).toMatchObject(weak('easy-to-guess'));
    expect(await staff.post('/v1/customers', { ...person, password: 'password123' })).toMatchObject(
      weak('easy-to-guess'),
    );
  });

  it('refuses what is known from a breach, of which the service learns five characters', async () => {
    expect(await register(service, { password: BREACHED })).toMatchObject(weak('breached'));
    expect(asked).toEqual([expect.stringMatching(/^\/range\/[0-9A-F]{5}$/)]);
  });

  it('takes a password for unknown when the service does not answer', async () => {
    expect(await register(service, { password: 'quite-unheard-of-so-far' })).toMatchObject({ status: 201 });
    ranges.closeAllConnections();
    await new Promise((resolve) => ranges.close(resolve));

    expect(await register(service, { password: BREACHED })).toMatchObject({ status: 201 });
  });
});
