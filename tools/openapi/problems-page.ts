import { STATUS_OF } from '@clientele/http';
import type { ProblemKind } from '@clientele/contracts';
import ts from 'typescript';
import { commentOf, partOf, row, sourcesBelow, textsOf } from './sources';

interface Problem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly meaning: string;
  /** The services that answer it; empty for one that any may. */
  readonly service: string;
}

const HEADER = `# Problems

Every failure is answered as [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem details, with the media type
\`application/problem+json\`. The \`code\` is stable; \`type\` is \`urn:problem:<code>\`; the \`title\` is fixed per code and
translated by \`Accept-Language\`. Which operations answer which codes is in the [OpenAPI document](../openapi/clientele.json).

This page is generated: \`npm run openapi\`.
`;

/** The page of all problem codes, from the classes that define them. */
export function problemsPage(): string {
  const problems = [...problemsBelow('libs', () => ''), ...problemsBelow('apps', partOf)];
  const rows = problems
    .toSorted((a, b) => compare(a.code, b.code) || compare(a.service, b.service))
    .map(({ code, status, title, meaning, service }) =>
      row(`\`${code}\``, String(status), title, meaning, service || 'any'),
    );
  const bug = row(
    '`internal-error`',
    '500',
    'Internal Server Error',
    'A bug; nothing is told of it here.',
    'any',
  );
  return [
    HEADER,
    row('code', 'status', 'title', 'meaning', 'from'),
    row('---', '---', '---', '---', '---'),
    ...rows,
    bug,
    '',
  ].join('\n');
}

const problemsBelow = (folder: string, serviceOf: (file: ts.SourceFile) => string): Problem[] =>
  sourcesBelow(folder).flatMap((file) =>
    file.statements.filter(ts.isClassDeclaration).flatMap((declared) => problemOf(declared, serviceOf(file))),
  );

/** `class X extends defineProblem(kind, code, title) {}`. */
function problemOf(declared: ts.ClassDeclaration, service: string): readonly Problem[] {
  const call = declared.heritageClauses?.[0]?.types[0]?.expression;
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'defineProblem') return [];
  const [kind = '', code = '', title = ''] = textsOf(call);
  const status = STATUS_OF[kind as ProblemKind];
  return [{ code, status, title, meaning: commentOf(declared), service }];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
