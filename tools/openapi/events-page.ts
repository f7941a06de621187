import { definedEvents } from '@clientele/contracts';
import ts from 'typescript';
import { commentOf, row, sourcesBelow, textsOf } from './sources';

const HEADER = `# Events

Facts that services publish on NATS JetStream, one stream per domain. The subject is the type. Each travels in an
envelope: \`id\` (UUIDv7, also the \`Nats-Msg-Id\`), \`type\`, \`version\`, \`occurredAt\`, \`shopId\`, \`aggregate\` (\`id\` and
\`version\`), \`actor\`, \`traceparent\` and \`data\`. A type only ever gains optional fields; anything else is a new version
beside it. Consumers may see an event twice and out of order. Where much happens at once, as in an import, up to 50 envelopes of one
type travel in one message, as a JSON array.

This page is generated: \`npm run openapi\`.
`;

/** The page of all events, with the fields of their data and an example. */
export function eventsPage(): string {
  const files = sourcesBelow('libs/contracts');
  const comments = new Map(files.flatMap(commentsOfEvents));
  const classes = new Map(
    files
      .flatMap((file) => file.statements.filter(ts.isClassDeclaration))
      .map((it) => [it.name?.text ?? '', it]),
  );
  const sections = definedEvents()
    .toSorted((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, data, example }) =>
      [
        `## ${type}`,
        comments.get(type) ?? '',
        fieldsOf(classes.get(data.name)),
        `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
      ]
        .filter(Boolean)
        .join('\n\n'),
    );
  return `${[HEADER.trimEnd(), ...sections].join('\n\n')}\n`;
}

/** `export const x = defineEvent(type, …)`: the comment above it, by its type. */
function commentsOfEvents(file: ts.SourceFile): [string, string][] {
  return file.statements.filter(ts.isVariableStatement).flatMap((statement): [string, string][] => {
    const call = statement.declarationList.declarations[0]?.initializer;
    if (!call || !ts.isCallExpression(call) || call.expression.getText() !== 'defineEvent') return [];
    const [type = ''] = textsOf(call);
    return [[type, commentOf(statement)]];
  });
}

function fieldsOf(declared: ts.ClassDeclaration | undefined): string {
  const fields = [...(declared?.members ?? [])].filter((member) => ts.isPropertyDeclaration(member));
  if (fields.length === 0) return '';
  const rows = fields.map((field) =>
    row(
      `\`${field.name.getText()}\`${field.questionToken ? '' : ' *'}`,
      `\`${field.type?.getText() ?? ''}\``,
      commentOf(field),
    ),
  );
  return [row('field (* always there)', 'type', 'meaning'), row('---', '---', '---'), ...rows].join('\n');
}
