import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readClassicCustomers } from './classic-customers';

const HEADER = 'ID;Title;Last name;First Name;Email address;Age;Enabled;News.;Opt.;Registration;Last visit;';

describe('readClassicCustomers', () => {
  it('reads a row of the classic export', () => {
    const csv = `${HEADER}\n1;Mr;O'Neill;Seán;sean@example.com;41;1;1;0;2019-03-14 09:26:53;;\n`;

    expect(readClassicCustomers(csv, new Map([['Mr', 'title-1']]))).toEqual([
      {
        firstName: 'Seán',
        lastName: "O'Neill",
        email: 'sean@example.com',
        titleId: 'title-1',
        enabled: true,
        newsletter: true,
        partnerOffers: false,
        registeredAt: '2019-03-14T09:26:53.000Z',
        lastVisitAt: undefined,
      },
    ]);
  });

  it('reads the sample of 20 people, no e-mail twice', () => {
    const customers = readClassicCustomers(
      readFileSync(join(__dirname, 'data/customers.csv'), 'utf8'),
      new Map(),
    );

    expect(new Set(customers.map(({ email }) => email)).size).toBe(20);
    expect(customers.map(({ lastName }) => lastName)).toContain('Łukasiewicz');
  });
});
