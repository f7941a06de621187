import fc from 'fast-check';
import {
  type LinkChange,
  type Manager,
  type Rank,
  requireAdministrator,
  requireManageable,
} from './hierarchy.domain';
import { AboveOwnPosition, LastAdministrator, OwnLimit } from './links.problems';

const administrator: Rank = { code: 'administrator', position: 0 };
const manager: Rank = { code: 'manager', position: 1 };
const buyer: Rank = { code: 'buyer', position: 2 };
const viewer: Rank = { code: null, position: 3 };

const by = (rank: Rank): Manager => ({ contactId: 'me', rank });
const change = (from: Rank | null, to: Rank | null, contactId = 'other'): LinkChange => ({
  contactId,
  from,
  to,
});

function refuses(attempt: () => void): boolean {
  try {
    attempt();
    return false;
  } catch (error) {
    return error instanceof AboveOwnPosition;
  }
}

describe('a contact that manages contacts', () => {
  it('adds others at or below its own position', () => {
    expect(() => requireManageable(by(manager), change(null, manager))).not.toThrow();
    expect(() => requireManageable(by(manager), change(null, viewer))).not.toThrow();
    expect(() => requireManageable(by(manager), change(null, administrator))).toThrow(AboveOwnPosition);
  });

  it('moves others only within what is not above it', () => {
    expect(() => requireManageable(by(manager), change(viewer, manager))).not.toThrow();
    expect(() => requireManageable(by(manager), change(viewer, administrator))).toThrow(AboveOwnPosition);
    expect(() => requireManageable(by(manager), change(administrator, viewer))).toThrow(AboveOwnPosition);
  });

  it('removes nobody above it', () => {
    expect(() => requireManageable(by(buyer), change(buyer, null))).not.toThrow();
    expect(() => requireManageable(by(buyer), change(manager, null))).toThrow(AboveOwnPosition);
  });

  it('cannot rise by itself, but step down and leave', () => {
    expect(() => requireManageable(by(manager), change(manager, administrator, 'me'))).toThrow(
      AboveOwnPosition,
    );
    expect(() => requireManageable(by(manager), change(manager, viewer, 'me'))).not.toThrow();
    expect(() => requireManageable(by(manager), change(manager, null, 'me'))).not.toThrow();
  });

  it('limits what others buy, and not what it buys itself', () => {
    const limited = (contactId: string) => ({ ...change(buyer, buyer, contactId), limit: true });

    expect(() => requireManageable(by(buyer), limited('other'))).not.toThrow();
    expect(() => requireManageable(by(buyer), limited('me'))).toThrow(OwnLimit);
    expect(() => requireManageable(by(viewer), limited('other'))).toThrow(AboveOwnPosition);
  });

  it('never gains or touches anything above it, whatever the hierarchy', () => {
    const rank = fc.record({ code: fc.constant(null), position: fc.nat(9) });
    const side = fc.option(rank);
    fc.assert(
      fc.property(rank, side, side, (own, from, to) => {
        const touchesHigher = [from, to].some((one) => one !== null && one.position < own.position);

        expect(refuses(() => requireManageable(by(own), change(from, to)))).toBe(touchesHigher);
      }),
    );
  });
});

describe('an employee', () => {
  it('changes any link', () => {
    expect(() => requireManageable('employee', change(administrator, null))).not.toThrow();
    expect(() =>
      requireManageable('employee', { ...change(viewer, administrator), limit: true }),
    ).not.toThrow();
  });
});

describe('the last Administrator of a customer', () => {
  it('is neither removed nor given another profile', () => {
    expect(() => requireAdministrator(change(administrator, null), 0)).toThrow(LastAdministrator);
    expect(() => requireAdministrator(change(administrator, manager), 0)).toThrow(LastAdministrator);
  });

  it('goes when there is another', () => {
    expect(() => requireAdministrator(change(administrator, null), 1)).not.toThrow();
    expect(() => requireAdministrator(change(administrator, viewer), 1)).not.toThrow();
  });

  it('is nobody else: others come and go, and it may be changed in all but the profile', () => {
    expect(() => requireAdministrator(change(administrator, administrator), 0)).not.toThrow();
    expect(() => requireAdministrator(change(viewer, null), 0)).not.toThrow();
    expect(() => requireAdministrator(change(null, administrator), 0)).not.toThrow();
    expect(() => requireAdministrator(change(null, viewer), 0)).not.toThrow();
  });
});
