import { inserted, requireComplete } from './hierarchy-order.domain';
import { OrderNotComplete } from './profiles.problems';

describe('the hierarchy', () => {
  it('takes a new profile at a place, or at its end', () => {
    expect(inserted(['a', 'b'], 'new', 0)).toEqual(['new', 'a', 'b']);
    expect(inserted(['a', 'b'], 'new', 1)).toEqual(['a', 'new', 'b']);
    expect(inserted(['a', 'b'], 'new')).toEqual(['a', 'b', 'new']);
    expect(inserted(['a', 'b'], 'new', 99)).toEqual(['a', 'b', 'new']);
  });

  it.each([[['a']], [['a', 'b', 'c']], [['a', 'c']], [[]]])('is not ordered by %j', (wanted) => {
    expect(() => requireComplete(wanted, ['a', 'b'])).toThrow(OrderNotComplete);
  });

  it('is ordered by what names each profile once', () => {
    expect(() => requireComplete(['b', 'a'], ['a', 'b'])).not.toThrow();
  });
});
