import { CurrencyMismatch } from '../prices/prices.problems';
import { AmountNotPayable } from '../payments/payments.problems';
import { type OrderToRefund, refund } from './refund.domain';
import { LineNotOrdered, OrderNotRefundable, RefundTooHigh } from './refunds.problems';

const order: OrderToRefund = {
  ...{ state: 'shipped', currency: 'EUR', paid: '47.550000', refunded: '20.000000' },
  ...{ lines: [{ id: 'tea' }], next: ['delivered', 'partially-refunded', 'refunded'] },
};
const of = (amount: string, lineIds: string[] = [], currency = 'EUR') => ({ amount, currency, lineIds });

describe('refund', () => {
  it('leads to a partly refunded order, and to a refunded one when all is back', () => {
    const [part, rest] = [refund(order, of('7.55', ['tea'])), refund(order, of('27.55'))];

    expect(part).toMatchObject({ state: 'partially-refunded', isFull: false });
    expect(part.refunded.toFixed()).toBe('27.55');
    expect(rest).toMatchObject({ state: 'refunded', isFull: true });
  });

  it('leaves a cancelled order cancelled until all is back', () => {
    const cancelled = { ...order, state: 'cancelled', next: ['refunded'] };

    expect(refund(cancelled, of('1')).state).toBe('cancelled');
    expect(refund(cancelled, of('27.55')).state).toBe('refunded');
  });

  it.each([
    [of('27.56'), RefundTooHigh],
    [of('1', [], 'USD'), CurrencyMismatch],
    [of('1.001'), AmountNotPayable],
    [of('1', ['coffee']), LineNotOrdered],
  ])('refuses %j', (reported, problem) => {
    expect(() => refund(order, reported)).toThrow(problem);
  });

  it('refuses where the state does not lead there', () => {
    expect(() => refund({ ...order, next: ['payment-accepted'] }, of('1'))).toThrow(OrderNotRefundable);
  });
});
