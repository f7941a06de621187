import { referrerHostOf } from './referrer.domain';

const SHOP = 'https://www.shop.example';

describe('referrerHostOf', () => {
  it('is the host without www', () => {
    expect(referrerHostOf('https://www.search.example/?q=tea', SHOP)).toBe('search.example');
  });

  it.each([[null], [undefined], ['not a url'], ['javascript:alert(1)'], ['https://shop.example/cart']])(
    'is nothing for %j',
    (referrer) => {
      expect(referrerHostOf(referrer, SHOP)).toBeNull();
    },
  );
});
