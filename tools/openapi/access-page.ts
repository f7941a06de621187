import { type CallerKind, type DeclaredAccess, GUEST, isLetIn, NOBODY, VISITOR } from './access';
import { row } from './sources';

const HEADER = `# Who may call what

Every operation against every kind of caller: the delivered roles of employees (API clients are let in by the same
permissions, among their scopes), the delivered profiles of contacts acting for a customer, visitors, guests checking out, and
requests without a token. ● is let in; what it may see there depends on the object: somebody else's is not found.

This page is generated: \`npm run openapi\`; a test holds every cell of it against the running suite.
`;

interface Documented {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly 'x-access': DeclaredAccess;
}

export interface DocumentedOperations {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
}

/** A role as the API tells it. */
export interface Role {
  readonly id: string;
  readonly name: Readonly<Record<string, string>>;
  readonly permissions: readonly string[];
}

/** A profile as the API tells it. */
export interface Profile extends Omit<Role, 'permissions'> {
  readonly permissions: readonly { readonly code: string; readonly scope: 'own' | 'all' }[];
}

/** All kinds of callers: of employees by role, of contacts by profile, and the others. */
export const callerKinds = (roles: readonly Role[], profiles: readonly Profile[]): readonly CallerKind[] => [
  ...roles.map(({ name: { en = '' }, permissions }): CallerKind => ({
    name: en,
    kind: 'employee',
    permissions,
  })),
  ...profiles.map(({ name: { en = '' }, permissions }): CallerKind => ({
    ...{ name: en, kind: 'contact', permissions: permissions.flatMap(permissionsOf) },
  })),
  VISITOR,
  GUEST,
  NOBODY,
];

// What depends on the scope has it at its end; of the rest nobody asks for such a name.
const permissionsOf = ({ code, scope }: Profile['permissions'][number]): string[] => [
  ...[code, `${code}-own`],
  ...(scope === 'all' ? [`${code}-all`] : []),
];

/** The page of all operations and who may call them. */
export function accessPage({ paths }: DocumentedOperations, callers: readonly CallerKind[]): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      call: `${method.toUpperCase()} ${path}`,
      ...operation,
    })),
  );
  const tags = [...new Set(operations.map(({ tags: [tag = ''] }) => tag))].toSorted();
  const sections = tags.map((tag) =>
    [
      `## ${tag}`,
      [
        row('operation', ...callers.map(({ name }) => name)),
        row('---', ...callers.map(() => ':-:')),
        ...operations
          .filter(({ tags: [first] }) => first === tag)
          .map(({ call, 'x-access': access }) =>
            row(`\`${call}\``, ...callers.map((caller) => (isLetIn(access, caller) ? '●' : '·'))),
          ),
      ].join('\n'),
    ].join('\n\n'),
  );
  return `${[HEADER.trimEnd(), ...sections].join('\n\n')}\n`;
}
