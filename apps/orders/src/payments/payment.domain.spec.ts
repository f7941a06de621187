import { CurrencyMismatch } from '../prices/prices.problems';
import { type OrderToPay, pay, requireSame } from './payment.domain';
import {
  AmountNotPayable,
  OrderNotPayable,
  PaymentTooHigh,
  TransactionAlreadyUsed,
} from './payments.problems';

const order: OrderToPay = {
  id: 'order',
  state: 'awaiting-payment',
  currency: 'EUR',
  total: '47.55',
  paid: '20.000000',
  closed: false,
  mayBecomePaid: true,
  accepted: false,
};
const payment = (amount: string, currency = 'EUR') => ({ amount, currency });

describe('pay', () => {
  it('adds a part and leaves the state', () => {
    const paid = pay(order, payment('7.55'));

    expect(paid).toMatchObject({ state: 'awaiting-payment', accepts: false });
    expect(paid.paid.toFixed()).toBe('27.55');
  });

  it('accepts with the part that covers the total', () => {
    expect(pay(order, payment('27.55'))).toMatchObject({ state: 'payment-accepted', accepts: true });
  });

  it('accepts once, and does not take an order out of a state that leads elsewhere', () => {
    expect(pay({ ...order, accepted: true }, payment('27.55'))).toMatchObject({ accepts: false });
    expect(pay({ ...order, state: 'shipped', mayBecomePaid: false }, payment('27.55'))).toMatchObject({
      state: 'shipped',
      accepts: true,
    });
  });

  it.each([
    [payment('27.56'), PaymentTooHigh],
    [payment('27.55', 'USD'), CurrencyMismatch],
    [payment('1.001'), AmountNotPayable],
  ])('refuses %j', (reported, problem) => {
    expect(() => pay(order, reported)).toThrow(problem);
  });

  it('refuses anything more for an order that is paid, cancelled or refunded', () => {
    expect(() => pay({ ...order, paid: '47.55' }, payment('0.01'))).toThrow(PaymentTooHigh);
    expect(() => pay({ ...order, closed: true }, payment('1'))).toThrow(OrderNotPayable);
  });
});

describe('requireSame', () => {
  const known = { orderId: 'order', amount: '10.000000', currency: 'EUR' };

  it('takes the same payment again, however the amount is written', () => {
    expect(() => requireSame(known, 'order', payment('10.0'))).not.toThrow();
  });

  it.each([
    ['order', payment('10.01')],
    ['order', payment('10', 'USD')],
    ['another', payment('10')],
  ])('refuses another thing for %s: %j', (orderId, reported) => {
    expect(() => requireSame(known, orderId, reported)).toThrow(TransactionAlreadyUsed);
  });
});
