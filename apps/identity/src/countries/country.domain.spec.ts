import { COUNTRIES, type Country } from './countries.data';
import { nationalFaults, touchesNationalPart } from './country.domain';

const country = (code: string): Country => {
  const found = COUNTRIES.get(code);
  if (!found) throw new Error(`No ${code}`);
  return found;
};
const faults = (code: string, address: Record<string, string>) =>
  nationalFaults({ country: code, ...address }, country(code)).map(
    (fault) => `${fault.pointer} ${fault.code}`,
  );

describe('nationalFaults', () => {
  it.each([
    ['PL', { postcode: '80-831' }],
    ['NO', { postcode: '0150' }],
    ['SE', { postcode: '113 51' }],
    ['GB', { postcode: 'sw1a 1aa' }],
    ['US', { postcode: '94016', region: 'CA' }],
    ['US', { postcode: '94016-1234', region: 'us-ca' }],
    ['US', { postcode: '09096', region: 'US-AE' }],
    ['JP', { postcode: '100-0001', region: '東京都' }],
    ['IT', { postcode: '00118', region: 'IT-RM' }],
    ['BR', { postcode: '01310-100', region: 'SP', identificationNumber: '111.444.777-35' }],
    ['HK', {}],
    ['IE', {}],
    ['IE', { postcode: 'D02 AF30' }],
  ])('accepts in %s %j', (code, address) => {
    expect(faults(code, address)).toEqual([]);
  });

  it.each([
    ['PL', {}, ['/postcode needed-in-country']],
    ['PL', { postcode: '80831' }, ['/postcode postcode']],
    ['NO', { postcode: '80-831' }, ['/postcode postcode']],
    ['IE', { postcode: 'Dublin 2' }, ['/postcode postcode']],
    ['US', { postcode: '94016' }, ['/region needed-in-country']],
    ['US', { postcode: '94016', region: 'US-XX' }, ['/region region']],
    ['PL', { postcode: '80-831', region: 'PL-99' }, ['/region region']],
    ['ES', { postcode: '28013', region: 'Madrid' }, ['/identificationNumber needed-in-country']],
  ])('refuses in %s %j', (code, address, expected) => {
    expect(faults(code, address)).toEqual(expected);
  });
});

describe('touchesNationalPart', () => {
  it('tells whether a change needs another look at the country', () => {
    expect(touchesNationalPart({})).toBe(false);
    expect(touchesNationalPart({ postcode: null })).toBe(true);
    expect(touchesNationalPart({ country: 'NO' })).toBe(true);
  });
});

describe('COUNTRIES', () => {
  it('have regions of the kind that addresses name', () => {
    expect(COUNTRIES.size).toBeGreaterThan(240);
    expect(country('IT').regions).toContainEqual({ code: 'IT-MI', name: 'Milano' });
    expect(country('US').regions).toContainEqual({ code: 'US-CA', name: 'California' });
    expect(country('IE').regions).toContainEqual({ code: 'IE-CO', name: 'Cork' });
  });

  it('have patterns that compile, and postcodes wherever they are needed', () => {
    for (const { code, postcodePattern, postcodeNeeded } of COUNTRIES.values()) {
      expect(() => new RegExp(postcodePattern ?? '', 'i')).not.toThrow();
      expect([code, !postcodeNeeded || postcodePattern !== null]).toEqual([code, true]);
    }
  });
});
