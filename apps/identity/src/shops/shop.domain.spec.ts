import { newShop } from './shop.domain';

const own = {
  ...{ id: 'own', name: 'Tea & Co.', timeZone: 'Europe/Paris', currency: 'EUR' },
  ...{ mainShopId: null, settingsVersion: 7 },
};

describe('newShop', () => {
  it('has the calendar and currency of the own shop unless others are wanted', () => {
    expect(newShop(own, { name: 'Coffee' }, 'new')).toEqual({
      ...{ id: 'new', name: 'Coffee', mainShopId: null, timeZone: 'Europe/Paris', currency: 'EUR' },
      ...{ storefrontUrl: null, settingsVersion: 1 },
    });
    expect(newShop(own, { name: 'Coffee', timeZone: 'Asia/Tokyo', currency: 'JPY' }, 'new')).toMatchObject({
      ...{ timeZone: 'Asia/Tokyo', currency: 'JPY' },
    });
  });

  it('shares the customers of the own shop in its currency', () => {
    const wanted = { name: 'Coffee', mainShopId: 'own', timeZone: 'Asia/Tokyo' };

    expect(newShop(own, wanted, 'new')).toMatchObject({ mainShopId: 'own', timeZone: 'Asia/Tokyo' });
    expect(newShop(own, { ...wanted, currency: 'EUR' }, 'new')).toMatchObject({ currency: 'EUR' });
    expect(() => newShop(own, { ...wanted, currency: 'JPY' }, 'new')).toThrow(
      expect.objectContaining({ code: 'currency-of-main-shop' }),
    );
  });

  it('shares no customers but those of the own shop', () => {
    expect(() => newShop(own, { name: 'Coffee', mainShopId: 'other' }, 'new')).toThrow(
      expect.objectContaining({ code: 'main-shop-not-own' }),
    );
  });
});
