import { AddressNotValid, domainOf, oneAddress, oneLine } from './address.domain';

describe('oneAddress', () => {
  it.each(['anna@example.com', "siobhan.o'neill+shop@example.co.uk", 'łukasz@przykład.pl'])(
    'accepts %s',
    (address) => {
      expect(oneAddress(address)).toBe(address);
    },
  );

  it.each([
    'anna@example.com, eve@example.com',
    'anna@example.com,eve@example.com',
    'anna@example.com\r\nBcc: eve@example.com',
    'anna@example.com\r\n',
    'Anna <anna@example.com>',
    '<anna@example.com>',
    '"anna"@example.com',
    'anna(comment)@example.com',
    'group:anna@example.com;',
    'anna@eve@example.com',
    'anna@[127.0.0.1]',
    'anna',
    '@example.com',
    '',
  ])('refuses %j', (text) => {
    expect(() => oneAddress(text)).toThrow(AddressNotValid);
  });
});

describe('domainOf', () => {
  it('is what follows the @', () => {
    expect(domainOf('shop@example.com')).toBe('example.com');
  });
});

describe('oneLine', () => {
  it('leaves no way to begin another header', () => {
    expect(oneLine(' Where is\r\nBcc: eve@example.com \0 ')).toBe('Where is Bcc: eve@example.com');
  });
});
