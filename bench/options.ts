import { parseArgs } from 'node:util';

/** What can be asked of a run: `npm run bench -- --only=prices,freshness --rounds=1`. */
export interface Options {
  /** Parts of the names of what is to be measured; with them the rest is left out. */
  readonly only: readonly string[] | undefined;
  /** Whether what was measured takes its place in the report; all that is measured without `only` does. */
  readonly write: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly customers: number;
  /** How many orders are paid in each second of the part that looks how soon prices follow. */
  readonly paidOrders: number;
  /** For how long payments are accepted in great number. */
  readonly paymentSeconds: number;
  /** How many customers are imported. */
  readonly imported: number;
  /** How many customers there are to list, where they are kept from run to run, and parts of names of lists. */
  readonly listed: number;
  readonly listsData: string | undefined;
  readonly lists: readonly string[];
  /** How many customers there are to put into segments, where they are kept, and which parts of that are measured. */
  readonly segmented: number;
  readonly segmentsData: string | undefined;
  readonly segments: readonly string[];
}

export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      write: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      customers: { type: 'string', default: '100000' },
      'paid-orders': { type: 'string', default: '50' },
      'payment-seconds': { type: 'string', default: '60' },
      imported: { type: 'string', default: '100000' },
      listed: { type: 'string', default: '1000000' },
      'lists-data': { type: 'string' },
      lists: { type: 'string' },
      segmented: { type: 'string', default: '1000000' },
      'segments-data': { type: 'string' },
      segments: { type: 'string' },
    },
  });
  return {
    only: values.only?.split(','),
    write: values.write || values.only === undefined,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    customers: Number(values.customers),
    paidOrders: Number(values['paid-orders']),
    paymentSeconds: Number(values['payment-seconds']),
    imported: Number(values.imported),
    listed: Number(values.listed),
    listsData: values['lists-data'],
    lists: values.lists?.split(',') ?? [],
    segmented: Number(values.segmented),
    segmentsData: values['segments-data'],
    segments: values.segments?.split(',') ?? [],
  };
}
