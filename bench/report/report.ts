import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A part of the report, in Markdown. */
export interface Section {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly plans?: Plans;
}

/** Plans of statements: too long to stand between figures, they have a file of their own beside the report. */
export interface Plans {
  readonly file: string;
  readonly paragraphs: readonly string[];
}

/** The parts in the order in which they are read. */
const TITLES = [
  'Throughput and latency, beside a bare Fastify + `pg` server',
  'From a payment to the new price',
  'Many payments accepted',
  'Beside log-ins',
  'Importing customers',
  'Memberships of all customers at once',
  'Lists of customers',
  'Segments and groups of very many customers',
  'Start and memory',
  'Statements per request',
];

const INTRODUCTION = `# Results of \`npm run bench\`

Each part says when and on what it was measured. How to read them: [README.md](README.md).`;

/** Keeps what was measured: each part takes the place of what was measured of it before, as soon as it is there. */
export class Report {
  /** `file`: where it is kept, if it is; `machine`: what is measured on, said in each part. */
  constructor(
    private readonly file: string | undefined,
    private readonly machine: string,
    private readonly print: (text: string) => void,
  ) {}

  /** Prints a part, and keeps it. */
  add({ title, paragraphs, plans }: Section): void {
    this.print([...paragraphs, ...(plans?.paragraphs ?? [])].join('\n\n'));
    if (this.file === undefined) return;
    const date = new Date().toISOString().slice(0, 16).replace('T', ' ');
    const before = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    const measured = `Measured ${date} UTC: ${this.machine}.`;
    const links = plans ? [`Plans: [${plans.file}](${plans.file}).`] : [];
    const section = { title, paragraphs: [measured, ...paragraphs, ...links] };
    writeFileSync(this.file, withSection(before, section));
    if (plans)
      keepPlans(join(dirname(this.file), plans.file), [`# ${title}: plans`, measured, ...plans.paragraphs]);
  }
}

function keepPlans(file: string, paragraphs: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${paragraphs.join('\n\n')}\n`);
}

/** A report with a part in place of the one of the same title. */
export function withSection(report: string, { title, paragraphs }: Section): string {
  const [, ...parts] = report.split(/^## /m);
  const byTitle = new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part.trimEnd()]));
  byTitle.set(title, [title, ...paragraphs].join('\n\n'));
  const sections = TITLES.flatMap((known) => byTitle.get(known) ?? []);
  return [INTRODUCTION, ...sections.map((section) => `## ${section}`)].join('\n\n').concat('\n');
}
