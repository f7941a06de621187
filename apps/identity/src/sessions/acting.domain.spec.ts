import { type ActingFor, choicesOf, mayLogIn, obviousChoice } from './acting.domain';

const customer = (id: string, enabled = true): ActingFor => ({
  id,
  linkId: `link-${id}`,
  number: '100000',
  firstName: 'Ada',
  lastName: 'Lovelace',
  company: null,
  enabled,
  profile: { id: 'profile', code: null, name: { en: 'Buyer' } },
  permissions: [],
});

const account = (...customers: ActingFor[]) => ({ enabled: true, customers });

describe('a contact', () => {
  it('acts for its only customer without being asked', () => {
    expect(obviousChoice(account(customer('a')))?.id).toBe('a');
    expect(obviousChoice(account(customer('a'), customer('b', false)))?.id).toBe('a');
  });

  it('has to choose among several', () => {
    expect(obviousChoice(account(customer('a'), customer('b')))).toBeNull();
    expect(choicesOf(account(customer('a'), customer('b', false)))).toHaveLength(1);
  });

  it('logs in without a customer for the personal area only', () => {
    expect(mayLogIn(account())).toBe(true);
    expect(obviousChoice(account())).toBeNull();
  });

  it('cannot log in when it, or all it could act for, is switched off', () => {
    expect(mayLogIn({ ...account(customer('a')), enabled: false })).toBe(false);
    expect(mayLogIn(account(customer('a', false)))).toBe(false);
  });
});
