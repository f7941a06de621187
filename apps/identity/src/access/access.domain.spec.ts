import { reasonsOf } from './access.domain';

const link = { enabled: true };

describe('reasonsOf', () => {
  it('finds nothing in the way of who is linked and allowed', () => {
    expect(reasonsOf({ contactEnabled: true, link, refused: false })).toEqual([]);
  });

  it('names all that is in the way', () => {
    expect(reasonsOf({ contactEnabled: false, link: { enabled: false }, refused: true })).toEqual([
      'contact-disabled',
      'customer-disabled',
      'permission-missing',
    ]);
  });

  it('speaks of no permission where there is no profile', () => {
    expect(reasonsOf({ contactEnabled: true, link: undefined, refused: true })).toEqual(['not-linked']);
  });
});
