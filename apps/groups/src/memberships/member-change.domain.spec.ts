import { writtenOf } from './member-change.domain';
import { type MemberState, unknownMember } from './member.domain';

const SHOP = '0198c0de-0000-7000-8000-0000000000aa';
const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
const fresh = unknownMember('customer', SHOP, at(0));
const stored: MemberState = { ...fresh, version: 4 };

describe('writtenOf', () => {
  it('writes all of a customer that was only just made', () => {
    const written = writtenOf({ before: fresh, after: fresh });

    expect(written).toMatchObject({ isNews: true, row: { version: 1 }, ended: [] });
    expect(written.joined).toHaveLength(1);
  });

  it('writes only what differs, and counts the change', () => {
    const [role] = fresh.memberships;
    const vip = {
      ...role,
      groupId: 'vip',
      startedAt: at(1),
      expiresAt: null,
      defaultAt: null,
      chosenAt: null,
    };
    const joined = { ...vip, base: null, grantId: 'grant' };

    const written = writtenOf({
      before: stored,
      after: { ...stored, memberships: [...stored.memberships, joined] },
    });

    expect(written).toMatchObject({
      ...{ isNews: true, row: { version: 5 }, ended: [] },
      joined: [{ customerId: 'customer', groupId: 'vip', baseSource: null, grantId: 'grant' }],
    });
  });

  it('tells nothing where the memberships are as they were', () => {
    expect(writtenOf({ before: stored, after: { ...stored, registered: true } })).toMatchObject({
      ...{ isNews: false, row: { version: 4, registered: true }, ended: [], joined: [] },
    });
  });
});
