import { groupHoldings, ordersGroupHoldings, type Principal } from '@clientele/contracts';
import { Database } from '@clientele/database';
import { Ask, NoAnswer } from '@clientele/messaging';
import { Injectable } from '@nestjs/common';
import { countDefaultMembers, countReferences } from './group-deletions.queries';
import { GroupsQueries } from './groups.queries';
import type { GroupDeletionView } from './groups.views';

const PATIENCE_MS = 1_000;

/** Counts what refers to a group, here and in the services that keep documents, pages, looks and vouchers. */
@Injectable()
export class GroupReferences {
  constructor(
    private readonly db: Database,
    private readonly ask: Ask,
    private readonly queries: GroupsQueries,
  ) {}

  /** What deleting a group would concern. */
  async preview(caller: Principal, id: string): Promise<GroupDeletionView> {
    const { text } = await this.queries.get(caller, id);
    const { members, role }: Pick<GroupDeletionView, 'members'> & { role: string | null } = JSON.parse(text);
    const [byDefault, references] = await Promise.all([
      countDefaultMembers.first(this.db, [id]),
      this.of(caller.shopId, id),
    ]);
    return { canBeDeleted: role === null, members, defaultMembers: byDefault?.count ?? 0, ...references };
  }

  async of(shopId: string, id: string): Promise<Pick<GroupDeletionView, 'references' | 'unavailable'>> {
    const [here, identity, orders] = await Promise.all([
      countReferences.first(this.db, [id, shopId]),
      this.askFor(groupHoldings, id),
      this.askFor(ordersGroupHoldings, id),
    ]);
    const counted = [
      { service: 'groups' as const, counts: { ...here } },
      { service: 'identity' as const, counts: identity },
      { service: 'orders' as const, counts: orders },
    ];
    return {
      references: counted.flatMap(({ service, counts }) => (counts ? [{ service, counts }] : [])),
      unavailable: counted.flatMap(({ service, counts }) => (counts ? [] : [service])),
    };
  }

  private async askFor(
    question: typeof groupHoldings,
    groupId: string,
  ): Promise<Record<string, number> | undefined> {
    try {
      return (await this.ask.ask(question, { groupId }, PATIENCE_MS)).counts;
    } catch (error) {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    }
  }
}
