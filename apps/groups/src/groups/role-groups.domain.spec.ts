import { DEFAULT_SHOP_ID } from '@clientele/contracts';
import { roleGroupId } from './role-groups.domain';

describe('roleGroupId', () => {
  it('is the same in every installation, as databases and examples of the API hold it', () => {
    expect(roleGroupId(DEFAULT_SHOP_ID, 'customer')).toBe('b459bf70-1726-503d-9a17-bcfcc91fc124');
  });

  it('differs by shop and role', () => {
    const other = '0198c0de-0000-7000-8000-0000000000aa';

    expect(
      new Set([
        roleGroupId(DEFAULT_SHOP_ID, 'customer'),
        roleGroupId(DEFAULT_SHOP_ID, 'guest'),
        roleGroupId(other, 'customer'),
      ]).size,
    ).toBe(3);
  });
});
