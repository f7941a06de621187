import { Ids } from './ids';
import { people } from './people';
import { products } from './products';

describe('people', () => {
  it('are the same in every run', () => {
    expect([...people(200)]).toEqual([...people(200)]);
  });

  it('have e-mails of plain letters, no two alike', () => {
    const emails = [...people(5_000)].map(({ email }) => email);

    expect(new Set(emails).size).toBe(5_000);
    expect(emails.filter((email) => !/^[a-z]+\.[a-z]+\.\d+@[a-z.]+$/.test(email))).toEqual([]);
  });

  it('write their names in several scripts', () => {
    const names = [...people(2_000)].map(({ lastName }) => lastName).join('');

    expect(
      ['Latin', 'Greek', 'Cyrillic', 'Arabic', 'Devanagari', 'Han'].filter(
        (script) => !new RegExp(`\\p{Script=${script}}`, 'u').test(names),
      ),
    ).toEqual([]);
  });

  it('registered over three years, with one to three addresses each', () => {
    const all = [...people(3_000)];

    expect(all.at(0)?.registeredAt.getUTCFullYear()).toBe(2023);
    expect(all.at(-1)?.registeredAt.getUTCFullYear()).toBe(2026);
    expect(new Set(all.map(({ addresses }) => addresses.length))).toEqual(new Set([1, 2, 3]));
  });
});

describe('products', () => {
  it('are priced in decimals that need more digits than the currency has', () => {
    expect(products(50).every(({ price }) => /^\d+\.\d{3}$/.test(price))).toBe(true);
  });
});

describe('Ids', () => {
  it('sort by time and repeat with the same seed', () => {
    const [first, again] = [new Ids(1), new Ids(1)];
    const earlier = first.at(new Date('2024-01-01'));

    expect(again.at(new Date('2024-01-01'))).toBe(earlier);
    expect(first.at(new Date('2025-01-01')) > earlier).toBe(true);
  });
});
