import { textsOf } from './names.domain';

describe('textsOf', () => {
  it('calls each by its code, or by a name that no other has in any language', () => {
    const all: Parameters<typeof textsOf>[0] = [
      { id: '1', code: 'buyer', name: { en: 'Buyer' } },
      { id: '2', code: null, name: { en: 'Approver', fr: 'Responsable' } },
      { id: '3', code: null, name: { en: 'Clerk', sv: 'responsable' } },
      { id: '4', code: null, name: { en: 'buyer' } },
    ];

    expect(textsOf(all, 'en')).toEqual({ 1: 'buyer', 2: 'Approver', 3: 'Clerk', 4: '4' });
    expect(textsOf(all, 'fr-CA')).toEqual({ 1: 'buyer', 2: '2', 3: 'Clerk', 4: '4' });
  });
});
