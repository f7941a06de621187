import { SEES_ALL } from '@clientele/contracts';

/** Who may call an operation, as the document says it: `x-access`. */
export type DeclaredAccess =
  | 'public'
  | {
      readonly employee?: string;
      readonly seesAll?: true;
      readonly contact?: string;
      readonly visitor?: true;
      readonly guest?: true;
    };

/** A kind of caller, with the permissions that come with its role or profile. */
export interface CallerKind {
  readonly name: string;
  readonly kind: 'employee' | 'contact' | 'visitor' | 'guest' | 'nobody';
  readonly permissions: readonly string[];
}

export const VISITOR: CallerKind = { name: 'Visitor', kind: 'visitor', permissions: [] };
export const GUEST: CallerKind = { name: 'Guest', kind: 'guest', permissions: [] };
export const NOBODY: CallerKind = { name: 'Nobody', kind: 'nobody', permissions: [] };

/** Whether a caller gets past the door; what it then finds there is another question. */
export function isLetIn(access: DeclaredAccess, { kind, permissions }: CallerKind): boolean {
  if (access === 'public') return true;
  if (kind === 'nobody') return false;
  if (kind === 'employee' && access.seesAll && !permissions.includes(SEES_ALL)) return false;
  // A guest is a visitor of whom more is known.
  if (kind === 'guest' && access.visitor) return true;
  const needed = access[kind];
  return needed === true || needed === 'logged-in' || (needed !== undefined && permissions.includes(needed));
}
