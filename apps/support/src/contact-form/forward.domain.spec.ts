import { forwardText } from './forward.domain';

const message = {
  email: 'anna@example.com',
  message: 'Where is it?',
  orderReference: null,
  orderId: null,
  productId: null,
};

describe('forwardText', () => {
  it('says who wrote', () => {
    expect(forwardText(message)).toBe('From: anna@example.com\n\nWhere is it?\n');
  });

  it('says what is not verified', () => {
    const about = { ...message, orderReference: 'KPTWXZCHM', productId: 'tea' };

    expect(forwardText(about)).toContain('Order: KPTWXZCHM (not verified)\nProduct: tea (not verified)\n');
    expect(forwardText({ ...about, orderId: 'id' })).toContain('Order: KPTWXZCHM\n');
  });
});
