import type { SegmentFigures } from '../segments';
import type { Effort } from '../segments/effort';
import { figure, table } from './table';

/** What is aimed at: seconds, but for answers, which are in milliseconds. */
const AIMS = { told: 5_000, preview: 1_000, night: 300, exact: 10_000, settings: 1_000 };

/** The part about segments of very many customers, in Markdown. */
export function segmentsReport(figures: SegmentFigures): string {
  return [
    `Of ${figure(figures.customers)} customers with ${figure(figures.memberships)} memberships in groups.`,
    ...(figures.events.length > 0
      ? [
          `**Something happens to one customer.** Aim: it is told within ${AIMS.told / 1_000} s that the customer is in a segment, and looked at only for segments that it can change. Segments and statements are those of one that happens alone; times those of a steady pace.`,
          eventsTable(figures),
        ]
      : []),
    ...(figures.previews.length > 0
      ? [
          `**Previews.** Aim: each within ${AIMS.preview / 1_000} s; exact up to ${figure(AIMS.exact)}, more are estimated. Rules that nobody asked for before.`,
          previewsTable(figures),
        ]
      : []),
    ...(figures.builds.length > 0
      ? [
          '**New segments**, built from all customers while prices are asked for. Told is when the last event is published.',
          buildsTable(figures),
        ]
      : []),
    ...(figures.night.length > 0
      ? [
          `**Nothing but time passes.** Aim: all segments whose rules go by the date, within ${AIMS.night / 60} minutes. Beside it prices are asked for.`,
          nightTable(figures),
        ]
      : []),
    ...(figures.settings ? ['**The discount of a large group changes.**', settingsTable(figures)] : []),
  ].join('\n\n');
}

/** The plans of what took longest. */
export const slowPlans = ({ previews }: SegmentFigures): readonly string[] =>
  previews
    .filter(({ slowest }) => slowest > AIMS.preview / 2)
    .map(({ kind, plan }) => `## preview: ${kind}\n\n\`\`\`text\n${plan}\n\`\`\``);

const eventsTable = ({ events }: SegmentFigures): string =>
  table(
    ['what', 'segments', 'statements', 'a second', 'events', 'p50 ms', 'p99 ms', 'slowest ms', 'met'],
    events.map(({ name, segments, statements, perSecond, ...one }) => [
      ...[name, figure(segments), figure(statements), String(perSecond), String(one.events)],
      ...[figure(one.p50), figure(one.p99), figure(one.slowest), yesNo(one.slowest < AIMS.told)],
    ]),
  );

const previewsTable = ({ previews }: SegmentFigures): string =>
  table(
    ['rule', 'p50 ms', 'slowest ms', 'processor ms', 'members', 'told', 'may be off by', 'met'],
    previews.map(({ kind, p50, slowest, processor, members, told, exact, margin }) => [
      ...[
        kind,
        figure(p50),
        figure(slowest),
        figure(processor),
        String(members),
        exact ? `${told}, exact` : `about ${told}`,
      ],
      exact ? '–' : String(margin),
      yesNo(slowest < AIMS.preview && (exact ? told === members : members > AIMS.exact)),
    ]),
  );

const buildsTable = ({ builds }: SegmentFigures): string =>
  table(
    [
      'segments',
      'members',
      's',
      's each',
      'told after s',
      ...EFFORT,
      'most MB of memory',
      'prices p50 ms',
      'prices p99 ms',
    ],
    builds.map(({ name, segments, members, seconds, toldSeconds, effort, peakMegabytes, prices }) => [
      ...[name, String(members), seconds.toFixed(1), (seconds / segments).toFixed(1), toldSeconds.toFixed(1)],
      ...effortCells(effort),
      ...[figure(peakMegabytes), figure(prices.p50), figure(prices.p99)],
    ]),
  );

const nightTable = ({ night }: SegmentFigures): string =>
  table(
    [
      'what',
      'segments',
      'came or left',
      's',
      'told after s',
      ...EFFORT,
      'prices p50 ms',
      'prices p99 ms',
      'met',
    ],
    night.map(({ name, segments, moved, seconds, toldSeconds, effort, prices }) => [
      ...[name, String(segments), String(moved), seconds.toFixed(1), toldSeconds.toFixed(1)],
      ...effortCells(effort),
      ...[figure(prices.p50), figure(prices.p99), yesNo(toldSeconds < AIMS.night)],
    ]),
  );

const settingsTable = ({ settings }: SegmentFigures): string =>
  settings
    ? table(
        ['members', 'changes', 'right after p50 ms', 'slowest ms', 'rows written per change', 'met'],
        [
          [
            ...[
              String(settings.members),
              String(settings.changes),
              figure(settings.p50),
              figure(settings.slowest),
            ],
            settings.rows
              .map(({ database, table: name, rows }) => `${database}.${name} ${figure(rows)}`)
              .join(', '),
            yesNo(settings.slowest < AIMS.settings),
          ],
        ],
      )
    : '';

const EFFORT = ['processor s: Node', 'Postgres', 'longest wait for a lock ms'] as const;

const effortCells = ({ node, postgres, waited }: Effort): string[] => [
  ...[node.toFixed(1), postgres.toFixed(1), figure(waited)],
];

const yesNo = (met: boolean): string => (met ? 'yes' : '**no**');
