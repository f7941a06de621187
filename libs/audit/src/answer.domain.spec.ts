import { customerIn, idIn } from './answer.domain';

const ID = '0198c0de-0000-7000-8000-000000000010';

describe('idIn', () => {
  it('is the id of a single thing', () => {
    expect(idIn(`{"id":"${ID}","name":"x"}`)).toBe(ID);
    expect(idIn(`{"id" : "${ID}", "name" : "x"}`)).toBe(ID);
    expect(idIn(`{"items":[{"id":"${ID}"}]}`)).toBeUndefined();
    expect(idIn('')).toBeUndefined();
  });
});

describe('customerIn', () => {
  it('is the one the body names, or else the one the answer shows', () => {
    expect(customerIn('', { customerId: ID })).toBe(ID);
    expect(customerIn(`{"id":"x","customerId":"${ID}"}`, undefined)).toBe(ID);
  });

  it('is nobody for lists, and for what is no id', () => {
    expect(customerIn(`{"items":[{"customerId":"${ID}"}]}`, undefined)).toBeUndefined();
    expect(customerIn(null, { customerId: 'x' })).toBeUndefined();
  });
});
