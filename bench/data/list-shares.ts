/** A group, segment or team of a share of all customers: one in so many. */
interface Share {
  readonly id: string;
  readonly oneIn: number;
}

const idOf = (n: number): string => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The groups of customers that are listed. */
export const GROUPS = {
  everybody: { id: idOf(101), oneIn: 1 },
  tenth: { id: idOf(102), oneIn: 10 },
  hundredth: { id: idOf(103), oneIn: 100 },
  thousandth: { id: idOf(104), oneIn: 1_000 },
  team: { id: idOf(105), oneIn: 7 },
} as const satisfies Record<string, Share>;

/** Their segments. */
export const SEGMENTS = {
  fifth: { id: idOf(201), oneIn: 5 },
  hundredth: { id: idOf(202), oneIn: 100 },
} as const satisfies Record<string, Share>;

/** Who sees the customers of a sales team alone, and whose those are. */
export const MEMBERS = {
  ofCustomers: { id: idOf(301), teamId: idOf(311), customersOneIn: 200 },
  ofGroup: { id: idOf(302), teamId: idOf(312), groupId: GROUPS.team.id },
} as const;
